// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { original } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { needsSignIn, readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const file = original(5);
const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const media = await ada.upload(file);
  await ada.collect({ images: [{ media: media.id }] });
  return { ada, bob: await person(daemon, "bob"), path: `/v1/media/${media.id}/file`, media };
});

test("the very bytes come back, to be kept", async () => {
  const reply = (await w.ada.get(w.path)).is(200);
  assert.ok(reply.bytes.equals(file));
  assert.equal(reply.header("content-type"), "image/jpeg");
  assert.equal(reply.header("content-length"), `${file.length}`);
  assert.equal(reply.header("etag"), `"${w.media.sha256}"`);
  assert.match(reply.header("cache-control"), /private.*immutable/);
  assert.equal(reply.header("accept-ranges"), "bytes");
});

const last = file.length - 1;
const parts: [string, number, number][] = [
  ["bytes=0-99", 0, 99],
  ["bytes=100-", 100, last],
  ["bytes=-50", last - 49, last],
  [`bytes=0-${last + 999}`, 0, last],
  [`bytes=${last}-${last}`, last, last],
  [`bytes=-${last * 2}`, 0, last],
];
for (const [range, from, to] of parts)
  test(`${range} is a part of the file`, async () => {
    const reply = (await w.ada.get(w.path, { range })).is(206);
    assert.equal(reply.header("content-range"), `bytes ${from}-${to}/${file.length}`);
    assert.ok(reply.bytes.equals(file.subarray(from, to + 1)));
  });

for (const range of ["bytes=5-2", "items=0-5", "bytes=a-b", "bytes=0-1,5-6", "bytes"])
  test(`the range ${range} is not understood, so the whole file comes`, async () => {
    assert.equal((await w.ada.get(w.path, { range })).is(200).bytes.length, file.length);
  });

for (const range of [`bytes=${last + 1}-`, "bytes=-0"])
  test(`the range ${range} is not in the file`, async () => {
    const reply = await w.ada.get(w.path, { range });
    reply.refused(416, "range-not-satisfiable");
    assert.equal(reply.header("content-range"), `bytes */${file.length}`);
  });

test("If-Range takes a part only of the file that it names", async () => {
  const part = { range: "bytes=0-9" };
  assert.equal((await w.ada.get(w.path, { ...part, "if-range": `"${w.media.sha256}"` })).is(206).bytes.length, 10);
  assert.equal((await w.ada.get(w.path, { ...part, "if-range": '"another"' })).is(200).bytes.length, file.length);
});

needsSignIn(() => w.nobody, "GET", () => w.path);
refuses(() => w.bob, "GET", () => w.path, [{ name: "the original of another's photo, though a collection shows it", status: 404, type: "not-found" }]);
refuses(() => w.ada, "GET", `/v1/media/${"A".repeat(22)}/file`, [{ name: "an id that is none", status: 404, type: "not-found" }]);
readsLikeAll(() => w.ada, () => w.path);
