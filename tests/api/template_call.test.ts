// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { person } from "./harness/people.ts";
import { refuses } from "./harness/refusals.ts";
import type { Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const texts = [{ image: 0, position: { x: 0.1, y: 0.2 }, configuration: { content: "Hello" }, editable: ["content"] }];
  const [media] = await ada.photos(1);
  const made = await ada.collect({ images: [{ media: media!.id, alt: "A flower" }], texts, offer_template: true, license: "CC-BY-4.0" });
  return { ada, bob: await person(daemon, "bob"), made, path: `/v1/templates/${made.template_identifier}`, media: media! };
});
const call = async (path = w.path) => (await w.nobody.get(path)).as<Template>();

test("it says what is needed and what is laid over it", async () => {
  const { created, extracted, ...rest } = await call();
  assert.deepEqual(rest, {
    id: w.made.template_identifier,
    version: 1,
    source: { collection: w.made.id, creator: { handle: "ada", name: "ada" }, license: "CC-BY-4.0" },
    images_required: 1,
    boxes: [{ image: 0, width: 320, height: 400, reference: { media: w.media.id, alt: "A flower", authorization: "ask", thumbhash: w.media.thumbhash } }],
    texts: w.made.texts, audio: null, stickers: [], filters: [], uses: 0,
  });
  assert.equal(created, extracted);
});

test("every call is counted, HEAD is none", async () => {
  const made = await w.ada.collect({ offer_template: true });
  const path = `/v1/templates/${made.template_identifier}`;
  for (let n = 0; n < 5; n++) await call(path);
  (await w.nobody.send("HEAD", path)).is(200);
  let asked = 5;
  /* The counts are written once a second; asking is a call, too. */
  const listed = async () => (await w.nobody.get("/v1/templates")).as<{ items: Template[] }>().items.find((one) => one.id === made.template_identifier)?.calls ?? 0;
  for (const end = Date.now() + 10_000; (await listed()) < asked && Date.now() < end; ) await sleep(50);
  assert.equal(await listed(), asked);
  await call(path);
  asked++;
  for (const end = Date.now() + 10_000; (await listed()) < asked && Date.now() < end; ) await sleep(50);
  assert.equal(await listed(), asked);
});

test("what is posted with it is a use", async () => {
  const before = (await call()).uses;
  await w.bob.collect({ template: w.made.template_identifier });
  assert.equal((await call()).uses, before + 1);
});

test("an earlier version can be called as it was", async () => {
  const made = await w.ada.collect({ offer_template: true, description: "kept" });
  (await w.ada.patch(`/v1/collections/${made.id}`, { filters: [{ image: 0, type: "warm" }] })).is(200);
  const path = `/v1/templates/${made.template_identifier}`;
  assert.deepEqual([(await call(path)).version, (await call(`${path}?version=1`)).version], [2, 1]);
  assert.deepEqual([(await call(path)).filters.length, (await call(`${path}?version=1`)).filters.length], [1, 0]);
});

test("calls do not change the document: who has it is told so", async () => {
  const etag = (await w.nobody.get(w.path)).is(200).header("etag");
  (await w.nobody.get(w.path, { "if-none-match": etag })).is(304);
});

for (const [query, status, type] of [["?version=99", 404, "not-found"], ["?version=0", 422, "invalid"], ["?version=x", 422, "invalid"]] as const)
  refuses(() => w.nobody, "GET", () => w.path + query, [{ name: `the query ${query}`, status, type }]);
for (const id of ["x", "A".repeat(22)])
  refuses(() => w.nobody, "GET", `/v1/templates/${id}`, [{ name: `the id ${id}`, status: 404, type: "not-found" }]);
refuses(() => w.nobody, "GET", () => w.path, [{ name: "a token that nobody has", headers: { authorization: "Bearer x" }, status: 401, type: "sign-in-required" }]);
