// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { told, type TemplateState } from "./harness/blocking.ts";
import { audited } from "./harness/moderation.ts";
import { official, person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Page, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const kept = await ada.collect({ offer_template: true });
  return { ada, kept, bob: await person(daemon, "bob"), judge: await official(daemon, "judge", "moderator") };
});
const act = (id: string | null, name = "withdraw") => `/v1/moderation/templates/${id}/${name}`;
const body = { reason: "harassment", note: "names somebody" };

test("a withdrawn template cannot be called, listed or used, and what was made with it stays", async () => {
  const made = await w.ada.collect({ offer_template: true });
  const id = made.template_identifier!;
  const second = await w.bob.collect({ template: id, carry_template: true });
  const state = (await w.judge.post(act(id), body)).as<TemplateState>();
  assert.deepEqual(state, { id, collection: made.id, state: "withdrawn", withdrawn_by: "moderator" });
  (await w.nobody.get(`/v1/templates/${id}`)).refused(410, "gone");
  assert.ok(!(await w.nobody.get("/v1/templates?limit=100")).as<Page<Template>>().items.some((one) => one.id === id));
  const images = (await w.bob.photos(1)).map(({ id: media }) => ({ media }));
  (await w.bob.post("/v1/collections", { template: id, images })).refused(422, "invalid", "/template");
  const shown = (await w.nobody.get(`/v1/collections/${second.id}`)).as<typeof second>();
  assert.deepEqual([shown.texts, shown.template, shown.template_identifier], [second.texts, id, null]);
  assert.equal((await w.ada.collection(made.id)).template_identifier, null);
});

test("an edit of its collection does not bring it back", async () => {
  const made = await w.ada.collect({ offer_template: true });
  (await w.judge.post(act(made.template_identifier), body)).is(200);
  (await w.ada.patch(`/v1/collections/${made.id}`, { filters: [{ image: 0, type: "warm" }] })).is(200);
  (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).refused(410, "gone");
});

test("its creator is told, and it is in the audit log, once for one key", async () => {
  const made = await w.ada.collect({ offer_template: true });
  const id = made.template_identifier!;
  const post = () => w.judge.post(act(id), body, { "idempotency-key": id });
  const state = (await post()).as<TemplateState>();
  assert.deepEqual((await post()).as<TemplateState>(), state);
  const event = await told(w.ada, "moderation.withdraw");
  assert.deepEqual([event?.subject, event?.data], [id, { template: id, collection: made.id, ...body }]);
  const [one, ...rest] = await audited(w.judge, `subject=${id}`);
  assert.deepEqual([one?.actor, one?.action, one?.subject.kind, one?.reason, one?.note], ["judge", "template.withdraw", "template", body.reason, body.note]);
  assert.deepEqual([one?.before, one?.after], [{ ...state, state: "active", withdrawn_by: null }, state]);
  assert.deepEqual(rest, []);
});

test("what is withdrawn already cannot be withdrawn", async () => {
  const made = await w.ada.collect({ offer_template: true });
  (await w.judge.post(act(made.template_identifier), body)).is(200);
  (await w.judge.post(act(made.template_identifier), body)).refused(409, "wrong-state");
});

const path = () => act(w.kept.template_identifier);
refuses(() => w.judge, "POST", path, [
  invalid("no reason", { note: "x" }, "/reason"),
  invalid("a reason that there is not", { reason: "ugly" }, "/reason"),
  invalid("a note of 1001 characters", { reason: "spam", note: "x".repeat(1001) }, "/note"),
  invalid("a member that it does not know", { reason: "spam", colour: 1 }, "/colour"),
]);
refuses(() => w.judge, "POST", act("AZqv0m3dcJ2mS0lYxA1bCw"), [{ name: "a template that there is not", json: body, status: 404, type: "not-found" }]);
refuses(() => w.judge, "POST", act("no-id"), [{ name: "what is no id", json: body, status: 404, type: "not-found" }]);
refuses(() => w.ada, "POST", path, [{ name: "its creator, who is no moderator", json: body, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", path, body);
refusesBadBodies(() => w.judge, "POST", path, 8192);
