// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { thumbHashToAverageRGBA, thumbHashToApproximateAspectRatio } from "thumbhash";
import type { Client, Reply } from "./harness/client.ts";
import { blobs } from "./harness/blobs.ts";
import { original, photograph, tone } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import { until } from "./harness/until.ts";
import { world } from "./harness/world.ts";

const webp = { accept: "image/webp,*/*" };
const best = { accept: "image/avif,image/webp,*/*;q=0.8" };

/** Upright, 300 × 200: blue above, red below, as a camera writes it that was held on its side. */
function turned(): Promise<Buffer> {
  const upright = sharp({ create: { width: 300, height: 200, channels: 3, background: "#0000ff" } }).composite([
    { input: { create: { width: 300, height: 100, channels: 3, background: "#ff0000" } }, top: 100, left: 0 },
  ]);
  return upright
    .png()
    .toBuffer()
    .then((png) => sharp(png).rotate(-90).withExif({ IFD0: { Artist: "Somebody" }, IFD3: { GPSLatitude: "1/1 2/1 3/1" } }).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer());
}

function glass(): Promise<Buffer> {
  return sharp({ create: { width: 400, height: 400, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } } })
    .composite([{ input: { create: { width: 400, height: 200, channels: 4, background: { r: 0, g: 128, b: 0, alpha: 1 } } }, top: 0, left: 0 }])
    .png()
    .toBuffer();
}

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const large = await ada.upload(original(2));
  const small = await ada.upload(await photograph(4));
  const alone = await ada.upload(await photograph(5));
  const audio = await ada.upload(tone());
  await ada.collect({ images: [{ media: large.id }, { media: small.id }] });
  return { ada, bob: await person(daemon, "bob"), large, small, alone, audio, path: `/v1/media/${large.id}/image` };
});

async function pixel(reply: Reply, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(reply.bytes).raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray((y * info.width + x) * info.channels, (y * info.width + x + 1) * info.channels)];
}

function near(found: number[], wanted: number[]): void {
  assert.ok(wanted.every((value, i) => Math.abs(found[i]! - value) < 12), `${found} is not near ${wanted}`);
}

for (const [width, headers, type] of [
  [320, {}, "jpeg"],
  [640, webp, "webp"],
  [1080, { accept: "*/*" }, "jpeg"],
  [2048, { accept: "image/*" }, "jpeg"],
  [320, { accept: "image/webp;q=0, image/jpeg" }, "jpeg"],
] as const)
  test(`who accepts ${JSON.stringify(headers)} gets a ${type}, ${width} pixels wide`, async () => {
    const reply = (await w.nobody.get(`${w.path}?w=${width}`, headers)).is(200);
    const found = await sharp(reply.bytes).metadata();
    const wide = Math.min(width, w.large.width!);
    assert.deepEqual([found.format, found.width], [type, wide]);
    assert.ok(Math.abs(found.height! - (w.large.height! * wide) / w.large.width!) <= 1);
    assert.equal(reply.header("content-type"), `image/${type}`);
    assert.match(reply.header("vary"), /\bAccept\b/);
    assert.match(reply.header("cache-control"), /private.*immutable/);
    await sharp(reply.bytes).stats();
  });

test("without a width it is 1080 pixels wide", async () => {
  assert.equal((await sharp((await w.nobody.get(w.path)).is(200).bytes).metadata()).width, 1080);
});

test("a small photo is not made larger", async () => {
  const found = await sharp((await w.nobody.get(`/v1/media/${w.small.id}/image?w=2048`)).is(200).bytes).metadata();
  assert.deepEqual([found.width, found.height], [w.small.width, w.small.height]);
});

/** In decibels. */
async function likeness(file: Buffer, wanted: Buffer): Promise<number> {
  const data = await sharp(file).raw().toBuffer();
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += (data[i]! - wanted[i]!) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / data.length));
}

test("it looks as much like the original as what another library makes", async () => {
  const reply = (await w.nobody.get(`${w.path}?w=640`, { accept: "image/jpeg" })).is(200);
  const { width, height } = await sharp(reply.bytes).metadata();
  const wanted = await sharp(original(2), { failOn: "none" }).resize(width, height, { fastShrinkOnLoad: false }).raw().toBuffer();
  const other = await sharp(original(2)).resize(width, height).jpeg({ quality: 82 }).toBuffer();
  const [ours, theirs] = [await likeness(reply.bytes, wanted), await likeness(other, wanted)];
  assert.ok(ours > theirs - 1, `${ours} dB, another library ${theirs} dB`);
});

test("a photo is turned as its camera was held, and nothing that the camera wrote is left", async () => {
  const file = await turned();
  assert.equal((await sharp(file).metadata()).orientation, 6);
  const media = await w.ada.upload(file);
  for (const headers of [{}, webp]) {
    const reply = (await w.ada.get(`/v1/media/${media.id}/image?w=320`, headers)).is(200);
    const found = await sharp(reply.bytes).metadata();
    assert.deepEqual([found.width, found.height, found.orientation ?? 1], [300, 200, 1]);
    assert.deepEqual([found.icc, found.xmp, found.iptc], [undefined, undefined, undefined]);
    /* libwebp's wrapper in Debian 12 writes an EXIF block of its own, with the resolution alone. */
    assert.ok((found.exif?.length ?? 0) < 200 && !reply.bytes.includes("Somebody"));
    near(await pixel(reply, 150, 20), [0, 0, 255]);
    near(await pixel(reply, 150, 180), [255, 0, 0]);
  }
});

test("colours of a wider space are made sRGB", async () => {
  const green = { create: { width: 64, height: 64, channels: 3 as const, background: "#10c020" } };
  const media = await w.ada.upload(await sharp(green).withIccProfile("p3").jpeg({ quality: 100 }).toBuffer());
  near(await pixel((await w.ada.get(`/v1/media/${media.id}/image?w=320`, webp)).is(200), 32, 32), [0x10, 0xc0, 0x20]);
});

test("what is transparent stays so in WebP, and is white in JPEG", async () => {
  const media = await w.ada.upload(await glass());
  const clear = (await w.ada.get(`/v1/media/${media.id}/image?w=320`, webp)).is(200);
  assert.equal((await pixel(clear, 160, 300))[3], 0);
  near(await pixel(clear, 160, 40), [0, 128, 0, 255]);
  const white = (await w.ada.get(`/v1/media/${media.id}/image?w=320`)).is(200);
  near(await pixel(white, 160, 300), [255, 255, 255]);
});

test("a part of it can be asked for", async () => {
  const whole = (await w.nobody.get(w.path)).is(200);
  const part = (await w.nobody.get(w.path, { range: "bytes=10-19" })).is(206);
  assert.ok(part.bytes.equals(whole.bytes.subarray(10, 20)));
  (await w.nobody.get(w.path, { range: `bytes=${whole.bytes.length}-` })).refused(416, "range-not-satisfiable");
});

test("many who ask for the same at the same moment have it made once, and others are answered meanwhile", async () => {
  const media = await w.ada.upload(original(7));
  const before = blobs(w.daemon.folder).length;
  const all = Array.from({ length: 40 }, () => w.ada.get(`/v1/media/${media.id}/image?w=2048`, webp));
  const [other] = await Promise.all([w.ada.upload(await photograph(11)), ...all]);
  assert.ok(other);
  const replies = await Promise.all(all);
  for (const reply of replies) assert.ok(reply.is(200).bytes.equals(replies[0]!.bytes));
  assert.equal(blobs(w.daemon.folder).length, before + 2);
});

function untilAvif(who: Client, path: string): Promise<Reply> {
  const ask = async () => (await who.get(path, best)).is(200);
  return until(ask, (reply) => reply.header("content-type") === "image/avif", "an AVIF", 30_000);
}

test("the first who accepts AVIF gets WebP, later ones AVIF with another ETag, and others what they had", async () => {
  const path = `/v1/media/${w.small.id}/image?w=320`;
  const first = (await w.nobody.get(path, best)).is(200);
  assert.equal(first.header("content-type"), "image/webp");
  const avif = await untilAvif(w.nobody, path);
  const found = await sharp(avif.bytes).metadata();
  assert.deepEqual([found.format, found.width, found.exif], ["heif", 320, undefined]);
  assert.notEqual(avif.header("etag"), first.header("etag"));
  (await w.nobody.get(path, { ...best, "if-none-match": avif.header("etag") })).is(304);
  (await w.nobody.get(path, { ...webp, "if-none-match": first.header("etag") })).is(304);
  assert.equal((await w.nobody.get(path)).is(200).header("content-type"), "image/jpeg");
});

test("what is transparent stays so in AVIF", async () => {
  const media = await w.ada.upload(await glass());
  const avif = await untilAvif(w.ada, `/v1/media/${media.id}/image?w=320`);
  assert.equal((await pixel(avif, 160, 300))[3], 0);
});

test("the hash of a photo has its colours and its form", async () => {
  const hash = Buffer.from(w.large.thumbhash!, "base64");
  const { channels } = await sharp(original(2)).resize(64).stats();
  const { r, g, b } = thumbHashToAverageRGBA(hash);
  near([r * 255, g * 255, b * 255], channels.slice(0, 3).map((channel) => channel.mean));
  assert.ok(Math.abs(thumbHashToApproximateAspectRatio(hash) - w.large.width! / w.large.height!) < 0.3);
  assert.equal(w.audio.thumbhash, null);
});

test("the hash of a photo is of how it is shown", async () => {
  const media = await w.ada.upload(await turned());
  assert.ok(thumbHashToApproximateAspectRatio(Buffer.from(media.thumbhash!, "base64")) > 1.2);
});

for (const query of ["w=0", "w=1081", "w=321", "w=wide", "w=", "w=2049", "w=-320", "w=99999999999999999999"])
  refuses(() => w.nobody, "GET", () => `${w.path}?${query}`, [{ name: `the query ${query}`, status: 422, type: "invalid", pointer: "?w" }]);
for (const [name, who] of [["nobody", () => w.nobody], ["a stranger", () => w.bob]] as const)
  refuses(who, "GET", () => `/v1/media/${w.alone.id}/image`, [{ name: `${name} who asks for what no collection shows`, status: 404, type: "not-found" }]);
for (const id of ["x", "A".repeat(22), "%00"])
  refuses(() => w.ada, "GET", `/v1/media/${id}/image`, [{ name: `the id ${id}`, status: 404, type: "not-found" }]);
refuses(() => w.ada, "GET", () => `/v1/media/${w.audio.id}/image`, [{ name: "a sound", status: 404, type: "not-found" }]);
readsLikeAll(() => w.nobody, () => `${w.path}?w=320`);
