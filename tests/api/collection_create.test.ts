// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { tone } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Collection } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const bob = await person(daemon, "bob");
  const photos = await ada.photos(3);
  return { ada, bob, photos, audio: await ada.upload(tone()), theirs: await bob.collect() };
});
const path = "/v1/collections";
const image = (n = 0) => ({ media: w.photos[n]!.id });
const text = (more: object = {}) => ({ image: 0, position: { x: 0, y: 0 }, configuration: { content: "Hello" }, ...more });
const configured = (more: object) => ({ images: [image()], texts: [text({ configuration: { content: "Hello", ...more } })] });

test("one photo is enough; all else gets its default", async () => {
  const reply = await w.ada.post(path, { images: [image()] });
  const { id, created, updated, posted, ...rest } = reply.as<Collection>(201);
  assert.deepEqual(rest, {
    creator: { handle: "ada", name: "ada" },
    version: 1,
    images: [{ ...image(), alt: "", fit: { x: 0, y: 0, zoom: 1 } }],
    boxes: [{ image: 0, width: 320, height: 400 }],
    texts: [], audio: null, stickers: [], filters: [], description: "", topics: [], location: null,
    visibility: "public", state: "posted", license: "all-rights-reserved",
    authorization: null, offer_template: false, template: null, carry_template: false,
    template_version: null, template_identifier: null, evaluations: { up: 0, down: 0, mine: null },
  });
  assert.deepEqual([updated, posted], [created, created]);
  assert.equal(reply.header("location"), `/v1/collections/${id}`);
  assert.deepEqual(await w.ada.collection(id), reply.json);
});

test("a text gets its defaults, too", async () => {
  const [made] = (await w.ada.post(path, { images: [image()], texts: [text()] })).as<Collection>(201).texts;
  assert.deepEqual(made, {
    image: 0,
    position: { x: 0, y: 0, angle: 0, direction: "ltr" },
    configuration: {
      content: "Hello", language: "und", font: "Inter", font_size: 0.06, weight: 400, italic: false, align: "center", color: "#ffffff",
      stroke: null, background: null, opacity: 1, shadow: null, line_height: null, letter_spacing: 0,
    },
    editable: ["content", "style", "position"],
  });
});

test("a draft is not posted and its creator's alone", async () => {
  const draft = (await w.ada.post(path, { images: [image()], state: "draft" })).as<Collection>(201);
  assert.deepEqual([draft.state, draft.posted], ["draft", null]);
  (await w.bob.get(`${path}/${draft.id}`)).refused(404, "not-found");
});

test("35 images and 200 texts are taken", async () => {
  const body = { images: Array.from({ length: 35 }, () => image()), texts: Array.from({ length: 200 }, (_, n) => text({ image: n % 35 })) };
  const made = (await w.ada.post(path, body)).as<Collection>(201);
  assert.deepEqual([made.images.length, made.texts.length, made.boxes.length], [35, 200, 35]);
});

test("an image of a collection of one's own can be referred to", async () => {
  const first = await w.ada.collect({ images: [image(0), image(1)] });
  const reference = { collection: first.id, image: 1 };
  const second = await w.ada.collect({ images: [{ reference, alt: "again" }] });
  assert.deepEqual(second.images[0], { reference, alt: "again", fit: { x: 0, y: 0, zoom: 1 } });
});

test("a filter that is not there is refused with the names of those that are", async () => {
  const problem = (await w.ada.post(path, { images: [image()], filters: [{ image: 0, type: "no-such" }] })).refused(422, "invalid");
  assert.match(problem.errors![0]!.detail, /^wanted one of warm, cool, .*, came "no-such"$/);
});

test("a character that no font has is named", async () => {
  const problem = (await w.ada.post(path, configured({ content: "ab\u{13000}" }))).refused(422, "invalid");
  assert.deepEqual(problem.errors, [{ pointer: "/texts/0/configuration/content", detail: 'no font here has the character U+13000 "\u{13000}"' }]);
});

test("a font that is not here is refused with those that are", async () => {
  const problem = (await w.ada.post(path, configured({ font: "Comic Sans MS" }))).refused(422, "invalid");
  assert.deepEqual(problem.errors!.map(({ pointer }) => pointer), ["/texts/0/configuration/font"]);
  assert.match(problem.errors![0]!.detail, /^wanted a font of GET \/v1\/fonts, such as Inter, .*, came "Comic Sans MS"$/);
});

test("every script that fonts are here for is taken", async () => {
  const contents = ["Łódź Việt Ωμέγα Київ", "مرحبا", "שלום", "नमस्ते", "สวัสดี", "你好繁體", "こんにちは", "안녕하세요", "👩‍🚀❤️1️⃣🇩🇪", "e\u0301\u200d\u2066x\u2069"];
  const body = { images: [image()], texts: contents.map((content) => text({ configuration: { content } })) };
  assert.deepEqual((await w.ada.post(path, body)).as<Collection>(201).texts.map(({ configuration }) => configuration.content), contents);
});

test("every field that is wrong is named at once", async () => {
  const problem = (await w.ada.post(path, { images: [{}], visibility: "everybody", no_such: 1, topics: ["a", "a"] })).refused(422, "invalid");
  assert.deepEqual(problem.errors!.map((error) => error.pointer).sort(), ["/images/0", "/no_such", "/topics/1", "/visibility"]);
  for (const error of problem.errors!) assert.ok(error.detail.length > 5, error.pointer);
});

refuses(() => w.ada, "POST", path, [
  invalid("no images", {}, "/images"),
  invalid("an empty list of images", { images: [] }, "/images"),
  invalid("36 images", () => ({ images: Array.from({ length: 36 }, () => image()) }), "/images"),
  invalid("a photo of another person", () => ({ images: [{ media: w.theirs.images[0]!.media }] }), "/images/0/media"),
  invalid("a photo that is not there", { images: [{ media: "A".repeat(22) }] }, "/images/0/media"),
  invalid("an audio file as a photo", () => ({ images: [{ media: w.audio.id }] }), "/images/0/media"),
  invalid("an id that is none", { images: [{ media: "nonsense" }] }, "/images/0/media"),
  invalid("a photo and a reference", () => ({ images: [{ ...image(), reference: { collection: w.theirs.id, image: 0 } }] }), "/images/0"),
  invalid("another creator's image", () => ({ images: [{ reference: { collection: w.theirs.id, image: 0 } }] }), "/images/0/reference"),
  invalid("a reference to nothing", () => ({ images: [{ reference: { collection: "A".repeat(22), image: 0 } }] }), "/images/0/reference"),
  invalid("a zoom below 1", () => ({ images: [{ ...image(), fit: { zoom: 0.5 } }] }), "/images/0/fit/zoom"),
  invalid("an alt of 1001 characters", () => ({ images: [{ ...image(), alt: "x".repeat(1001) }] }), "/images/0/alt"),
  invalid("201 texts", () => ({ images: [image()], texts: Array.from({ length: 201 }, () => text()) }), "/texts"),
  invalid("a text on an image that is not there", () => ({ images: [image()], texts: [text({ image: 1 })] }), "/texts/0/image"),
  invalid("a text without a position", () => ({ images: [image()], texts: [{ image: 0, configuration: { content: "" } }] }), "/texts/0/position"),
  invalid("a text outside the picture", () => ({ images: [image()], texts: [text({ position: { x: 0, y: 1.01 } })] }), "/texts/0/position/y"),
  invalid("an unknown direction", () => ({ images: [image()], texts: [text({ position: { x: 0, y: 0, direction: "up" } })] }), "/texts/0/position/direction"),
  invalid("a text of 1001 characters", () => configured({ content: "x".repeat(1001) }), "/texts/0/configuration/content"),
  invalid("a text of 21 lines", () => configured({ content: "\n".repeat(20) }), "/texts/0/configuration/content"),
  invalid("a text with a control character", () => configured({ content: "a\u0007b" }), "/texts/0/configuration/content"),
  invalid("a color by name", () => configured({ color: "white" }), "/texts/0/configuration/color"),
  invalid("a language by name", () => configured({ language: "English please" }), "/texts/0/configuration/language"),
  invalid("a weight that is no integer", () => configured({ weight: 400.5 }), "/texts/0/configuration/weight"),
  invalid("a font size of 0", () => configured({ font_size: 0 }), "/texts/0/configuration/font_size"),
  invalid("a stroke without a width", () => configured({ stroke: { color: "#000000" } }), "/texts/0/configuration/stroke/width"),
  invalid("the same aspect twice", () => ({ images: [image()], texts: [text({ editable: ["style", "style"] })] }), "/texts/0/editable/1"),
  invalid("audio without a name", () => ({ images: [image()], audio: { media: w.audio.id } }), "/audio/name"),
  invalid("a photo as audio", () => ({ images: [image()], audio: { media: image().media, name: "Audio 1" } }), "/audio/media"),
  invalid("a sticker that is audio", () => ({ images: [image()], stickers: [{ image: 0, media: w.audio.id, position: { x: 0, y: 0 }, width: 0.2 }] }), "/stickers/0/media"),
  invalid("a sticker without a picture", () => ({ images: [image()], stickers: [{ image: 0, position: { x: 0, y: 0 }, width: 0.2 }] }), "/stickers/0"),
  invalid("a sticker with two pictures", () => ({ images: [image()], stickers: [{ image: 0, media: image().media, builtin: "heart", position: { x: 0, y: 0 }, width: 0.2 }] }), "/stickers/0"),
  invalid("a built-in sticker that is not there", () => ({ images: [image()], stickers: [{ image: 0, builtin: "no-such", position: { x: 0, y: 0 }, width: 0.2 }] }), "/stickers/0/builtin"),
  invalid("a built-in sticker by no name", () => ({ images: [image()], stickers: [{ image: 0, builtin: "../x", position: { x: 0, y: 0 }, width: 0.2 }] }), "/stickers/0/builtin"),
  invalid("101 stickers", () => ({ images: [image()], stickers: Array.from({ length: 101 }, () => ({ image: 0, builtin: "heart", position: { x: 0, y: 0 }, width: 0.2 })) }), "/stickers"),
  invalid("a filter that is not there", () => ({ images: [image()], filters: [{ image: 0, type: "no-such" }] }), "/filters/0/type"),
  invalid("two filters on one image", () => ({ images: [image()], filters: [{ image: 0, type: "warm" }, { image: 0, type: "cold" }] }), "/filters/1/image"),
  invalid("a description of 5001 characters", () => ({ images: [image()], description: "x".repeat(5001) }), "/description"),
  invalid("21 topics", () => ({ images: [image()], topics: Array.from({ length: 21 }, (_, n) => `t${n}`) }), "/topics"),
  invalid("a latitude alone", () => ({ images: [image()], location: { name: "here", lat: 1 } }), "/location"),
  invalid("a latitude beyond the pole", () => ({ images: [image()], location: { name: "here", lat: 91, lon: 0 } }), "/location/lat"),
  invalid("an unknown license", () => ({ images: [image()], license: "mine" }), "/license"),
  invalid("a template to carry that is none", () => ({ images: [image()], carry_template: true }), "/carry_template"),
  invalid("a template that is not there", () => ({ images: [image()], template: "A".repeat(22) }), "/template"),
  { name: "an Idempotency-Key with a space", json: {}, headers: { "idempotency-key": "a b" }, status: 422, type: "invalid", pointer: "header:Idempotency-Key" },
]);
needsSignIn(() => w.nobody, "POST", path, {});
refusesBadBodies(() => w.ada, "POST", path, 1048576);
