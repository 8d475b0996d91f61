// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { told, type TemplateOrder } from "./harness/blocking.ts";
import { audited } from "./harness/moderation.ts";
import { official, person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Collection, Eligibility } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const at = (id: string) => `/v1/moderation/collections/${id}/template`;
const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  return { ada, bob: await person(daemon, "bob"), judge: await official(daemon, "judge", "moderator"), plain: await ada.collect() };
});
const order = async ({ id }: Collection, rule: string, note = "") => (await w.judge.put(at(id), { rule, reason: "other", note })).as<TemplateOrder>();
const shown = async ({ id }: Collection) => (await w.ada.collection(id)).template_identifier;

test("force gives a template whatever the conditions say", async () => {
  const made = await w.ada.collect();
  assert.equal(made.template_identifier, null);
  const { created, ...given } = await order(made, "force", "worth it");
  const template = await shown(made);
  assert.deepEqual(given, { collection: made.id, rule: "force", moderator: "judge", reason: "other", note: "worth it", template });
  (await w.nobody.get(`/v1/templates/${template}`)).is(200);
  const found = (await w.ada.get(`/v1/collections/${made.id}/eligibility`)).as<Eligibility & { order: string | null }>();
  assert.deepEqual([found.eligible, found.order], [false, "force"]);
});

test("force waits until anybody with the link may see the collection", async () => {
  const made = await w.ada.collect({ visibility: "followers" });
  assert.equal((await order(made, "force")).template, null);
  (await w.ada.patch(`/v1/collections/${made.id}`, { visibility: "unlisted" })).is(200);
  assert.ok(await shown(made));
});

test("forbid withdraws the template, and nothing brings it back", async () => {
  const made = await w.ada.collect({ offer_template: true });
  assert.equal((await order(made, "forbid")).template, null);
  (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).refused(410, "gone");
  (await w.bob.put(`/v1/collections/${made.id}/rating`, { value: "up" })).is(200);
  (await w.ada.patch(`/v1/collections/${made.id}`, { offer_template: false })).is(200);
  (await w.ada.patch(`/v1/collections/${made.id}`, { offer_template: true })).is(200);
  assert.equal(await shown(made), null);
  const restored = await w.judge.post(`/v1/moderation/templates/${made.template_identifier}/restore`, {});
  assert.match(restored.refused(409, "wrong-state").detail, /order/);
});

test("forbid keeps a collection without a template from getting one", async () => {
  const made = await w.ada.collect();
  await order(made, "forbid");
  assert.equal((await w.ada.patch(`/v1/collections/${made.id}`, { offer_template: true })).as<Collection>().template_identifier, null);
});

test("force after forbid brings the same template back", async () => {
  const made = await w.ada.collect({ offer_template: true });
  await order(made, "forbid");
  assert.equal((await order(made, "force")).template, made.template_identifier);
  (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).is(200);
});

test("what a moderator withdrew is not forced out again, nor restored while an order forbids it", async () => {
  const made = await w.ada.collect({ offer_template: true });
  const template = `/v1/moderation/templates/${made.template_identifier}`;
  (await w.judge.post(`${template}/withdraw`, { reason: "spam" })).is(200);
  (await w.judge.put(at(made.id), { rule: "force", reason: "other" })).refused(409, "wrong-state");
  await order(made, "forbid");
  (await w.judge.post(`${template}/restore`, {})).refused(409, "wrong-state");
  (await w.judge.delete(at(made.id))).is(204);
  (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).refused(410, "gone");
  (await w.judge.post(`${template}/restore`, {})).is(200);
  assert.equal(await shown(made), made.template_identifier);
});

test("an order that was given while a collection was taken down holds when it is restored", async () => {
  const made = await w.ada.collect({ offer_template: true });
  const takedown = `/v1/moderation/collections/${made.id}`;
  (await w.judge.post(`${takedown}/takedown`, { reason: "spam", effect: "keep" })).is(200);
  assert.equal((await order(made, "forbid")).template, null);
  (await w.judge.post(`${takedown}/restore`, {})).is(200);
  (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).refused(410, "gone");
  (await w.judge.delete(at(made.id))).is(204);
  (await w.nobody.get(`/v1/templates/${made.template_identifier}`)).is(200);
});

test("an identifier that is carried on is another collection's, and stays", async () => {
  const source = await w.ada.collect({ offer_template: true });
  const second = await w.bob.collect({ template: source.template_identifier, carry_template: true });
  for (const rule of ["forbid", "force"]) {
    assert.equal((await order(second, rule)).template, null);
    assert.equal((await w.bob.collection(second.id)).template_identifier, source.template_identifier);
  }
});

test("its creator is told, and the audit log has what was before and after", async () => {
  const made = await w.ada.collect();
  const { template: forced, ...first } = await order(made, "force");
  const { template: none, ...second } = await order(made, "forbid", "after all");
  assert.ok(forced !== null && none === null);
  const event = await told(w.ada, "moderation.template-order");
  assert.deepEqual([event?.subject, event?.data], [made.id, { collection: made.id, rule: "forbid", reason: "other", note: "after all" }]);
  const [newest, oldest, ...rest] = await audited(w.judge, `subject=${made.id}`);
  assert.deepEqual([newest?.action, newest?.note, newest?.before, newest?.after], ["order.put", "after all", first, second]);
  assert.deepEqual([oldest?.actor, oldest?.subject.kind, oldest?.before, oldest?.after, rest], ["judge", "collection", null, first, []]);
});

const body = { rule: "forbid", reason: "other" };
const path = () => at(w.plain.id);
test("a draft, one's own or another's, gets no order", async () => {
  const hers = await w.ada.collect({ state: "draft" });
  (await w.judge.put(at(hers.id), body)).refused(404, "not-found");
  const own = await w.judge.collect({ state: "draft" });
  (await w.judge.put(at(own.id), body)).refused(409, "wrong-state");
});
refuses(() => w.judge, "PUT", path, [
  invalid("no rule", { reason: "other" }, "/rule"),
  invalid("a rule that there is not", { rule: "allow", reason: "other" }, "/rule"),
  invalid("no reason", { rule: "forbid" }, "/reason"),
  invalid("a note of 1001 characters", { ...body, note: "x".repeat(1001) }, "/note"),
  invalid("a member that it does not know", { ...body, colour: 1 }, "/colour"),
]);
refuses(() => w.judge, "PUT", at("AZqv0m3dcJ2mS0lYxA1bCw"), [{ name: "a collection that there is not", json: body, status: 404, type: "not-found" }]);
refuses(() => w.ada, "PUT", path, [{ name: "its creator, who is no moderator", json: body, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "PUT", path, body);
refusesBadBodies(() => w.judge, "PUT", path, 8192);
