// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person, type Person } from "./harness/people.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import type { Collection, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  return { ada, bob: await person(daemon, "bob"), posted: await ada.collect(), draft: await ada.collect({ state: "draft" }) };
});
const post = (who: Person, id: string, headers: Record<string, string> = {}) => who.post(`/v1/collections/${id}/post`, undefined, headers);

test("a draft becomes what everybody sees, and is evaluated now", async () => {
  const draft = await w.ada.collect({ state: "draft", offer_template: true });
  assert.equal(draft.template_identifier, null);
  const posted = (await post(w.ada, draft.id)).as<Collection>();
  assert.deepEqual([posted.state, posted.version, posted.created], ["posted", draft.version + 1, draft.created]);
  assert.ok(posted.posted && posted.posted >= draft.created);
  assert.deepEqual(await w.bob.collection(draft.id), posted);
  (await w.bob.get(`/v1/templates/${posted.template_identifier}`)).is(200);
});

test("a draft of a second collection is counted as a use when it is posted", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const uses = async () => (await w.ada.get(`/v1/templates/${first.template_identifier}`)).as<Template>().uses;
  const draft = await w.bob.collect({ template: first.template_identifier, state: "draft" });
  assert.equal(await uses(), 0);
  (await post(w.bob, draft.id)).is(200);
  assert.equal(await uses(), 1);
});

test("the same key posts once and gives the same reply", async () => {
  const draft = await w.ada.collect({ state: "draft" });
  const first = (await post(w.ada, draft.id, { "idempotency-key": "post" })).as<Collection>();
  assert.deepEqual((await post(w.ada, draft.id, { "idempotency-key": "post" })).as<Collection>(), first);
  (await post(w.ada, w.posted.id, { "idempotency-key": "post" })).refused(422, "idempotency-key-reused");
});

refuses(() => w.ada, "POST", () => `/v1/collections/${w.posted.id}/post`, [{ name: "to post what is posted", status: 409, type: "wrong-state" }]);
refuses(() => w.bob, "POST", () => `/v1/collections/${w.draft.id}/post`, [{ name: "a stranger's draft", status: 404, type: "not-found" }]);
refuses(() => w.bob, "POST", () => `/v1/collections/${w.posted.id}/post`, [{ name: "what a stranger has posted", status: 403, type: "forbidden" }]);
refuses(() => w.ada, "POST", () => `/v1/collections/${w.draft.id}/post`, [{ name: "a body that is far too large", body: "x".repeat(70_000), status: 413, type: "too-large" }]);
needsSignIn(() => w.nobody, "POST", () => `/v1/collections/${w.draft.id}/post`);
