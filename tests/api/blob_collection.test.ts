// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { blobs, checkBlobs } from "./harness/blobs.ts";
import { photograph, tone } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { until } from "./harness/until.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada") }), { "blob.grace": "1", "media.avif": "false" });

const there = (sha256: string) => blobs(w.daemon.folder).includes(sha256);

test("what nothing names any more goes after a time, with what was made of it, and the rest stays", async () => {
  const eve = await person(w.daemon, "eve");
  const kept = await w.ada.upload(await photograph(1));
  const gone = await eve.upload(await photograph(2));
  const shared = await eve.upload(await photograph(1));
  assert.equal(shared.sha256, kept.sha256);
  (await eve.get(`/v1/media/${gone.id}/image?w=320`)).is(200);
  (await w.ada.get(`/v1/media/${kept.id}/image?w=320`)).is(200);
  assert.equal(blobs(w.daemon.folder).length, 4);
  (await eve.delete("/v1/accounts/me")).is(204);
  assert.ok(there(gone.sha256), "not at once");
  await until(() => blobs(w.daemon.folder).length, (left) => left === 2, "the end of the photo and its variant", 20_000);
  assert.ok(there(kept.sha256) && !there(gone.sha256));
  (await w.ada.get(`/v1/media/${kept.id}/file`)).is(200);
  (await w.ada.get(`/v1/media/${kept.id}/image?w=320`)).is(200);
  assert.match((await w.nobody.get("/metrics")).bytes.toString(), /^stencil_blobs_collected_total 2$/m);
  checkBlobs(w.daemon.folder);
});

test("a sheet and an animation go with the first photo in them that goes", async () => {
  const zed = await person(w.daemon, "zed");
  const before = blobs(w.daemon.folder).length;
  const media = [await zed.upload(await photograph(8)), await zed.upload(await photograph(9))];
  const made = await zed.collect({ images: media.map(({ id }) => ({ media: id })) });
  for (const path of ["sheet?w=320", "animation?w=64"]) (await zed.get(`/v1/collections/${made.id}/${path}`)).is(200);
  /* Two photos, their images for both, and both. */
  assert.equal(blobs(w.daemon.folder).length - before, 2 + 4 + 2);
  (await zed.delete("/v1/accounts/me")).is(204);
  await until(() => blobs(w.daemon.folder).length, (left) => left === before, "the end of all that was made", 20_000);
});

test("what others' collections show stays until none shows it", async () => {
  const [eve, bob] = [await person(w.daemon, "eve2"), await person(w.daemon, "bob")];
  const audio = await eve.upload(tone(400));
  const first = await eve.collect({ offer_template: true, audio: { media: audio.id, name: "Audio" } });
  const template = (await eve.collection(first.id)).template_identifier;
  assert.ok(template);
  const second = await bob.collect({ template });
  (await eve.delete("/v1/accounts/me")).is(204);
  await sleep(3500);
  assert.ok(there(audio.sha256));
  (await bob.get(`/v1/media/${audio.id}`)).is(200);
  (await bob.delete(`/v1/collections/${second.id}`)).is(204);
  await until(() => there(audio.sha256), (isThere) => !isThere, "the end of the audio", 20_000);
});

test("uploads of the same content, while it is collected, all end with a file that is there", async () => {
  const file = await photograph(6);
  for (let round = 0; round < 3; round++) {
    const eve = await person(w.daemon, `round${round}`);
    const first = await eve.upload(file);
    (await eve.delete("/v1/accounts/me")).is(204);
    await sleep(1900 + 300 * round);
    const zoe = await person(w.daemon, `zoe${round}`);
    for (let tries = 0; tries < 5; tries++) {
      const reply = await zoe.send("POST", "/v1/media", { body: file });
      assert.ok([200, 201, 503].includes(reply.status));
      if (reply.status === 503) continue;
      const { id } = reply.json as { id: string };
      assert.ok((await zoe.get(`/v1/media/${id}/file`)).is(200).bytes.equals(file));
    }
    assert.ok(there(first.sha256));
    (await zoe.delete("/v1/accounts/me")).is(204);
  }
});
