// SPDX-License-Identifier: Apache-2.0
// What is found follows what happens: ratings, edits, visibility, deleted accounts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { eligibility, rate, rule, rulingWorld } from "./harness/policies.ts";
import type { Collection, EligibilityEntry, EligibilityPage } from "./harness/shapes.ts";
import { until } from "./harness/until.ts";
import { world } from "./harness/world.ts";

const w = world(rulingWorld);

/** What lists say of one that Ada posted. */
async function stored(id: string): Promise<EligibilityEntry | undefined> {
  const { items } = (await w.judge.get("/v1/moderation/eligibility?creator=ada&limit=100")).as<EligibilityPage>();
  return items.find((one) => one.collection === id);
}
const change = async (id: string, body: object) => (await w.ada.who.patch(`/v1/collections/${id}`, body)).as<Collection>();

test("ratings make it eligible and take that away again; its template stays", async () => {
  await rule(w.boss, { evaluations: { min_count: 2, min_positive_share: 0.6 } });
  const made = await w.ada.post();
  const course: [() => Promise<unknown>, boolean][] = [
    [() => rate(w.bob.who, made.id, "up"), false],
    [() => rate(w.eve.who, made.id, "up"), true],
    [() => rate(w.eve.who, made.id, "down"), false],
    [() => rate(w.eve.who, made.id, "up"), true],
    [() => w.bob.who.delete(`/v1/collections/${made.id}/rating`), false],
  ];
  for (const [step, eligible] of course) {
    await step();
    assert.deepEqual([(await eligibility(w.judge, made.id)).eligible, (await stored(made.id))!.eligible], [eligible, eligible]);
  }
  assert.notEqual((await stored(made.id))!.template_identifier, null);
});

test("an edit is held against the policy at once", async () => {
  await rule(w.boss, { attributes: { has_location: true } });
  const made = await w.ada.post();
  assert.deepEqual([(await stored(made.id))!.failing, (await stored(made.id))!.holding], [["attributes"], []]);
  const there = await change(made.id, { location: { name: "Lake", lat: null, lon: null } });
  assert.notEqual(there.template_identifier, null);
  assert.deepEqual([(await stored(made.id))!.failing, (await stored(made.id))!.holding], [[], ["attributes"]]);
  await change(made.id, { location: null });
  assert.equal((await stored(made.id))!.eligible, false);
});

test("a private one that is eligible gets its template when it is shown", async () => {
  await rule(w.boss, { creator_opted_in: {} });
  const made = await w.ada.post({ offer_template: true, visibility: "private" });
  assert.deepEqual([(await eligibility(w.ada.who, made.id)).eligible, made.template_identifier], [true, null]);
  assert.notEqual((await change(made.id, { visibility: "unlisted" })).template_identifier, null);
});

test("a draft is evaluated when it is posted, and no longer there when it is deleted", async () => {
  await rule(w.boss, { creator_opted_in: {} });
  const draft = await w.ada.post({ offer_template: true, state: "draft" });
  assert.equal(await stored(draft.id), undefined);
  const posted = (await w.ada.who.post(`/v1/collections/${draft.id}/post`)).as<Collection>();
  assert.notEqual(posted.template_identifier, null);
  assert.equal((await stored(draft.id))!.eligible, true);
  (await w.ada.who.delete(`/v1/collections/${draft.id}`)).is(204);
  assert.equal(await stored(draft.id), undefined);
});

test("an account that is deleted takes its ratings with it, and what it rated is evaluated anew", async () => {
  await rule(w.boss, { evaluations: { min_count: 2 } });
  const [made, other] = [await w.ada.post(), await w.ada.post()];
  const guest = await person(w.daemon, "guest");
  for (const who of [guest, w.bob.who]) for (const { id } of [made, other]) await rate(who, id, "up");
  for (const { id } of [made, other]) assert.equal((await stored(id))!.eligible, true);
  (await guest.delete("/v1/accounts/me")).is(204);
  for (const { id } of [made, other]) {
    assert.deepEqual((await eligibility(w.judge, id)).explanation.measured, { count: 1, positive_share: 1 });
    await until(() => stored(id), (entry) => entry?.eligible === false, "another evaluation");
    assert.equal((await eligibility(w.judge, id)).pending, false);
  }
});

test("what a deleted account posted is in no list and no count", async () => {
  await rule(w.boss, { creator_opted_in: {} });
  const before = (await w.judge.get("/v1/moderation/eligibility")).as<EligibilityPage>();
  const guest = await person(w.daemon, "visitor");
  await guest.collect({ offer_template: true });
  await guest.collect();
  const during = (await w.judge.get("/v1/moderation/eligibility")).as<EligibilityPage>();
  assert.deepEqual([during.counts.eligible, during.counts.not_eligible], [before.counts.eligible + 1, before.counts.not_eligible + 1]);
  (await guest.delete("/v1/accounts/me")).is(204);
  assert.deepEqual((await w.judge.get("/v1/moderation/eligibility")).as<EligibilityPage>().counts, before.counts);
});
