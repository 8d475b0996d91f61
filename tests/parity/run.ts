// SPDX-License-Identifier: Apache-2.0
// Draws the cases on both sides and holds the pictures against each other.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Picture } from "../../web/src/render/box.ts";
import { boxPixels } from "../../web/src/render/units.ts";
import { drawInBrowser, openBrowser, type Browser } from "./browser.ts";
import type { Case } from "./case.ts";
import { looks } from "./cases_filter.ts";
import { compare, compareWhole, readPixels, type Comparison, type InkBox, type Pixels } from "./compare.ts";
import { faces, folder as fontFolder, fonts } from "./faces.ts";
import { makeGround } from "./grounds.ts";
import { Server } from "./server.ts";
import { stickerFile } from "./stickers.ts";

export interface Result extends Comparison {
  name: string;
  file: string;
  width: number;
  box: InkBox;
  server_us: number;
}

interface Sides {
  browser: Browser;
  server: Server;
  folder: string;
  bare: Map<string, { browser: Pixels; server: Pixels }>;
}

function fileName(name: string): string {
  return name.replace(/[^a-z0-9.-]+/gi, "_");
}

/** The filter's numbers, as the daemon gives them to its worker. */
function numbersOf(filter: Case["filter"]): object | null {
  const look = looks.find(({ name }) => name === filter?.type);
  return look && filter ? { matrix: look.matrix, curves: look.curves, strength: filter.strength } : null;
}

/** A case without what is compared: the photo alone, with its filter. */
function bareCase(c: Case): Case {
  return { ...c, texts: [], stickers: [] };
}

async function drawBoth(sides: Sides, c: Case, photo: string, name: string): Promise<{ browser: Pixels; server: Pixels; us: number }> {
  const size = boxPixels(c.box, c.width), stickers = c.stickers ?? [];
  const files = await Promise.all(stickers.map(({ builtin }) => stickerFile(sides.folder, builtin!)));
  const addresses = Object.fromEntries(stickers.map(({ builtin }, n) => [builtin!, pathToFileURL(files[n]!).href]));
  const picture: Picture = { box: c.box, fit: c.fit, texts: c.texts, filter: c.filter ?? null, stickers, photo: { url: pathToFileURL(photo).href, ...(c.photo ?? size) } };
  const path = (side: string) => join(sides.folder, `${name}.${side}.png`);
  const shot = await drawInBrowser(sides.browser.page, picture, c.width, { fonts, looks, stickers: addresses });
  writeFileSync(path("browser"), shot);
  const told = {
    width: c.width, box: c.box, fit: c.fit, texts: c.texts, filter: numbersOf(c.filter),
    stickers: stickers.map(({ position, width, opacity }, file) => ({ file, position, width, opacity })), type: "image/png",
  };
  const us = await sides.server.draw(photo, path("server"), told, files);
  return { browser: await readPixels(shot), server: await readPixels(path("server")), us };
}

async function bareOf(sides: Sides, c: Case, photo: string): Promise<{ browser: Pixels; server: Pixels }> {
  const key = `bare_${c.ground}_${c.width}x${boxPixels(c.box, c.width).height}_${c.photo || c.filter ? fileName(c.name) : "same"}`;
  const known = sides.bare.get(key) ?? (await drawBoth(sides, bareCase(c), photo, key));
  sides.bare.set(key, known);
  return known;
}

async function runCase(sides: Sides, c: Case): Promise<Result> {
  const size = c.photo ?? boxPixels(c.box, c.width);
  const photo = resolve(sides.folder, `ground_${c.ground}_${size.width}x${size.height}.png`);
  await makeGround(photo, c.ground, size);
  const file = fileName(c.name);
  const drawn = await drawBoth(sides, c, photo, file);
  const result = c.texts.length || c.stickers?.length ? compare(await bareOf(sides, c, photo), drawn) : compareWhole(drawn.browser, drawn.server);
  return { name: c.name, file, width: c.width, server_us: drawn.us, ...result };
}

/** One Chromium and one drawing program for all. */
export async function runCases(cases: readonly Case[], folder: string, program: string, each: (result: Result) => void = () => {}): Promise<Result[]> {
  mkdirSync(folder, { recursive: true });
  const sides = { browser: await openBrowser(folder, faces), server: new Server(program, fontFolder), folder, bare: new Map() };
  const results: Result[] = [];
  try {
    for (const c of cases) {
      results.push(await runCase(sides, c));
      each(results.at(-1)!);
    }
  } finally {
    sides.server.close();
    await sides.browser.close();
  }
  return results;
}
