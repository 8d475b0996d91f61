// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Client } from "./harness/client.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

interface File { url: string; sha256: string; bytes: number; format: string; weight: number; style: string; unicode_range: string }
interface Family { name: string; license: { url: string }; css: string; files: File[] }

const w = world(async (daemon) => {
  const nobody = new Client(daemon);
  const { items } = (await nobody.get("/v1/fonts")).as<{ items: Family[] }>(200);
  const inter = items.find(({ name }) => name === "Inter")!;
  return { items, inter, file: inter.files.at(-1)! };
});
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

test("every file is there, of the size, the digest and the form that the list says", async () => {
  const beginnings: Record<string, string> = { woff2: "wOF2", truetype: "\0\u0001\0\0" };
  for (const file of w.items.flatMap(({ files }) => files)) {
    const { bytes } = (await w.nobody.get(file.url)).is(200);
    assert.equal(bytes.length, file.bytes, file.url);
    assert.equal(sha256(bytes), file.sha256);
    assert.equal(bytes.subarray(0, 4).toString("latin1"), beginnings[file.format]);
  }
});

test("a font comes with its type, to be kept", async () => {
  const reply = (await w.nobody.get(w.file.url)).is(200);
  assert.equal(reply.header("content-type"), "font/woff2");
  assert.equal(reply.header("etag"), `"${w.file.sha256}"`);
  assert.match(reply.header("cache-control"), /immutable/);
  assert.equal(reply.header("accept-ranges"), "bytes");
});

test("a part of a font can be had", async () => {
  const reply = (await w.nobody.get(w.file.url, { range: "bytes=0-3" })).is(206);
  assert.equal(reply.bytes.toString(), "wOF2");
  assert.equal(reply.header("content-range"), `bytes 0-3/${w.file.bytes}`);
});

test("emoji are a TTF", async () => {
  const emoji = w.items.find(({ name }) => name === "Noto Color Emoji")!;
  assert.equal((await w.nobody.get(emoji.files[0]!.url, { range: "bytes=0-9" })).is(206).header("content-type"), "font/ttf");
});

test("a style sheet has a rule for each file of its family, beside which it lies", async () => {
  for (const family of w.items) {
    const reply = (await w.nobody.get(family.css)).is(200);
    assert.equal(reply.header("content-type"), "text/css; charset=utf-8");
    const rules = [...reply.bytes.toString().matchAll(/font-family:"([^"]+)";.*url\(([^)]+)\).*unicode-range:([^}]+)}/g)];
    const addresses = rules.map(([, name, url, range]) => [name, new URL(url!, `http://host${family.css}`).pathname, range]);
    assert.deepEqual(addresses, family.files.map((file) => [family.name, file.url, file.unicode_range]));
  }
});

test("every licence is there as text", async () => {
  for (const { name, license } of w.items) {
    const reply = (await w.nobody.get(license.url)).is(200);
    assert.equal(reply.header("content-type"), "text/plain; charset=utf-8");
    assert.match(reply.bytes.toString(), /SIL OPEN FONT LICENSE|Apache License/i, name);
  }
});

for (const name of ["none.woff2", `${"0".repeat(64)}.woff2`, "inter.latin.400.woff2", "fonts.json", "..%2f..%2fetc%2fpasswd", "licenses%2finter.txt", "%2e%2e", "a%00b"])
  refuses(() => w.nobody, "GET", `/v1/fonts/${name}`, [{ name: `the file ${name}`, status: 404, type: "not-found" }]);
refuses(() => w.nobody, "GET", () => w.file.url.replace("woff2", "ttf"), [{ name: "a font by another ending", status: 404, type: "not-found" }]);
readsLikeAll(() => w.nobody, () => w.file.url);
