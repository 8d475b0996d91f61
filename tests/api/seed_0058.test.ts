// SPDX-License-Identifier: Apache-2.0
// The example of seed ¶0058, value by value: the first image collection of figures 3A to 3C,
// and the template M that is associated with it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { tone } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import type { Collection, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const contents = ["Beautiful scenery", "Worth recording", "Picturesque"];
const p1 = { x: 0, y: -0.31, angle: -8, direction: "ltr" };
const p2 = { x: 0.12, y: 0.28, angle: 5, direction: "ltr" };
const seconds = [p1, p2, p1];

const w = world(async (daemon) => {
  const [creator, user] = [await person(daemon, "creator"), await person(daemon, "user")];
  const photos = await creator.photos(3);
  const audio = { media: (await creator.upload(tone())).id, name: "Audio 1", mode: "loop" };
  const first = await creator.collect({
    images: photos.map(({ id }) => ({ media: id })),
    texts: contents.map((content, image) => ({ image, position: seconds[image], configuration: { content } })),
    audio,
    offer_template: true,
  });
  const template = (await user.get(`/v1/templates/${first.template_identifier}`)).as<Template>();
  const images = (await user.photos(3)).map(({ id }) => ({ media: id }));
  return { user, first, template, audio, second: await user.collect({ images, template: template.id }) };
});

test("the template includes text materials and an audio material", () => {
  assert.equal(w.template.texts.length, 3);
  assert.ok(w.template.audio);
});

const parts: [string, () => Collection | Template][] = [
  ["first collection", () => w.first],
  ["template", () => w.template],
  ["second collection", () => w.second],
];
for (const [name, part] of parts) {
  test(`the ${name} has the contents {Beautiful scenery, Worth recording, Picturesque}`, () => {
    assert.deepEqual(part().texts.map((text) => text.configuration.content), contents);
  });

  test(`the ${name} has the first positions {first, second, third image}`, () => {
    assert.deepEqual(part().texts.map((text) => text.image), [0, 1, 2]);
  });

  test(`the ${name} has the second positions {position 1, position 2, position 1}`, () => {
    assert.deepEqual(part().texts.map((text) => text.position), [p1, p2, p1]);
  });

  test(`the ${name} has the audio "Audio 1", played in a cycle`, () => {
    assert.deepEqual(part().audio, { ...w.audio, playback_rate: 1, start_ms: 0 });
  });
}
