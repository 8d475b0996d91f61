// SPDX-License-Identifier: Apache-2.0
// A crash in the middle of work: what was acknowledged is whole, nothing else is half there.
import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { blobs, checkBlobs } from "./harness/blobs.ts";
import { Daemon } from "./harness/daemon.ts";
import { original } from "./harness/files.ts";
import { person, returning, type Person } from "./harness/people.ts";
import type { Collection, Media, Page, Template } from "./harness/shapes.ts";

interface Acknowledged {
  collections: Collection[];
  files: { media: Media; bytes: Buffer }[];
}

/** A file that nobody has uploaded before. */
async function newFile(round: number): Promise<Buffer> {
  const text = Buffer.from(`round ${round} ${Math.random()}`);
  const photo = await sharp(original(round)).resize(200, 200).jpeg().toBuffer();
  return Buffer.concat([photo, text]);
}

/** Uploads and posts until the daemon is gone. */
async function work(who: Person, done: Acknowledged, number: number): Promise<void> {
  try {
    for (let round = 0; ; round++) {
      const bytes = await newFile(number + round);
      const media = await who.upload(bytes);
      done.files.push({ media, bytes });
      const text = { image: 0, position: { x: 0, y: 0 }, configuration: { content: `${number} ${round}` } };
      done.collections.push(await who.collect({ images: [{ media: media.id }], texts: [text], offer_template: true }));
      (await who.get(`/v1/collections/${done.collections.at(-1)!.id}/images/0?w=${40 + round}`)).is(200);
    }
  } catch (error) {
    /* Fetch says this when the other side is gone; anything else is a failure. */
    if (!(error instanceof TypeError)) throw error;
  }
}

async function check(daemon: Daemon, done: Acknowledged): Promise<void> {
  const who = await returning(daemon, "ada");
  for (const one of done.collections) {
    assert.deepEqual(await who.collection(one.id), one);
    const template = (await who.get(`/v1/templates/${one.template_identifier}`)).as<Template>();
    assert.deepEqual(template.texts, one.texts);
    (await who.get(`/v1/collections/${one.id}/images/0?w=50`)).is(200);
  }
  for (const { media, bytes } of done.files) {
    assert.deepEqual((await who.get(`/v1/media/${media.id}`)).as<Media>(), media);
    assert.ok((await who.get(`/v1/media/${media.id}/file`)).is(200).bytes.equals(bytes), media.id);
  }
  const { items } = (await who.get("/v1/accounts/ada/collections?limit=100")).as<Page<Collection>>();
  for (const one of items) {
    assert.equal((await who.get(`/v1/templates/${one.template_identifier}`)).as<Template>().source.collection, one.id);
    (await who.get(`/v1/collections/${one.id}/images/0?w=50`)).is(200);
  }
}

test("a daemon that is killed in the middle of work comes back with all that it acknowledged, again and again", async () => {
  let daemon = await Daemon.start();
  await person(daemon, "ada");
  const done: Acknowledged = { collections: [], files: [] };
  for (let round = 0; round < 3; round++) {
    const who = await returning(daemon, "ada");
    const before = done.collections.length;
    const workers = [1, 2, 3, 4].map((number) => work(who, done, 10 * round + number));
    while (done.collections.length < before + 6) await new Promise((resolve) => setImmediate(resolve));
    await daemon.kill();
    await Promise.all(workers);
    daemon = await Daemon.start({}, daemon.folder);
    checkBlobs(daemon.folder);
    await check(daemon, done);
  }
  const kept = new Set(blobs(daemon.folder));
  for (const { media } of done.files) assert.ok(kept.has(media.sha256));
  await daemon.clear();
});

test("a second daemon does not start on a folder that is in use, or works on it correctly", async () => {
  const daemon = await Daemon.start();
  try {
    const ada = await person(daemon, "ada");
    const other = await Daemon.start({}, daemon.folder).catch(() => null);
    if (other) {
      const made = await ada.collect();
      assert.deepEqual(await (await returning(other, "ada")).collection(made.id), made);
      await other.stop();
    }
    await ada.collect();
  } finally {
    await daemon.clear();
  }
});
