// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Collection, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const text = (content: string) => ({ image: 0, position: { x: 0, y: 0 }, configuration: { content } });
const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const [first, second] = await ada.photos(2);
  const made = await ada.collect({ images: [{ media: first!.id }], location: { name: "Here", lat: 1, lon: 2 }, topics: ["a", "b"], texts: [text("Hello")] });
  return { ada, bob: await person(daemon, "bob"), second: second!, made, path: `/v1/collections/${made.id}`, closed: await ada.collect({ visibility: "private" }) };
});

test("what is given changes, what is left out stays, the version counts", async () => {
  const before = await w.ada.collection(w.made.id);
  const after = (await w.ada.patch(w.path, { description: "New" })).as<Collection>();
  assert.deepEqual(after, { ...before, description: "New", version: before.version + 1, updated: after.updated });
  assert.ok(after.updated > before.updated);
  assert.deepEqual(await w.bob.collection(w.made.id), after);
});

test("null brings back the default, objects are merged, arrays are replaced", async () => {
  const after = (await w.ada.patch(w.path, { description: null, topics: ["c"], location: { name: "There" } })).as<Collection>();
  assert.deepEqual([after.description, after.topics], ["", ["c"]]);
  assert.deepEqual(after.location, { name: "There", lat: 1, lon: 2 });
  assert.equal((await w.ada.patch(w.path, { location: null })).as<Collection>().location, null);
});

test("the images can be others, and the box follows", async () => {
  const after = (await w.ada.patch(w.path, { images: [{ media: w.second.id }] })).as<Collection>();
  assert.equal(after.images[0]!.media, w.second.id);
});

test("a change of what somebody changed meanwhile is refused", async () => {
  const etag = (await w.ada.get(w.path)).header("etag");
  const changed = (await w.ada.patch(w.path, { description: "1" }, { "if-match": etag })).is(200);
  (await w.ada.patch(w.path, { description: "2" }, { "if-match": etag })).refused(412, "changed-meanwhile");
  (await w.ada.patch(w.path, { description: "3" }, { "if-match": changed.header("etag") })).is(200);
  (await w.ada.patch(w.path, { description: "4" }, { "if-match": "*" })).is(200);
});

test("a rating by others is no change", async () => {
  const etag = (await w.ada.get(w.path)).header("etag");
  (await w.bob.put(`${w.path}/rating`, { value: "up" })).is(200);
  (await w.ada.patch(w.path, { description: "rated" }, { "if-match": etag })).is(200);
});

test("a merge patch may be called one", async () => {
  (await w.ada.patch(w.path, { description: "typed" }, { "content-type": "application/merge-patch+json" })).is(200);
});

test("the option to offer a template can be selected later", async () => {
  const made = await w.ada.collect({ texts: [text("Later")] });
  const after = (await w.ada.patch(`/v1/collections/${made.id}`, { offer_template: true })).as<Collection>();
  const template = (await w.bob.get(`/v1/templates/${after.template_identifier}`)).as<Template>();
  assert.equal(template.source.collection, made.id);
});

test("a template never changes; a changed collection makes its next version", async () => {
  const made = await w.ada.collect({ offer_template: true, texts: [text("One")] });
  (await w.ada.patch(`/v1/collections/${made.id}`, { texts: [text("Two")] })).is(200);
  const call = async (query: string) => (await w.bob.get(`/v1/templates/${made.template_identifier}${query}`)).as<Template>();
  assert.deepEqual([(await call("?version=1")).texts[0]!.configuration.content, (await call("")).texts[0]!.configuration.content], ["One", "Two"]);
  assert.equal((await call("")).version, 2);
});

refuses(() => w.ada, "PATCH", () => w.path, [
  invalid("another state", { state: "draft" }, "/state"),
  invalid("a template", { template: "A".repeat(22) }, "/template"),
  invalid("no images at all", { images: null }, "/images"),
  invalid("an unknown member", { colour: "red" }, "/colour"),
  invalid("a member that the server makes", { id: "A".repeat(22) }, "/id"),
  invalid("evaluations of one's own making", { evaluations: { up: 1000 } }, "/evaluations"),
  invalid("a text on an image that is not there", { texts: [{ ...text("x"), image: 3 }] }, "/texts/0/image"),
  invalid("a photo that is not there", { images: [{ media: "A".repeat(22) }] }, "/images/0/media"),
]);
refuses(() => w.bob, "PATCH", () => w.path, [{ name: "a stranger who may read it", json: { description: "!" }, status: 403, type: "forbidden" }]);
refuses(() => w.bob, "PATCH", () => `/v1/collections/${w.closed.id}`, [{ name: "a stranger who may not", json: { description: "!" }, status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "PATCH", () => w.path, { description: "!" });
refusesBadBodies(() => w.ada, "PATCH", () => w.path, 1048576);
