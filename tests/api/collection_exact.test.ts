// SPDX-License-Identifier: Apache-2.0
// The collection of DESIGN §5, every value given, stored and returned exactly.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "./harness/client.ts";
import { Daemon } from "./harness/daemon.ts";
import { tone } from "./harness/files.ts";
import { person, returning } from "./harness/people.ts";
import type { Collection, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const [ada, bob] = [await person(daemon, "ada"), await person(daemon, "bob")];
  const photos = await ada.photos(3);
  const [sticker, audio] = [(await ada.photos(4))[3]!, await ada.upload(tone())];
  const given = {
    images: [
      { media: photos[0]!.id, alt: "A lake, “quoted” & <b>marked</b> 🏔️", fit: { x: 0, y: 0, zoom: 1 } },
      { media: photos[1]!.id, alt: "", fit: { x: -0.123456789012345, y: 0.5, zoom: 9.99 } },
      { media: photos[2]!.id, alt: "مرحبا\nline two", fit: { x: 1e-9, y: -0.1, zoom: 1.1 } },
    ],
    texts: [
      {
        image: 0,
        position: { x: 0.0, y: -0.31, angle: -8, direction: "ltr" },
        configuration: {
          content: "Beautiful scenery", language: "en", font: "Inter", font_size: 0.064, weight: 700, italic: false,
          align: "center", color: "#ffffff", stroke: { color: "#000000", width: 0.004 }, background: null, opacity: 1,
          shadow: { color: "#00000080", x: 0.002, y: -0.003, blur: 0.01 }, line_height: 1.25, letter_spacing: -0.05,
        },
        editable: ["content", "style", "position"],
      },
      {
        image: 2,
        position: { x: -0.333333333333333, y: 0.1, angle: 359.5, direction: "rtl" },
        configuration: {
          content: "שלום\nעולם \\ \" /", language: "he", font: "Noto Sans Hebrew", font_size: 0.1, weight: 400, italic: true,
          align: "right", color: "#FF00aa80", stroke: null, background: { color: "#00000080", padding: 0.02, radius: 0.5 }, opacity: 0.3,
          shadow: null, line_height: null, letter_spacing: 0,
        },
        editable: [],
      },
    ],
    audio: { media: audio.id, name: "Audio 1", playback_rate: 1.25, start_ms: 1500, mode: "once" },
    stickers: [{ image: 2, media: sticker.id, position: { x: 0.3, y: 0.2, angle: 12 }, width: 0.25, opacity: 1 }],
    filters: [{ image: 0, type: "warm", strength: 0.6 }],
    description: "First line\nsecond line, 海滩, e\u0301",
    topics: ["travel", "海滩", "Zoë"],
    location: { name: "Königssee", lat: 47.5553, lon: 12.976500000000001 },
    visibility: "unlisted",
    state: "posted",
    license: "CC-BY-SA-4.0",
    offer_template: true,
    template: null,
    carry_template: false,
  };
  return { ada, bob, given, made: await ada.collect(given) };
});

function part(whole: object, names: string[]): Record<string, Json> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => names.includes(name))) as Record<string, Json>;
}

test("every value that was given comes back equal, for everybody", async () => {
  assert.deepEqual(part(w.made, Object.keys(w.given)), w.given);
  assert.deepEqual((await w.nobody.get(`/v1/collections/${w.made.id}`)).as<Collection>(), w.made);
});

test("numbers are written as short as they were given", async () => {
  const text = (await w.nobody.get(`/v1/collections/${w.made.id}`)).bytes.toString();
  for (const number of ["0.064", "0.004", "-0.31", "-0.123456789012345", "12.976500000000001", "1.1"]) assert.ok(text.includes(`:${number}`), number);
});

test("the template has the same values", async () => {
  const template = (await w.bob.get(`/v1/templates/${w.made.template_identifier}`)).as<Template>();
  const names = ["texts", "audio", "stickers", "filters"];
  assert.deepEqual(part(template, names), part(w.given, names));
  assert.deepEqual(template.boxes.map((box) => box.reference.alt), w.given.images.map((image) => image.alt));
});

test("what is posted back as it came is the same collection", async () => {
  const copy = await w.ada.collect(part(w.made, Object.keys(w.given)));
  assert.deepEqual(part(copy, Object.keys(w.given)), w.given);
});

test("a second collection may change what is editable, and that only", async () => {
  const images = (await w.bob.photos(3)).map(({ id }) => ({ media: id }));
  const [free, fixed] = w.given.texts;
  const body = { images, template: w.made.template_identifier };
  const changed = { ...free!, configuration: { ...free!.configuration, content: "My own words" } };
  const second = await w.bob.collect({ ...body, texts: [changed, {}] });
  assert.deepEqual(second.texts, [changed, fixed]);
  const wrong = [free, { ...fixed!, configuration: { ...fixed!.configuration, content: "Mine" } }];
  (await w.bob.post("/v1/collections", { ...body, texts: wrong })).refused(422, "invalid", "/texts/1/configuration/content");
  (await w.bob.post("/v1/collections", { ...body, texts: [free] })).refused(422, "invalid", "/texts");
  (await w.bob.post("/v1/collections", { ...body, texts: [free, { ...fixed!, position: { x: 0, y: 0 } }] })).refused(422, "invalid", "/texts/1/position/x");
});

test("all of it is the same after a restart", async () => {
  const daemon = await Daemon.start();
  try {
    const ada = await person(daemon, "ada");
    const images = (await ada.photos(1)).map(({ id }) => ({ media: id }));
    const made = await ada.collect({ ...w.given, images, audio: null, stickers: [], filters: [], texts: [w.given.texts[0]] });
    await daemon.stop();
    const again = await Daemon.start({}, daemon.folder);
    try {
      assert.deepEqual(await (await returning(again, "ada")).collection(made.id), made);
    } finally {
      await again.clear();
    }
  } finally {
    await daemon.kill();
  }
});
