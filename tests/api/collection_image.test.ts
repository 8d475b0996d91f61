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

for (const [query, pointer] of [["w=15", "?w"], ["w=2161", "?w"], ["w=wide", "?w"], ["w=", "?w"], ["v=-1", "?v"], ["v=x", "?v"]] as const)
  refuses(() => w.nobody, "GET", () => `${w.path}?${query}`, [{ name: `the query ${query}`, status: 422, type: "invalid", pointer }]);
for (const n of ["1", "35", "-1", "0x0", "a", "99999999999999999999"])
  refuses(() => w.nobody, "GET", () => w.path.replace(/0$/, n), [{ name: `the image ${n}`, status: 404, type: "not-found" }]);
refuses(() => w.bob, "GET", () => `/v1/collections/${w.closed.id}/images/0`, [{ name: "a stranger who asks for what is private", status: 404, type: "not-found" }]);
readsLikeAll(() => w.nobody, () => `${w.path}?w=64`);
