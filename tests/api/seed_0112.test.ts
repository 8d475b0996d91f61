// SPDX-License-Identifier: Apache-2.0
// Seed ¶0112: a second collection's template is found by its identifier, or extracted from it.
// Posts under one identifier never drift: each says which version it was made with, and a
// version is never changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { official, person } from "./harness/people.ts";
import type { Collection, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const words = (content: string) => [{ image: 0, position: { x: 0, y: -0.2, angle: 4 }, configuration: { content, language: "en" } }];
const w = world(async (daemon) => {
  const [ada, bob, judge] = [await person(daemon, "ada"), await person(daemon, "bob"), await official(daemon, "judge", "moderator")];
  return { ada, bob, judge, first: await ada.collect({ texts: words("First light"), offer_template: true }) };
});
const call = async (id: string | null, query = "") => (await w.bob.get(`/v1/templates/${id}${query}`)).as<Template>();

/** What a template says besides whose it is, when, and of which photos. */
function materials({ images_required, boxes, texts, audio, stickers, filters }: Template) {
  return { images_required, boxes: boxes.map(({ image, width, height }) => ({ image, width, height })), texts, audio, stickers, filters };
}

test("extracted from a second collection, the template is the one that its identifier names", async () => {
  const second = await w.bob.collect({ template: w.first.template_identifier, carry_template: true });
  assert.equal(second.template_identifier, w.first.template_identifier);
  const own = await w.bob.collect({ template: w.first.template_identifier });
  (await w.judge.put(`/v1/moderation/collections/${own.id}/template`, { rule: "force", reason: "other" })).is(200);
  const { template_identifier } = await w.bob.collection(own.id);
  assert.notEqual(template_identifier, w.first.template_identifier);
  assert.deepEqual(materials(await call(template_identifier)), materials(await call(second.template_identifier)));
});

test("each of two posts stays with the version that it was made with", async () => {
  const made = async (): Promise<Collection> => w.bob.collect({ template: w.first.template_identifier });
  const before = await made();
  const version = await call(w.first.template_identifier, "?version=1");
  (await w.ada.patch(`/v1/collections/${w.first.id}`, { texts: words("Second light") })).is(200);
  const after = await made();
  assert.deepEqual([before.template_version, after.template_version], [1, 2]);
  assert.deepEqual(materials(await call(w.first.template_identifier, "?version=1")), materials(version));
  const contents = async ({ id }: Collection) => (await w.bob.collection(id)).texts.map((text) => text.configuration.content);
  assert.deepEqual([await contents(before), await contents(after)], [["First light"], ["Second light"]]);
  const edited = (await w.bob.patch(`/v1/collections/${before.id}`, { description: "edited" })).as<Collection>();
  assert.deepEqual([edited.template_version, await contents(before)], [1, ["First light"]]);
});
