// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { person } from "./harness/people.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const made = await ada.collect({ texts: [{ image: 0, position: { x: 0, y: 0 }, configuration: { content: "Hello" } }] });
  const closed = await ada.collect({ visibility: "private" });
  return { ada, bob: await person(daemon, "bob"), made, path: `/v1/collections/${made.id}/images/0`, closed };
});

for (const width of [16, 333, 1080, 2160])
  test(`the picture is a JPEG, ${width} pixels wide, in the form of its box`, async () => {
    const reply = (await w.nobody.get(`${w.path}?w=${width}`)).is(200);
    const found = await sharp(reply.bytes).metadata();
    assert.deepEqual([found.format, found.width, found.height], ["jpeg", width, Math.round((width * 400) / 320)]);
    await sharp(reply.bytes).stats();
  });

test("without a width it is 1080 pixels wide", async () => {
  assert.equal((await sharp((await w.nobody.get(w.path)).is(200).bytes).metadata()).width, 1080);
});

test("an address with the version may be kept for ever, one without must be asked for again", async () => {
  const cache = async (query: string) => (await w.nobody.get(w.path + query)).is(200).header("cache-control");
  assert.match(await cache(`?w=64&v=${w.made.version}`), /immutable/);
  assert.doesNotMatch(await cache("?w=64"), /immutable/);
  assert.doesNotMatch(await cache(`?w=64&v=${w.made.version + 1}`), /immutable/);
});

test("another text is another picture with another ETag", async () => {
  const made = await w.ada.collect();
  const path = `/v1/collections/${made.id}/images/0?w=100`;
  const before = (await w.nobody.get(path)).is(200);
  (await w.ada.patch(`/v1/collections/${made.id}`, { texts: [{ image: 0, position: { x: 0, y: 0 }, configuration: { content: "New", font_size: 0.3 } }] })).is(200);
  const after = (await w.nobody.get(path, { "if-none-match": before.header("etag") })).is(200);
  assert.notEqual(after.header("etag"), before.header("etag"));
  assert.ok(!after.bytes.equals(before.bytes));
});

test("many who ask for the same picture at the same moment get the same", async () => {
  const replies = await Promise.all(Array.from({ length: 8 }, () => w.nobody.get(`${w.path}?w=123`)));
  for (const reply of replies) assert.ok(reply.is(200).bytes.equals(replies[0]!.bytes));
});

for (const [headers, type] of [
  [{}, "jpeg"],
  [{ accept: "image/avif,image/webp,image/png,*/*;q=0.8" }, "webp"],
  [{ accept: "image/png" }, "png"],
  [{ accept: "image/png,*/*" }, "jpeg"],
  [{ accept: "image/avif" }, "jpeg"],
  [{ accept: "image/webp;q=0" }, "jpeg"],
] as const)
  test(`who accepts ${JSON.stringify(headers)} gets a ${type}`, async () => {
    const reply = (await w.nobody.get(`${w.path}?w=96`, headers)).is(200);
    assert.equal(reply.header("content-type"), `image/${type}`);
    assert.equal((await sharp(reply.bytes).metadata()).format, type);
    assert.match(reply.header("vary"), /\bAccept\b/);
  });

for (const format of ["jpeg", "webp", "png", "avif"])
  test(`format=${format} is given whatever Accept says, and shows the same`, async () => {
    const reply = (await w.nobody.get(`${w.path}?w=320&format=${format}`, { accept: "image/webp" })).is(200);
    const found = await sharp(reply.bytes).metadata();
    assert.equal(reply.header("content-type"), `image/${format}`);
    assert.equal(format === "avif" ? found.compression : found.format, format === "avif" ? "av1" : format);
    assert.deepEqual([found.width, found.height], [320, 400]);
    assert.doesNotMatch(reply.header("vary"), /\bAccept\b/);
    const lossless = (await w.nobody.get(`${w.path}?w=320&format=png`)).is(200);
    const [data, wanted] = await Promise.all([reply, lossless].map(({ bytes }) => sharp(bytes).removeAlpha().raw().toBuffer()));
    const difference = data!.reduce((sum, value, i) => sum + Math.abs(value - wanted![i]!), 0) / data!.length;
    assert.ok(difference < 6, `${difference} of 255 in the mean`);
  });

test("every form has an ETag of its own", async () => {
  const etags = await Promise.all(["jpeg", "webp", "png", "avif"].map(async (format) => (await w.nobody.get(`${w.path}?w=64&format=${format}`)).is(200).header("etag")));
  assert.equal(new Set(etags).size, 4);
});

test("the largest AVIF is made while one waits", async () => {
  const reply = (await w.nobody.get(`${w.path}?w=2160&format=avif`)).is(200);
  assert.equal((await sharp(reply.bytes).metadata()).width, 2160);
});

for (const [query, pointer] of [["w=15", "?w"], ["w=2161", "?w"], ["w=wide", "?w"], ["w=", "?w"], ["v=-1", "?v"], ["v=x", "?v"]] as const)
  refuses(() => w.nobody, "GET", () => `${w.path}?${query}`, [{ name: `the query ${query}`, status: 422, type: "invalid", pointer }]);
for (const format of ["gif", "", "JPEG"])
  refuses(() => w.nobody, "GET", () => `${w.path}?format=${format}`, [{ name: `the format ${format}`, status: 422, type: "invalid", pointer: "?format" }]);
for (const n of ["1", "35", "-1", "0x0", "a", "99999999999999999999"])
  refuses(() => w.nobody, "GET", () => w.path.replace(/0$/, n), [{ name: `the image ${n}`, status: 404, type: "not-found" }]);
refuses(() => w.bob, "GET", () => `/v1/collections/${w.closed.id}/images/0`, [{ name: "a stranger who asks for what is private", status: 404, type: "not-found" }]);
readsLikeAll(() => w.nobody, () => `${w.path}?w=64`);
