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

const ground = [0xe8, 0xe8, 0xe8];

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const media = [];
  for (const file of [await plain("#ff0000", 400, 400), await plain("#00ff00", 400, 200), await plain("#0000ff", 200, 400)]) media.push(await ada.upload(file));
  const made = await ada.collect({ images: media.map(({ id }) => ({ media: id })) });
  const photos = [];
  for (let n = 0; n < 35; n++) photos.push(await ada.upload(await photograph(n, { width: 320 + Math.floor(n / 12) })));
  const many = await ada.collect({ images: photos.map(({ id }) => ({ media: id })) });
  const closed = await ada.collect({ visibility: "private" });
  return { ada, bob: await person(daemon, "bob"), made, many, closed, path: `/v1/collections/${made.id}/sheet` };
});

async function pixels(bytes: Buffer): Promise<(x: number, y: number) => number[]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return (x, y) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
}

test("every image is in its cell, in its own form, on a neutral ground", async () => {
  const reply = (await w.nobody.get(`${w.path}?w=900&format=png`)).is(200);
  const found = await sharp(reply.bytes).metadata();
  /* Two cells across of 435, a gap of 10. */
  assert.deepEqual([found.format, found.width, found.height], ["png", 900, 900]);
  const at = await pixels(reply.bytes);
  for (const [what, x, y, colour] of [
    ["the gap", 5, 5, ground],
    ["the first image's corner", 12, 12, [255, 0, 0]],
    ["above the wide image", 670, 50, ground],
    ["the wide image", 670, 227, [0, 255, 0]],
    ["the wide image's edge", 460, 227, [0, 255, 0]],
    ["beside the high image", 50, 670, ground],
    ["the high image", 227, 670, [0, 0, 255]],
    ["the last cell, which is empty", 670, 670, ground],
  ] as const)
    assert.deepEqual(at(x, y), colour, what);
});

for (const [query, headers, type] of [
  ["", {}, "jpeg"],
  ["", { accept: "image/webp,*/*" }, "webp"],
  ["", { accept: "image/png" }, "png"],
  ["&format=jpeg", { accept: "image/webp" }, "jpeg"],
  ["&format=avif", {}, "avif"],
] as const)
  test(`with ${query || "no format"} and ${JSON.stringify(headers)} it is a ${type}`, async () => {
    const reply = (await w.nobody.get(`${w.path}?w=320${query}`, headers)).is(200);
    assert.equal(reply.header("content-type"), `image/${type}`);
    const found = await sharp(reply.bytes).metadata();
    assert.deepEqual([type === "avif" ? found.compression : found.format, found.width], [type === "avif" ? "av1" : type, 320]);
    assert.equal(/\bAccept\b/.test(reply.header("vary")), !query);
  });

for (const width of [320, 1080, 2160])
  test(`as many images as a collection takes are on one sheet of ${width}`, async () => {
    const reply = (await w.nobody.get(`/v1/collections/${w.many.id}/sheet?w=${width}`)).is(200);
    assert.equal((await sharp(reply.bytes).metadata()).width, width);
    const { channels } = await sharp(reply.bytes).stats();
    assert.ok(channels.every(({ stdev }) => stdev > 20), "it shows something");
  });

test("without a width it is 1080 pixels wide", async () => {
  assert.equal((await sharp((await w.nobody.get(w.path)).is(200).bytes).metadata()).width, 1080);
});

test("two who ask at the same moment get the same", async () => {
  const path = `/v1/collections/${w.many.id}/sheet?w=700`;
  const [one, other] = await Promise.all([w.nobody.get(path), w.bob.get(path)]);
  assert.ok(one.is(200).bytes.equals(other.is(200).bytes));
  assert.equal(one.header("etag"), other.header("etag"));
});

test("a text on one image is another sheet, which shows it", async () => {
  const made = await w.ada.collect({ images: [{ media: (await w.ada.upload(await plain("#123456", 300, 300))).id }] });
  const path = `/v1/collections/${made.id}/sheet?w=400&format=png`;
  const before = (await w.nobody.get(path)).is(200);
  const texts = [{ image: 0, position: { x: 0, y: 0 }, configuration: { content: "O", font_size: 0.5, color: "#ffffff" } }];
  (await w.ada.patch(`/v1/collections/${made.id}`, { texts })).is(200);
  const after = (await w.nobody.get(path, { "if-none-match": before.header("etag") })).is(200);
  assert.notEqual(after.header("etag"), before.header("etag"));
  assert.ok(!after.bytes.equals(before.bytes));
});

for (const [query, pointer] of [["w=319", "?w"], ["w=2161", "?w"], ["w=wide", "?w"], ["w=", "?w"], ["format=gif", "?format"], ["format=", "?format"]] as const)
  refuses(() => w.nobody, "GET", () => `${w.path}?${query}`, [{ name: `the query ${query}`, status: 422, type: "invalid", pointer }]);
refuses(() => w.nobody, "GET", "/v1/collections/AAAAAAAAAAAAAAAAAAAAAA/sheet", [{ name: "a collection that is not there", status: 404, type: "not-found" }]);
for (const who of ["nobody", "bob"] as const)
  refuses(() => w[who], "GET", () => `/v1/collections/${w.closed.id}/sheet`, [{ name: `${who} who asks for what is private`, status: 404, type: "not-found" }]);
test("its creator gets the sheet of what is private", async () => {
  (await w.ada.get(`/v1/collections/${w.closed.id}/sheet?w=320`)).is(200);
});
readsLikeAll(() => w.nobody, () => `${w.path}?w=320`);
