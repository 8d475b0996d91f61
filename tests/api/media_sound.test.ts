// SPDX-License-Identifier: Apache-2.0
// Sounds of every kind, as encoders write them: their length, their name, and what is damaged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blobs, noDraftLeft } from "./harness/blobs.ts";
import { person } from "./harness/people.ts";
import type { Media } from "./harness/shapes.ts";
import { film, sounds } from "./harness/sounds.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada") }));
const send = (body: Buffer) => w.ada.send("POST", "/v1/media", { body });
const title = "Ein schöner Tag – 晴れ";

/** An MP3 without a Xing header says nowhere how long it is: cut between two frames it is whole,
 * so it is cut within one. Its frames are of 288 bytes. */
function cutAt(name: string, file: Buffer, hundredth: number): number {
  const at = Math.floor((file.length * hundredth) / 100);
  return name === "plain.mp3" && (file.length - at) % 288 === 0 ? at - 1 : at;
}

for (const { name, type, file } of sounds(title)) {
  test(`${name} has its length and its title`, async () => {
    const reply = await send(file);
    const media = reply.as<Media>(201);
    assert.deepEqual([media.kind, media.type, media.width, media.height, media.name], ["audio", type, null, null, title]);
    assert.ok(Math.abs((media.duration_ms ?? 0) - 2000) <= 80, `${media.duration_ms} ms`);
    const stored = (await w.ada.get(`/v1/media/${media.id}/file`)).is(200);
    assert.equal(stored.header("content-type"), type);
    assert.ok(stored.bytes.equals(file));
  });

  test(`${name} cut at any hundredth of its length is cut short`, async () => {
    const before = blobs(w.daemon.folder);
    for (let hundredth = 1; hundredth < 100; hundredth++) {
      const cut = file.subarray(0, cutAt(name, file, hundredth));
      const reply = await send(cut);
      assert.equal(reply.status, 422, `${hundredth} %: ${reply.bytes.toString()}`);
      reply.refused(422, "media-truncated");
    }
    assert.deepEqual(blobs(w.daemon.folder), before);
    await noDraftLeft(w.daemon.folder);
  });

  test(`${name} with a bit turned over is taken or refused, and costs no worker`, async () => {
    for (let i = 0; i < 60; i++) {
      const at = Math.floor((file.length * (i + 0.5)) / 60);
      const turned = Buffer.from(file);
      turned[at] = (turned[at] ?? 0) ^ (1 << i % 8);
      const reply = await send(turned);
      assert.ok([201, 415, 422].includes(reply.status), `byte ${at}: ${reply.status} ${reply.bytes.toString()}`);
    }
  });
}

test("a sound without a title has no name", async () => {
  for (const { name, file } of sounds("", 1)) assert.equal((await send(file)).as<Media>(201).name, null, name);
});

test("of a long title the first 120 characters are kept", async () => {
  for (const { name, file } of sounds("é".repeat(121), 1)) assert.equal((await send(file)).as<Media>(201).name, "é".repeat(120), name);
});

test("an Ogg file or a FLAC file of which a byte was changed is damaged", async () => {
  for (const { name, file } of sounds(title, 1).filter(({ type }) => ["audio/ogg", "audio/flac"].includes(type))) {
    const changed = Buffer.from(file);
    const at = Math.floor(file.length * 0.6);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    const reply = await send(changed);
    assert.equal(reply.status, 422, name);
    reply.refused(422, "media-corrupt");
  }
});

test("a film is none of the sounds, and refused as what it is", async () => {
  assert.match((await send(film())).refused(415, "media-not-taken").detail, /a video/);
});
