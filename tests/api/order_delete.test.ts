// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { told, type TemplateOrder } from "./harness/blocking.ts";
import { audited } from "./harness/moderation.ts";
import { official, person } from "./harness/people.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import type { Collection, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const at = (id: string) => `/v1/moderation/collections/${id}/template`;
const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  return { ada, judge: await official(daemon, "judge", "moderator"), plain: await ada.collect() };
});
const order = async ({ id }: Collection, rule: string) => (await w.judge.put(at(id), { rule, reason: "other" })).as<TemplateOrder>();

test("what the order withdrew comes back, as its collection is now", async () => {
  const made = await w.ada.collect({ offer_template: true });
  await order(made, "forbid");
  (await w.ada.patch(`/v1/collections/${made.id}`, { filters: [{ image: 0, type: "warm" }] })).is(200);
  (await w.judge.delete(at(made.id))).is(204);
  const called = (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).as<Template>();
  assert.deepEqual([called.version, called.filters.length], [2, 1]);
  assert.equal((await w.ada.collection(made.id)).template_identifier, made.template_identifier);
});

test("a collection that qualified meanwhile gets its template", async () => {
  const made = await w.ada.collect();
  await order(made, "forbid");
  (await w.ada.patch(`/v1/collections/${made.id}`, { offer_template: true })).is(200);
  (await w.judge.delete(at(made.id))).is(204);
  assert.ok((await w.ada.collection(made.id)).template_identifier);
});

test("a template that was forced stays: people may be using it", async () => {
  const made = await w.ada.collect();
  const { template } = await order(made, "force");
  (await w.judge.delete(at(made.id))).is(204);
  (await w.nobody.get(`/v1/templates/${template}`)).is(200);
});

test("its creator is told, and it is in the audit log", async () => {
  const made = await w.ada.collect();
  const { template, ...given } = await order(made, "forbid");
  (await w.judge.delete(at(made.id))).is(204);
  const event = await told(w.ada, "moderation.template-order");
  assert.deepEqual([event?.subject, event?.data], [made.id, { collection: made.id, rule: null, reason: null, note: "" }]);
  const [one] = await audited(w.judge, `subject=${made.id}`);
  assert.deepEqual([one?.actor, one?.action, one?.subject.kind, one?.before, one?.after], ["judge", "order.delete", "collection", given, null]);
});

test("what has no order is not found, also a second time", async () => {
  const made = await w.ada.collect();
  (await w.judge.delete(at(made.id))).refused(404, "not-found");
  await order(made, "force");
  (await w.judge.delete(at(made.id))).is(204);
  (await w.judge.delete(at(made.id))).refused(404, "not-found");
});

test("an order goes with its collection", async () => {
  const made = await w.ada.collect();
  await order(made, "forbid");
  (await w.ada.delete(`/v1/collections/${made.id}`)).is(204);
  (await w.judge.delete(at(made.id))).refused(404, "not-found");
});

test("one's own draft has none", async () => {
  const own = await w.judge.collect({ state: "draft" });
  (await w.judge.delete(at(own.id))).refused(409, "wrong-state");
});

refuses(() => w.ada, "DELETE", () => at(w.plain.id), [{ name: "its creator, who is no moderator", status: 403, type: "forbidden" }]);
refuses(() => w.judge, "DELETE", at("no-id"), [{ name: "what is no id", status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "DELETE", () => at(w.plain.id));
