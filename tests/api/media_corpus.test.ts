// SPDX-License-Identifier: Apache-2.0
// Files as they come from phones, and as they come when something went wrong on the way or
// somebody means harm: each has its outcome, by name, and none leaves anything behind.
import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { blobs, checkBlobs, noDraftLeft } from "./harness/blobs.ts";
import { original, tone } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import type { Media } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada") }), { "media.pixels_max": "50000000" });
const send = (body: Buffer, type = "application/octet-stream") =>
  w.ada.send("POST", "/v1/media", { body, headers: { "content-type": type } });
const photo = () => sharp(original(2)).resize(240, 160);

const makers: Record<string, () => Promise<Buffer>> = {
  "image/jpeg": () => photo().jpeg().toBuffer(),
  "image/png": () => photo().png().toBuffer(),
  "image/webp": () => photo().webp().toBuffer(),
  "image/gif": () => photo().gif().toBuffer(),
  "image/avif": () => photo().avif().toBuffer(),
  "audio/wav": async () => tone(300),
};

/** Asserts that no upload of this one left a file or a draft. */
async function leavesNothing(work: () => Promise<void>): Promise<void> {
  const before = blobs(w.daemon.folder);
  await work();
  assert.deepEqual(blobs(w.daemon.folder), before);
  await noDraftLeft(w.daemon.folder);
}

for (const [type, make] of Object.entries(makers)) {
  test(`${type} is taken for what it is, whatever its name says`, async () => {
    const named = type === "image/png" ? "image/jpeg" : "image/png";
    assert.equal((await send(await make(), named)).as<Media>(201).type, type);
  });

  test(`${type} cut at any hundredth of its length is cut short`, async () => {
    const file = await make();
    await leavesNothing(async () => {
      for (let hundredth = 1; hundredth < 100; hundredth++)
        (await send(file.subarray(0, Math.floor((file.length * hundredth) / 100)))).refused(422, "media-truncated");
    });
  });

  test(`${type} with a bit turned over is taken or refused, and costs no worker`, async () => {
    const file = await make();
    for (let i = 0; i < 40; i++) {
      const at = Math.floor((file.length * (i + 0.5)) / 40);
      const turned = Buffer.from(file);
      turned[at] = (turned[at] ?? 0) ^ (1 << i % 8);
      const reply = await send(turned);
      assert.ok([201, 415, 422].includes(reply.status), `byte ${at}: ${reply.status} ${reply.bytes.toString()}`);
    }
  });
}

/** A GIF whose screen is of this size, with so many frames of one pixel. */
function gif(width: number, height: number, frames: number): Buffer {
  const head = Buffer.from("GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff", "latin1");
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from(";")]);
}

/** A file that says, behind `name` and `skip` bytes more, that its sides are 30,000. */
function enlarged(file: Buffer, name: string, skip: number): Buffer {
  const claims = Buffer.from(file);
  const at = claims.indexOf(name, 0, "latin1") + name.length + skip;
  claims.writeUInt32BE(30_000, at);
  claims.writeUInt32BE(30_000, at + 4);
  return claims;
}

/** The checksum of PNG's chunks (RFC 2083 §15). */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function enlargedPng(file: Buffer): Buffer {
  const claims = enlarged(file, "IHDR", 0);
  claims.writeUInt32BE(crc32(claims.subarray(12, 29)), 29);
  return claims;
}

test("a small file that claims a huge picture is refused for its pixels", async () => {
  const bombs = [enlargedPng(await photo().png().toBuffer()), enlarged(await photo().avif().toBuffer(), "ispe", 4), gif(65535, 65535, 1)];
  await leavesNothing(async () => {
    for (const bomb of bombs) assert.match((await send(bomb)).refused(422, "media-too-many-pixels").detail, /50000000/);
  });
});

test("an animation of 1001 frames is refused, one of 1000 is taken", async () => {
  (await send(gif(1, 1, 1000))).is(201);
  await leavesNothing(async () => {
    assert.match((await send(gif(1, 1, 1001))).refused(422, "media-too-many-frames").detail, /1000 frames/);
  });
});

for (const [width, height] of [[1, 1], [30_000, 1], [1, 30_000]] as const)
  test(`a picture of ${width} × ${height} is a picture`, async () => {
    const file = await sharp({ create: { width, height, channels: 3, background: "red" } }).png().toBuffer();
    const media = (await send(file)).as<Media>(201);
    assert.deepEqual([media.width, media.height], [width, height]);
  });

const foreign: [string, string | Buffer][] = [
  ["a TIFF", "II*\0\x08\0\0\0"],
  ["a BMP", "BM\x46\0\0\0\0\0\0\0"],
  ["a PDF", "%PDF-1.7\n"],
  ["an SVG", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ["an SVG", '<?xml version="1.0"?>\n<!-- drawn -->\n<svg/>'],
  ["an M4A file without AAC", "\0\0\0\x18ftypM4A \0\0\0\0M4A \0\0\0\0\0\0\0\x08moov"],
  ["a video", "\0\0\0\x18ftypqt  \0\0\0\0qt  \0\0\0\0"],
  ["a ZIP", "PK\x03\x04\0\0"],
];
for (const [name, content] of foreign)
  test(`${name} is refused by its name: ${JSON.stringify(content.toString().slice(0, 12))}`, async () => {
    await leavesNothing(async () => {
      const { detail } = (await send(Buffer.from(content.toString(), "latin1"))).refused(415, "media-not-taken");
      assert.ok(detail.includes(name), detail);
    });
  });

test("an empty file is called empty", async () => {
  await leavesNothing(async () => assert.match((await send(Buffer.alloc(0))).refused(415, "media-unknown").detail, /empty/));
});

test("a photograph of a Display P3 screen, and one in CMYK, are taken", async () => {
  for (const file of [await photo().withMetadata({ icc: "p3" }).jpeg().toBuffer(), await photo().toColourspace("cmyk").jpeg().toBuffer()])
    (await send(file)).is(201);
});

test("after all of that, each file that is kept is named by a row", () => checkBlobs(w.daemon.folder));
