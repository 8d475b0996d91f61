// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { blobs, checkBlobs } from "./harness/blobs.ts";
import { original, photograph } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada") }), { "media.avif_ahead": "true" });

test("where the settings say so, AVIF is there before anybody has asked for it", async () => {
  const media = await w.ada.upload(await photograph(3));
  /* The small photo is no wider than the least width: one file for all four. */
  for (let tries = 0; tries < 600 && blobs(w.daemon.folder).length < 2; tries++) await sleep(50);
  assert.equal(blobs(w.daemon.folder).length, 2);
  const reply = (await w.ada.get(`/v1/media/${media.id}/image?w=320`, { accept: "image/avif" })).is(200);
  assert.equal(reply.header("content-type"), "image/avif");
});

test("a stop does not wait for an AVIF that is being made, and nothing is left of it", async () => {
  await w.ada.upload(original(8));
  await sleep(300);
  const began = performance.now();
  await w.daemon.stop();
  assert.ok(performance.now() - began < 5000);
  checkBlobs(w.daemon.folder);
});
