// SPDX-License-Identifier: Apache-2.0
// Where a photo was taken: told by nothing that is served, unless its owner asks for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { photograph, tone } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Media } from "./harness/shapes.ts";
import { until } from "./harness/until.ts";
import { world } from "./harness/world.ts";
import { created, patch } from "./harness/uploads.ts";

/** As a phone writes it: 51°30'26.38" N, 0°7'39.53" W. */
const london = { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 2638/100", GPSLongitudeRef: "W", GPSLongitude: "0/1 7/1 3953/100" };
const where = { lat: 51.5073278, lon: -0.1276472 };

/** Exif's pointer to what says where. */
const gpsTag = Buffer.from([0x25, 0x88]);

async function taken(number: number, format: "jpeg" | "png" | "webp" | "avif" = "jpeg", tags: Record<string, string> = london): Promise<Buffer> {
  return sharp(await photograph(number)).withExif({ IFD0: { Make: "Camera" }, IFD3: tags }).toFormat(format).toBuffer();
}

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const media = await ada.upload(await taken(0));
  await ada.collect({ images: [{ media: media.id }] });
  return { ada, bob: await person(daemon, "bob"), media, path: `/v1/media/${media.id}` };
});

const change = (keep: unknown, path = w.path) => w.ada.send("PATCH", path, { json: { keep_location: keep } });
const get = async (id: string) => (await w.ada.get(`/v1/media/${id}`)).as<Media>();

test("a place is dropped, kept when its owner asks, and dropped again", async () => {
  assert.equal(w.media.location, null);
  assert.deepEqual((await change(true)).as<Media>(), { ...w.media, location: where });
  for (const who of [w.ada, w.bob, w.nobody]) assert.deepEqual((await who.get(w.path)).as<Media>().location, where);
  assert.deepEqual((await change(false)).as<Media>(), w.media);
  assert.equal((await w.bob.get(w.path)).as<Media>().location, null);
});

test("nothing that is drawn has it, kept or not", async () => {
  const media = (await w.ada.send("POST", "/v1/media?location=keep", { body: await taken(1) })).as<Media>(201);
  const collection = await w.ada.collect({ images: [{ media: media.id }] });
  for (const [path, accept] of [
    [`/v1/media/${media.id}/image?w=320`, "image/jpeg"],
    [`/v1/media/${media.id}/image?w=320`, "image/webp"],
    [`/v1/collections/${collection.id}/images/0?w=320`, "image/jpeg"],
  ] as const) {
    const picture = (await w.bob.get(path, { accept })).is(200);
    const { exif, xmp, iptc } = await sharp(picture.bytes).metadata();
    assert.deepEqual([xmp, iptc], [undefined, undefined], path);
    /* libvips writes tags of its own into WebP: the picture's size, and that it is sRGB. */
    for (const camera of ["Camera", gpsTag]) assert.ok(!exif?.includes(camera), `${path} as ${accept}`);
  }
});

test("it may be asked for with the upload, however it comes", async () => {
  const direct = (await w.ada.send("POST", "/v1/media?location=keep", { body: await taken(2) })).as<Media>(201);
  assert.deepEqual(direct.location, where);
  const file = await taken(3);
  const path = await created(w.ada, file.length, { "upload-metadata": "filename YS5qcGc=, location a2VlcA==" });
  assert.deepEqual((await get((await patch(w.ada, path, 0, file)).is(204).header("stencil-media"))).location, where);
  const later = await w.ada.send("POST", "/v1/media?location=keep", { body: await taken(4), headers: { prefer: "respond-async" } });
  const { id } = later.is(202).json as { id: string };
  assert.deepEqual((await until(() => get(id), (media) => media.state === "ready", "the media")).location, where);
});

test("the same file again, now with it, has it from then on", async () => {
  const file = await taken(5);
  const { id } = await w.ada.upload(file);
  assert.deepEqual((await w.ada.send("POST", "/v1/media?location=keep", { body: file })).as<Media>(200).location, where);
  assert.deepEqual((await w.ada.upload(file)).location, where);
  assert.equal((await get(id)).id, id);
});

for (const format of ["png", "webp", "avif"] as const)
  test(`${format} says it, too`, async () => {
    assert.deepEqual((await w.ada.send("POST", "/v1/media?location=keep", { body: await taken(6, format) })).as<Media>(201).location, where);
  });

for (const [name, tags] of [
  ["no place at all", {}],
  ["a latitude alone", { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" }],
  ["no hemisphere", { GPSLatitude: "51/1 30/1 0/1", GPSLongitude: "0/1 7/1 0/1" }],
  ["more than 90 degrees", { ...london, GPSLatitude: "91/1 0/1 0/1" }],
  ["zeros, as of a camera that does not know", { ...london, GPSLatitude: "0/1 0/1 0/1", GPSLongitude: "0/1 0/1 0/1" }],
] as const)
  test(`a photo that says ${name} has no place`, async () => {
    const media = (await w.ada.send("POST", "/v1/media?location=keep", { body: await taken(7 + Math.floor(Object.keys(tags).length), "jpeg", { ...tags, GPSMapDatum: name }) })).as<Media>(201);
    assert.equal(media.location, null);
  });

test("a sound has none", async () => {
  const { id } = await w.ada.upload(tone());
  assert.equal((await change(true, `/v1/media/${id}`)).as<Media>().location, null);
});

refuses(() => w.ada, "POST", "/v1/media?location=perhaps", [{ name: "a wish that it does not know", body: "x", status: 422, type: "invalid", pointer: "?location" }]);
refuses(() => w.bob, "PATCH", () => w.path, [{ name: "somebody else's photo that one may see", json: { keep_location: true }, status: 403, type: "forbidden" }]);
refuses(() => w.ada, "PATCH", "/v1/media/AZqv0m3dcJ2mS0lYxA1bCw", [{ name: "a photo that is not there", json: { keep_location: true }, status: 404, type: "not-found" }]);
refuses(() => w.ada, "PATCH", () => w.path, [
  invalid("nothing to change", {}, "/keep_location"),
  invalid("what is neither true nor false", { keep_location: "yes" }, "/keep_location"),
]);
refusesBadBodies(() => w.ada, "PATCH", () => w.path, 4096);
needsSignIn(() => w.nobody, "PATCH", () => w.path, { keep_location: true });
