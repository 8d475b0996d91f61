// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { tone } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Media } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const [alone, shown] = await ada.photos(2);
  const audio = await ada.upload(tone());
  const collection = await ada.collect({ images: [{ media: shown!.id }], audio: { media: audio.id, name: "Audio 1" } });
  return { ada, bob: await person(daemon, "bob"), alone: alone!, shown: shown!, audio, collection };
});

test("its owner sees it as it was described when it came", async () => {
  assert.deepEqual((await w.ada.get(`/v1/media/${w.alone.id}`)).as<Media>(), w.alone);
});

test("whoever may see a collection sees its photos and its audio", async () => {
  for (const who of [w.nobody, w.bob]) {
    assert.deepEqual((await who.get(`/v1/media/${w.shown.id}`)).as<Media>(), w.shown);
    assert.deepEqual((await who.get(`/v1/media/${w.audio.id}`)).as<Media>(), w.audio);
  }
});

test("what no collection shows any more is its owner's alone again", async () => {
  const media = (await w.ada.photos(3))[2]!;
  const shown = await w.ada.collect({ images: [{ media: media.id }] });
  (await w.bob.get(`/v1/media/${media.id}`)).is(200);
  (await w.ada.delete(`/v1/collections/${shown.id}`)).is(204);
  (await w.bob.get(`/v1/media/${media.id}`)).refused(404, "not-found");
  (await w.ada.get(`/v1/media/${media.id}`)).is(200);
});

for (const [name, who] of [["nobody", () => w.nobody], ["a stranger", () => w.bob]] as const)
  refuses(who, "GET", () => `/v1/media/${w.alone.id}`, [{ name: `${name} who asks for what no collection shows`, status: 404, type: "not-found" }]);
for (const id of ["x", "A".repeat(22), "A".repeat(23), "%00"])
  refuses(() => w.ada, "GET", `/v1/media/${id}`, [{ name: `the id ${id}`, status: 404, type: "not-found" }]);
readsLikeAll(() => w.ada, () => `/v1/media/${w.alone.id}`);
