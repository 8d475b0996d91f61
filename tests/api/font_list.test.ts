// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

interface File { url: string; sha256: string; bytes: number; format: string; weight: number; style: string; unicode_range: string }
interface Family { name: string; category: string; weights: number[]; styles: string[]; scripts: string[]; license: { name: string; url: string }; css: string; files?: File[] }
interface Fonts { default: string; fallback: string[]; first_for_language: Record<string, string>; items: Family[] }

const path = "/v1/fonts";
const w = world(async () => ({}));
const list = async (query = "") => (await w.nobody.get(path + query)).as<Fonts>(200);

test("anyone may see which families there are, and what each is for", async () => {
  const { items } = await list();
  const by = (category: string) => items.filter((family) => family.category === category).map(({ name }) => name);
  assert.deepEqual(by("sans"), ["Inter"]);
  for (const category of ["serif", "rounded", "condensed", "handwriting", "brush", "mono", "emoji"]) assert.ok(by(category).length, category);
  const scripts = new Set(items.flatMap((family) => family.scripts));
  for (const script of ["Latn", "Cyrl", "Grek", "Arab", "Hebr", "Deva", "Thai", "Hans", "Jpan", "Kore", "Zsye"]) assert.ok(scripts.has(script), script);
});

test("the list is that of config/fonts, file by file", async () => {
  const { items } = await list();
  const listed = JSON.parse(readFileSync("config/fonts/fonts.json", "utf8")).families as { family: string; debian?: string; files: { sha256: string }[] }[];
  assert.deepEqual(items.map(({ name }) => name), listed.map(({ family }) => family));
  for (const [i, { debian, files }] of listed.entries())
    if (!debian) assert.deepEqual(items[i]!.files!.map(({ sha256 }) => sha256), files.map(({ sha256 }) => sha256));
});

test("each weight and style of a family has its files", async () => {
  for (const { name, weights, styles, files } of (await list()).items)
    for (const weight of weights)
      for (const style of styles) assert.ok(files!.some((file) => file.weight === weight && file.style === style), `${name} ${weight} ${style}`);
});

test("what helps out is in the list, the default first", async () => {
  const { default: preset, fallback, first_for_language, items } = await list();
  const names = items.map(({ name }) => name);
  assert.equal(preset, "Inter");
  assert.equal(fallback[0], preset);
  for (const name of [...fallback, ...Object.values(first_for_language)]) assert.ok(names.includes(name), name);
  for (const { name, category } of items.filter(({ category }) => ["fallback", "emoji"].includes(category))) assert.ok(fallback.includes(name), `${name}, ${category}`);
});

test("without the files the list is short, and else the same", async () => {
  const whole = await list(), short = await list("?files=false");
  for (const family of whole.items) delete family.files;
  assert.deepEqual(short, whole);
  assert.ok((await w.nobody.get(`${path}?files=false`)).bytes.length < 20_000);
});

refuses(() => w.nobody, "GET", `${path}?files=perhaps`, [{ name: "files that are neither true nor false", status: 422, type: "invalid", pointer: "?files" }]);
readsLikeAll(() => w.nobody, path);
