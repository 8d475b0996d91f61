// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { photograph } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

function plain(colour: string, width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } }).png().toBuffer();
}

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const media = [];
  for (const file of [await plain("#ff0000", 320, 400), await plain("#00ff00", 400, 200), await plain("#0000ff", 100, 400)]) media.push(await ada.upload(file));
  const made = await ada.collect({ images: media.map(({ id }) => ({ media: id })) });
  const many = [];
  for (let n = 0; n < 35; n++) many.push(await ada.upload(await photograph(n, { width: 320 + Math.floor(n / 12), height: 400 })));
  const long = await ada.collect({ images: many.map(({ id }) => ({ media: id })) });
  const closed = await ada.collect({ visibility: "private" });
  return { ada, bob: await person(daemon, "bob"), made, long, single: await ada.collect(), closed, path: `/v1/collections/${made.id}/animation` };
});

/** The pixel of a frame, of 255 a channel. */
async function pixel(bytes: Buffer, page: number, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes, { page }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
}

test("every image is a frame of the first one's form, over and over", async () => {
  const reply = (await w.nobody.get(`${w.path}?w=160&ms=500`, { accept: "image/jpeg" })).is(200);
  assert.equal(reply.header("content-type"), "image/webp");
  const found = await sharp(reply.bytes, { animated: true }).metadata();
  assert.deepEqual([found.format, found.pages, found.width, found.pageHeight, found.loop, found.delay], ["webp", 3, 160, 200, 0, [500, 500, 500]]);
  for (const [what, page, x, y, colour] of [
    ["the first", 0, 80, 100, [255, 0, 0]],
    ["the wide one", 1, 80, 100, [0, 255, 0]],
    ["above the wide one", 1, 80, 20, [0xe8, 0xe8, 0xe8]],
    ["the high one", 2, 80, 100, [0, 0, 255]],
    ["beside the high one", 2, 10, 100, [0xe8, 0xe8, 0xe8]],
  ] as const) {
    const seen = await pixel(reply.bytes, page, x, y);
    assert.ok(colour.every((value, i) => Math.abs(value - seen[i]!) < 12), `${what}: ${seen}`);
  }
});

test("without parameters it is 720 pixels wide, and each frame is shown for two seconds", async () => {
  const found = await sharp((await w.nobody.get(w.path)).is(200).bytes, { animated: true }).metadata();
  assert.deepEqual([found.width, found.pageHeight, found.delay], [720, 900, [2000, 2000, 2000]]);
});

test("a single image is a picture that stands still", async () => {
  const reply = (await w.nobody.get(`/v1/collections/${w.single.id}/animation?w=64`)).is(200);
  const found = await sharp(reply.bytes, { animated: true }).metadata();
  assert.deepEqual([found.format, found.width, found.height], ["webp", 64, 80]);
});

test("as many images as a collection takes come as large as all frames together may be", async () => {
  const found = await sharp((await w.nobody.get(`/v1/collections/${w.long.id}/animation`)).is(200).bytes, { animated: true }).metadata();
  assert.deepEqual([found.pages, found.width, found.pageHeight], [35, 720, 900]);
  const refused = await w.nobody.get(`/v1/collections/${w.long.id}/animation?w=876`);
  refused.refused(422, "invalid", "?w");
  assert.match(refused.bytes.toString(), /from 16 to 875/);
});

test("two who ask at the same moment get the same", async () => {
  const path = `/v1/collections/${w.long.id}/animation?w=100`;
  const [one, other] = await Promise.all([w.nobody.get(path), w.bob.get(path)]);
  assert.ok(one.is(200).bytes.equals(other.is(200).bytes));
  assert.equal(one.header("etag"), other.header("etag"));
});

test("another time or width is another animation", async () => {
  const etags = await Promise.all(["w=50&ms=200", "w=50&ms=201", "w=51&ms=200"].map(async (query) => (await w.nobody.get(`${w.path}?${query}`)).is(200).header("etag")));
  assert.equal(new Set(etags).size, 3);
});

for (const [query, pointer] of [["w=15", "?w"], ["w=1081", "?w"], ["w=wide", "?w"], ["w=", "?w"], ["ms=199", "?ms"], ["ms=10001", "?ms"], ["ms=x", "?ms"]] as const)
  refuses(() => w.nobody, "GET", () => `${w.path}?${query}`, [{ name: `the query ${query}`, status: 422, type: "invalid", pointer }]);
refuses(() => w.nobody, "GET", "/v1/collections/AAAAAAAAAAAAAAAAAAAAAA/animation", [{ name: "a collection that is not there", status: 404, type: "not-found" }]);
for (const who of ["nobody", "bob"] as const)
  refuses(() => w[who], "GET", () => `/v1/collections/${w.closed.id}/animation`, [{ name: `${who} who asks for what is private`, status: 404, type: "not-found" }]);
test("its creator gets the animation of what is private", async () => {
  (await w.ada.get(`/v1/collections/${w.closed.id}/animation?w=64`)).is(200);
});
readsLikeAll(() => w.nobody, () => `${w.path}?w=64`);
