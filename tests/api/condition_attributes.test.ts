// SPDX-License-Identifier: Apache-2.0
// The condition `attributes` (seed ¶0032), from the policy to the template.
import assert from "node:assert/strict";
import { test } from "node:test";
import { photograph, tone } from "./harness/files.ts";
import { eligibility, found, rule, rulingWorld, text } from "./harness/policies.ts";
import type { EligibilityPage } from "./harness/shapes.ts";
import { until } from "./harness/until.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const people = await rulingWorld(daemon);
  const { who } = people.ada;
  const [tall, wide] = [await who.upload(await photograph(1, { width: 300, height: 400 })), await who.upload(await photograph(2, { width: 400, height: 200 }))];
  return { ...people, tall: { media: tall.id }, wide: { media: wide.id }, sound: (await who.upload(tone())).id };
});

const position = { x: 0, y: 0 };
const both = () => ({ images: [w.tall, w.wide] });
const place = { name: "Lake", lat: 47.5, lon: 9.4 };

/** Parameters, what is posted, what is measured, whether it holds, and the sentence where it does not. */
const table: [string, Record<string, unknown>, () => Record<string, unknown>, Record<string, unknown>, string | null][] = [
  ["images enough", { min_images: 2 }, both, { images: 2 }, null],
  ["too few images", { min_images: 2 }, () => ({ images: [w.tall] }), { images: 1 }, "It needs at least 2 images (1 now)."],
  ["too many images", { max_images: 1 }, both, { images: 2 }, "It needs at most 1 image (2 now)."],
  ["texts within a range", { min_texts: 1, max_texts: 2 }, () => ({ texts: [text("one"), text("two")] }), { texts: 2 }, null],
  ["no sticker", { min_stickers: 1 }, () => ({}), { stickers: 0 }, "It needs at least 1 sticker (0 now)."],
  ["the narrowest photo is wide enough", { min_width: 300 }, both, { width: { least: 300, greatest: 400 } }, null],
  ["the narrowest photo is too narrow", { min_width: 301 }, both, { width: { least: 300, greatest: 400 } }, "It needs at least 301 pixels of width in each image (300 now)."],
  ["the highest photo is too high", { max_height: 399 }, both, { height: { least: 200, greatest: 400 } }, "It needs at most 399 pixels of height in each image (400 now)."],
  ["upright photos", { max_aspect_ratio: 1 }, () => ({ images: [w.tall] }), { aspect_ratio: { least: 0.75, greatest: 0.75 } }, null],
  ["audio", { has_audio: true }, () => ({ audio: { media: w.sound, name: "A tone", mode: "loop" } }), { has_audio: true }, null],
  ["no audio", { has_audio: true }, () => ({}), { has_audio: false }, "It needs audio."],
  ["audio where none is wanted", { has_audio: false }, () => ({ audio: { media: w.sound, name: "A tone", mode: "loop" } }), { has_audio: true }, "It needs no audio."],
  ["no text", { has_text: true }, () => ({}), { has_text: false }, "It needs text."],
  ["a place", { has_location: true, has_text: false }, () => ({ location: place }), { has_text: false, has_location: true }, null],
  ["a filter", { has_filters: true }, () => ({ filters: [{ image: 0, type: "warm" }] }), { has_filters: true }, null],
  ["a sticker", { has_stickers: true, min_stickers: 1 }, () => ({ stickers: [{ image: 0, media: w.tall.media, position, width: 0.2 }] }), { stickers: 1, has_stickers: true }, null],
  ["a language, more exactly", { languages: ["zh"] }, () => ({ texts: [text("去海滩", { language: "zh-Hans" })] }), { languages: ["zh-hans"] }, null],
  ["another language", { languages: ["ar", "th"] }, () => ({ texts: [text("a beach", { language: "en" })] }), { languages: ["en"] }, "It needs a text in one of ar, th."],
  ["not made with a template", { made_with_template: true }, () => ({}), { made_with_template: false }, "It needs to be made with a template."],
];

for (const [name, parameters, body, measured, missing] of table)
  test(name, async () => {
    await rule(w.boss, { attributes: parameters });
    const made = await w.ada.post(body());
    const now = await eligibility(w.ada.who, made.id);
    assert.deepEqual(now.explanation, { condition: "attributes", holds: missing === null, measured, wanted: parameters });
    assert.equal(now.missing, missing);
    assert.equal(made.template_identifier !== null, missing === null);
  });

test("a second collection is made with a template", async () => {
  await rule(w.boss, { creator_opted_in: {} });
  const first = await w.ada.say("words", { offer_template: true });
  const second = await w.bob.post({ template: first.template_identifier });
  await rule(w.boss, { attributes: { made_with_template: true } });
  assert.deepEqual([(await found(w.judge, first.id)).holds, (await found(w.judge, second.id)).holds], [false, true]);
});

/** What is stored of her collections, newest first. */
async function stored(query = ""): Promise<boolean[]> {
  const { items } = (await w.judge.get(`/v1/moderation/eligibility?creator=eve${query}`)).as<EligibilityPage>();
  return items.map((one) => one.eligible);
}

test("an age is reached by itself: a template comes without anybody doing anything", async () => {
  await rule(w.boss, { attributes: { min_age_ms: 300 } });
  const asked = Date.now();
  const made = await w.eve.post();
  assert.equal(made.template_identifier, null);
  const { missing, measured } = await eligibility(w.eve.who, made.id).then((now) => ({ missing: now.missing, measured: now.explanation.measured as { age_ms: number } }));
  if (measured.age_ms < 300) assert.match(missing!, /^It needs at least 300 milliseconds of age/);
  const now = await until(() => w.eve.who.collection(made.id), (one) => one.template_identifier !== null, "a template");
  assert.ok(Date.now() - asked >= 300, "too early");
  (await w.nobody.get(`/v1/templates/${now.template_identifier}`)).is(200);
  assert.deepEqual(await stored("&limit=1"), [true]);
});

test("an age is exceeded by itself, and the template stays", async () => {
  await rule(w.boss, { attributes: { max_age_ms: 400 } });
  const made = await w.eve.post();
  assert.notEqual(made.template_identifier, null);
  await until(() => stored("&limit=1"), ([eligible]) => eligible === false, "the end of its eligibility");
  const now = await eligibility(w.eve.who, made.id);
  assert.deepEqual([now.eligible, now.pending, now.template_identifier], [false, false, made.template_identifier]);
});
