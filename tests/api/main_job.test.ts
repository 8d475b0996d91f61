// SPDX-License-Identifier: Apache-2.0
// The main job, end to end, on real photographs: what DESIGN begins with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import sharp from "sharp";
import type { Client } from "./harness/client.ts";
import { original } from "./harness/files.ts";
import { person, type Person } from "./harness/people.ts";
import type { Collection, Media, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const words = ["Beautiful scenery", "Worth recording", "Picturesque"];
const look = { font_size: 0.09, weight: 700, color: "#ffffff", stroke: { color: "#000000", width: 0.004 } };

async function uploads(who: Person, numbers: number[]): Promise<Media[]> {
  return Promise.all(numbers.map((number) => who.upload(original(number))));
}

const w = world(async (daemon) => {
  const [creator, user, third] = [await person(daemon, "creator"), await person(daemon, "user"), await person(daemon, "third")];
  const photos = await uploads(creator, [0, 4, 7]);
  const first = await creator.collect({
    images: photos.map(({ id }, n) => ({ media: id, alt: `Photo ${n + 1}` })),
    texts: words.map((content, image) => ({ image, position: { x: 0, y: -0.2 }, configuration: { content, ...look } })),
    offer_template: true,
  });
  return { creator, user, third, photos, first, own: await uploads(user, [1, 5, 8]) };
});

async function picture(who: Client, collection: Collection, image: number, width = 540): Promise<Buffer> {
  const reply = (await who.get(`/v1/collections/${collection.id}/images/${image}?w=${width}&v=${collection.version}`)).is(200);
  return reply.bytes;
}

/** The share of pixels that differ clearly between two pictures of one size. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((file) => sharp(file).greyscale().raw().toBuffer()));
  assert.equal(a!.length, b!.length);
  let differing = 0;
  for (let i = 0; i < a!.length; i++) if (Math.abs(a![i]! - b![i]!) > 48) differing++;
  return differing / a!.length;
}

test("a collection whose creator opted in gets a template identifier", () => {
  assert.match(w.first.template_identifier ?? "", /^[\w-]{22}$/);
  assert.deepEqual(w.first.boxes.map(({ width, height }) => [width, height]), w.photos.map(({ width, height }) => [width, height]));
});

test("anyone who sees it calls the template: boxes, references and texts are there", async () => {
  const seen = (await w.third.get(`/v1/collections/${w.first.id}`)).as<Collection>();
  const template = (await w.user.get(`/v1/templates/${seen.template_identifier}`)).as<Template>();
  assert.equal(template.images_required, 3);
  assert.deepEqual(template.boxes.map((box) => box.reference.media), w.photos.map((photo) => photo.id));
  assert.deepEqual(template.texts, w.first.texts);
  assert.deepEqual(template.source, { collection: w.first.id, creator: { handle: "creator", name: "creator" }, license: "all-rights-reserved" });
  for (const box of template.boxes) (await w.user.get(`/v1/media/${box.reference.media}`)).is(200);
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  assert.ok(ajv.validate(JSON.parse(readFileSync("schema/template.schema.json", "utf8")) as object, template), ajv.errorsText());
});

test("a second collection with photos of one's own takes texts over as they are and carries the identifier", async () => {
  const second = await w.user.collect({ images: w.own.map(({ id }) => ({ media: id })), template: w.first.template_identifier, carry_template: true });
  assert.deepEqual(second.texts, w.first.texts);
  assert.deepEqual(second.boxes, w.first.boxes);
  assert.equal(second.template_version, 1);
  assert.equal(second.template_identifier, w.first.template_identifier);
  const seen = (await w.third.get(`/v1/collections/${second.id}`)).as<Collection>();
  assert.deepEqual(seen, second);
  assert.equal((await w.third.get(`/v1/templates/${seen.template_identifier}`)).as<Template>().uses, 1);
});

test("the pictures are JPEGs in the form of their boxes, with the texts drawn on them", async () => {
  const bare = await w.creator.collect({ images: w.photos.map(({ id }) => ({ media: id })) });
  for (let image = 0; image < 3; image++) {
    const [drawn, plain] = [await picture(w.third, w.first, image), await picture(w.third, bare, image)];
    const found = await sharp(drawn).metadata();
    const box = w.first.boxes[image]!;
    assert.deepEqual([found.format, found.width, found.height], ["jpeg", 540, Math.round((540 * box.height) / box.width)]);
    const share = await difference(drawn, plain);
    assert.ok(share > 0.003 && share < 0.3, `image ${image}: ${share} of the pixels are text`);
  }
});

test("the text stands where its position says", async () => {
  const bare = await w.creator.collect({ images: [{ media: w.photos[0]!.id }] });
  for (const [y, half] of [[-0.3, "upper"], [0.3, "lower"]] as const) {
    const made = await w.creator.collect({ images: [{ media: w.photos[0]!.id }], texts: [{ image: 0, position: { x: 0, y }, configuration: { content: "Here", ...look } }] });
    const [drawn, plain] = [await picture(w.third, made, 0), await picture(w.third, bare, 0)];
    const { height = 0 } = await sharp(drawn).metadata();
    const middle = Math.floor(height / 2);
    const part = async (file: Buffer, top: number) => sharp(file).extract({ left: 0, top, width: 540, height: middle }).png().toBuffer();
    const shares = await Promise.all([0, height - middle].map(async (top) => difference(await part(drawn, top), await part(plain, top))));
    assert.ok(half === "upper" ? shares[0]! > 10 * shares[1]! : shares[1]! > 10 * shares[0]!, `${half}: ${shares}`);
  }
});

test("the user's photo fills the box of the reference, whatever its form is", async () => {
  const [wide] = await uploads(w.user, [2]);
  const tall = await w.user.upload(await sharp(original(3)).resize(300, 900, { fit: "cover" }).jpeg().toBuffer());
  const second = await w.user.collect({ images: [wide!, tall, wide!].map(({ id }) => ({ media: id })), template: w.first.template_identifier });
  const box = w.first.boxes[1]!;
  const { width, height } = await sharp(await picture(w.third, second, 1)).metadata();
  assert.deepEqual([width, height], [540, Math.round((540 * box.height) / box.width)]);
});

test("another number of photos than the template needs is refused", async () => {
  const body = { images: [{ media: w.own[0]!.id }], template: w.first.template_identifier };
  (await w.user.post("/v1/collections", body)).refused(422, "invalid", "/images");
});

test("markup in a text is drawn, not obeyed", async () => {
  const draw = async (content: string) => {
    const made = await w.creator.collect({ images: [{ media: w.photos[1]!.id }], texts: [{ image: 0, position: { x: 0, y: 0 }, configuration: { content, ...look } }] });
    return picture(w.third, made, 0);
  };
  const [marked, plain] = [await draw("<b>&amp;</b>"), await draw("&")];
  assert.ok((await difference(marked, plain)) > 0.003);
});
