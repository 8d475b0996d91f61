// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import sharp from "sharp";
import { blobs, checkBlobs, noDraftLeft } from "./harness/blobs.ts";
import { original, photograph, tone } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import type { Media } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const settings = { "media.bytes_max": "2000000", "media.pixels_max": "6000000" };
const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), bob: await person(daemon, "bob") }), settings);
const path = "/v1/media";
const send = (body: Buffer, headers: Record<string, string> = {}) => w.ada.send("POST", path, { body, headers });

test("a real photograph is described as it is", async () => {
  const file = original(0);
  const { width, height } = await sharp(file).metadata();
  const reply = await send(file);
  const media = reply.as<Media>(201);
  const { id, created, ...rest } = media;
  const sha256 = createHash("sha256").update(file).digest("hex");
  assert.deepEqual(rest, { state: "ready", kind: "image", type: "image/jpeg", width, height, duration_ms: null, name: null, size: file.length, sha256, thumbhash: media.thumbhash, location: null });
  assert.match(media.thumbhash!, /^[A-Za-z0-9+/]{20,36}=*$/);
  assert.equal(reply.header("location"), `/v1/media/${id}`);
  assert.ok(Date.parse(created));
});

for (const format of ["jpeg", "png", "webp"] as const)
  test(`${format} is known by its content, not by what the request says`, async () => {
    const media = (await send(await photograph(1, { width: 60, height: 40, format }), { "content-type": "audio/wav" })).as<Media>(201);
    assert.deepEqual([media.type, media.width, media.height], [`image/${format}`, 60, 40]);
  });

test("width and height are those of the picture as it is seen", async () => {
  const turned = await sharp(await photograph(2, { width: 60, height: 40 })).withMetadata({ orientation: 6 }).toBuffer();
  const media = (await send(turned)).as<Media>(201);
  assert.deepEqual([media.width, media.height], [40, 60]);
});

test("a WAV file has a duration", async () => {
  const media = (await send(tone(300))).as<Media>(201);
  assert.deepEqual([media.kind, media.type, media.width, media.height, media.duration_ms], ["audio", "audio/wav", null, null, 300]);
});

test("the same file again is the same media, for another person another one", async () => {
  const file = await photograph(3);
  const first = (await send(file)).as<Media>(201);
  assert.deepEqual((await send(file)).as<Media>(200), first);
  const theirs = (await w.bob.send("POST", path, { body: file })).as<Media>(201);
  assert.notEqual(theirs.id, first.id);
  assert.equal(theirs.sha256, first.sha256);
});

test("the same file many times at the same moment is one media", async () => {
  const file = await photograph(4);
  const replies = await Promise.all(Array.from({ length: 8 }, () => send(file)));
  assert.equal(new Set(replies.map((reply) => (reply.json as Media).id)).size, 1);
  assert.equal(replies.filter((reply) => reply.status === 201).length, 1);
});

test("the same key gives the same reply, and refuses another file", async () => {
  const key = { "idempotency-key": "upload" };
  const first = (await send(await photograph(5), key)).as<Media>(201);
  assert.deepEqual((await send(await photograph(5), key)).as<Media>(201), first);
  const before = blobs(w.daemon.folder);
  (await send(await photograph(6), key)).refused(422, "idempotency-key-reused");
  assert.deepEqual(blobs(w.daemon.folder), before, "the refused file stayed");
  checkBlobs(w.daemon.folder);
});

test("what is refused leaves nothing behind", async () => {
  const file = await photograph(7, { width: 600, height: 600 });
  const damaged = Buffer.concat([file.subarray(0, 300), Buffer.alloc(file.length - 302, 0x55), file.subarray(-2)]);
  const refused: [string, Buffer, number, string][] = [
    ["text", Buffer.from("no picture at all"), 415, "media-unknown"],
    ["nothing", Buffer.alloc(0), 415, "media-unknown"],
    ["a TIFF", Buffer.from("II*\x00\x08\x00\x00\x00", "latin1"), 415, "media-not-taken"],
    ["half a JPEG", file.subarray(0, file.length / 2), 422, "media-truncated"],
    ["half a PNG", (await photograph(7, { format: "png" })).subarray(0, 5000), 422, "media-truncated"],
    ["half a WebP", (await photograph(7, { format: "webp" })).subarray(0, 3000), 422, "media-truncated"],
    ["half a WAV", tone(300).subarray(0, 1000), 422, "media-truncated"],
    ["a damaged JPEG", damaged, 422, "media-corrupt"],
    ["too many pixels", await sharp({ create: { width: 3000, height: 2001, channels: 3, background: "red" } }).png().toBuffer(), 422, "media-too-many-pixels"],
    ["too many bytes", Buffer.concat([file, Buffer.alloc(2_000_001 - file.length)]), 413, "too-large"],
  ];
  const before = blobs(w.daemon.folder);
  for (const [name, body, status, type] of refused) {
    const reply = await send(body);
    assert.equal(reply.status, status, `${name}: ${reply.bytes.toString()}`);
    reply.refused(status, type);
  }
  assert.deepEqual(blobs(w.daemon.folder), before);
  await noDraftLeft(w.daemon.folder);
});

test("the refusal of what is too large says the limit", async () => {
  const problem = (await send(Buffer.alloc(2_000_001))).refused(413, "too-large");
  assert.match(problem.detail, /2000000/);
});

test("a file of just the size that is taken is taken", async () => {
  const file = await photograph(8);
  const padded = Buffer.concat([file, Buffer.alloc(2_000_000 - file.length)]);
  assert.equal((await send(padded)).as<Media>(201).size, 2_000_000);
});

refuses(() => w.ada, "POST", path, [
  { name: "a key of 256 characters", headers: { "idempotency-key": "k".repeat(256) }, status: 422, type: "invalid", pointer: "header:Idempotency-Key" },
]);
needsSignIn(() => w.nobody, "POST", path);
