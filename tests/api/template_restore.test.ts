// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { told, type TemplateState } from "./harness/blocking.ts";
import { audited } from "./harness/moderation.ts";
import { official, person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Collection, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const act = (id: string | null, name = "restore") => `/v1/moderation/templates/${id}/${name}`;
const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const judge = await official(daemon, "judge", "moderator");
  return { ada, judge, gone: await person(daemon, "gone"), kept: await ada.collect({ offer_template: true }) };
});

async function withdrawn(): Promise<Collection & { template_identifier: string }> {
  const made = await w.ada.collect({ offer_template: true });
  (await w.judge.post(act(made.template_identifier, "withdraw"), { reason: "spam" })).is(200);
  return made as Collection & { template_identifier: string };
}

test("a restored template can be called again", async () => {
  const made = await withdrawn();
  const id = made.template_identifier;
  const state = (await w.judge.post(act(id), { note: "a mistake" })).as<TemplateState>();
  assert.deepEqual(state, { id, collection: made.id, state: "active", withdrawn_by: null });
  assert.equal((await w.nobody.get(`/v1/templates/${id}`)).as<Template>().version, 1);
  assert.equal((await w.ada.collection(made.id)).template_identifier, id);
  const event = await told(w.ada, "moderation.template-restored");
  assert.deepEqual([event?.subject, event?.data], [id, { template: id, collection: made.id, note: "a mistake" }]);
  const [one] = await audited(w.judge, `subject=${id}`);
  assert.deepEqual([one?.actor, one?.action, one?.reason, one?.note], ["judge", "template.restore", null, "a mistake"]);
  assert.deepEqual([one?.before, one?.after], [{ ...state, state: "withdrawn", withdrawn_by: "moderator" }, state]);
});

test("it comes back as its collection is now", async () => {
  const made = await withdrawn();
  (await w.ada.patch(`/v1/collections/${made.id}`, { filters: [{ image: 0, type: "warm" }] })).is(200);
  (await w.judge.post(act(made.template_identifier), {})).is(200);
  const called = (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).as<Template>();
  assert.deepEqual([called.version, called.filters.length], [2, 1]);
});

test("what is not withdrawn cannot be restored", async () => {
  (await w.judge.post(act(w.kept.template_identifier), {})).refused(409, "wrong-state");
});

test("what went with its collection cannot be restored, whoever withdrew it before", async () => {
  const [active, before] = [await w.ada.collect({ offer_template: true }), await withdrawn()];
  for (const made of [active, before]) {
    (await w.ada.delete(`/v1/collections/${made.id}`)).is(204);
    const problem = (await w.judge.post(act(made.template_identifier), {})).refused(409, "wrong-state");
    assert.match(problem.detail, /deleted/);
    (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).refused(410, "gone");
  }
});

test("what a takedown withdrew comes back with its collection, not by itself", async () => {
  const made = await w.ada.collect({ offer_template: true });
  const takedown = `/v1/moderation/collections/${made.id}`;
  (await w.judge.post(`${takedown}/takedown`, { reason: "spam", effect: "keep" })).is(200);
  const problem = (await w.judge.post(act(made.template_identifier), {})).refused(409, "wrong-state");
  assert.match(problem.detail, /taken down/);
  (await w.judge.post(`${takedown}/restore`, {})).is(200);
  const again = (await w.judge.post(act(made.template_identifier, "withdraw"), { reason: "spam" })).as<TemplateState>();
  assert.equal(again.withdrawn_by, "moderator");
  (await w.judge.post(`${takedown}/takedown`, { reason: "spam", effect: "keep" })).is(200);
  (await w.judge.post(`${takedown}/restore`, {})).is(200);
  (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).refused(410, "gone");
  (await w.judge.post(act(made.template_identifier), {})).is(200);
});

test("what went with its creator cannot be restored", async () => {
  const made = await w.gone.collect({ offer_template: true });
  (await w.gone.delete("/v1/accounts/me")).is(204);
  (await w.judge.post(act(made.template_identifier), {})).refused(409, "wrong-state");
});

const path = () => act(w.kept.template_identifier);
refuses(() => w.judge, "POST", path, [
  invalid("a note of 1001 characters", { note: "x".repeat(1001) }, "/note"),
  invalid("a reason, which only a withdrawal has", { reason: "spam" }, "/reason"),
]);
refuses(() => w.judge, "POST", act("AZqv0m3dcJ2mS0lYxA1bCw"), [{ name: "a template that there is not", json: {}, status: 404, type: "not-found" }]);
refuses(() => w.ada, "POST", path, [{ name: "its creator, who is no moderator", json: {}, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", path, {});
refusesBadBodies(() => w.judge, "POST", path, 8192);
