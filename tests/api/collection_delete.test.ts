// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import type { Collection, Page, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  return { ada, bob: await person(daemon, "bob"), kept: await ada.collect(), closed: await ada.collect({ visibility: "private" }) };
});

test("it is gone from everywhere, and its template is withdrawn", async () => {
  const made = await w.ada.collect({ offer_template: true });
  const path = `/v1/collections/${made.id}`;
  (await w.bob.put(`${path}/rating`, { value: "up" })).is(200);
  (await w.ada.delete(path)).is(204);
  (await w.ada.get(path)).refused(404, "not-found");
  (await w.ada.delete(path)).refused(404, "not-found");
  (await w.nobody.get(`${path}/images/0`)).refused(404, "not-found");
  (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).refused(410, "gone");
  assert.ok((await w.nobody.get("/v1/feed")).as<Page<Collection>>().items.every((one) => one.id !== made.id));
  assert.ok((await w.nobody.get("/v1/templates")).as<Page<Template>>().items.every((one) => one.id !== made.template_identifier));
});

test("what was made with its template stays, without the identifier", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await w.bob.collect({ template: first.template_identifier, carry_template: true });
  assert.equal(second.template_identifier, first.template_identifier);
  (await w.ada.delete(`/v1/collections/${first.id}`)).is(204);
  const kept = await w.bob.collection(second.id);
  assert.deepEqual([kept.template_identifier, kept.template, kept.texts], [null, first.template_identifier, second.texts]);
});

test("it is not deleted when it was changed meanwhile", async () => {
  const made = await w.ada.collect();
  const path = `/v1/collections/${made.id}`;
  const etag = (await w.ada.get(path)).header("etag");
  const changed = (await w.ada.patch(path, { description: "changed" })).is(200);
  (await w.ada.delete(path, { "if-match": etag })).refused(412, "changed-meanwhile");
  (await w.ada.delete(path, { "if-match": changed.header("etag") })).is(204);
});

refuses(() => w.bob, "DELETE", () => `/v1/collections/${w.kept.id}`, [{ name: "a stranger who may read it", status: 403, type: "forbidden" }]);
refuses(() => w.bob, "DELETE", () => `/v1/collections/${w.closed.id}`, [{ name: "a stranger who may not", status: 404, type: "not-found" }]);
refuses(() => w.ada, "DELETE", "/v1/collections/x", [{ name: "an id that is none", status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "DELETE", () => `/v1/collections/${w.kept.id}`);
