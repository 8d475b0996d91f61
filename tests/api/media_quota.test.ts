// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { blobs } from "./harness/blobs.ts";
import { tone } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { world } from "./harness/world.ts";

const one = tone(300);
const two = tone(500);
const quota = one.length + two.length;
const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), bob: await person(daemon, "bob") }), { "media.quota": `${quota}` });

test("files up to the quota are taken, one byte more is refused and leaves nothing", async () => {
  await w.ada.upload(one);
  await w.ada.upload(two);
  const before = blobs(w.daemon.folder);
  const problem = (await w.ada.send("POST", "/v1/media", { body: tone(100) })).refused(413, "quota-exceeded");
  assert.match(problem.detail, new RegExp(`${quota} bytes`));
  assert.deepEqual(blobs(w.daemon.folder), before);
});

test("the same file again is no more than it was", async () => {
  (await w.ada.send("POST", "/v1/media", { body: one })).is(200);
});

test("of two files that are one byte too many together the second is refused", async () => {
  const eve = await person(w.daemon, "eve");
  await eve.upload(one);
  const more = Buffer.concat([two, Buffer.alloc(1)]);
  (await eve.send("POST", "/v1/media", { body: more })).refused(413, "quota-exceeded");
  await eve.upload(two);
});

test("each account has its own, and what it deleted is free again", async () => {
  await w.bob.upload(one);
  await w.bob.upload(two);
  (await w.bob.delete("/v1/accounts/me")).is(204);
  const again = await person(w.daemon, "bob");
  await again.upload(two);
});
