// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { official, person } from "./harness/people.ts";
import { needsSignIn, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Eligibility } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const [offered, plain, draft] = [await ada.collect({ offer_template: true }), await ada.collect(), await ada.collect({ state: "draft" })];
  return { ada, bob: await person(daemon, "bob"), judge: await official(daemon, "judge", "moderator"), offered, plain, draft };
});
const at = (id: string) => `/v1/collections/${id}/eligibility`;

test("every condition is explained, also where the outcome is known before", async () => {
  const found = (await w.ada.get(at(w.offered.id))).as<Eligibility>();
  assert.equal(found.eligible, true);
  assert.equal(found.policy_version, 1);
  assert.deepEqual(found.explanation, {
    condition: "any",
    holds: true,
    nodes: [
      { condition: "creator_opted_in", holds: true, measured: { opted_in: true }, wanted: {} },
      { condition: "evaluations", holds: false, measured: { count: 0, positive_share: null }, wanted: { min_count: 50, min_positive_share: 0.9 } },
    ],
  });
});

test("what is not eligible is explained as well", async () => {
  const found = (await w.ada.get(at(w.plain.id))).as<Eligibility>();
  assert.deepEqual([found.eligible, found.explanation.holds], [false, false]);
  assert.equal((await w.ada.collection(w.plain.id)).template_identifier, null);
});

test("a rating is in it at once", async () => {
  (await w.bob.put(`/v1/collections/${w.plain.id}/rating`, { value: "up" })).is(200);
  const found = (await w.judge.get(at(w.plain.id))).as<Eligibility>();
  assert.deepEqual(found.explanation.nodes![1]!.measured, { count: 1, positive_share: 1 });
});

refuses(() => w.bob, "GET", () => at(w.offered.id), [{ name: "whoever is neither the creator nor a moderator", status: 404, type: "not-found" }]);
refuses(() => w.ada, "GET", () => at(w.draft.id), [{ name: "a draft", status: 409, type: "wrong-state" }]);
refuses(() => w.judge, "GET", () => at(w.draft.id), [{ name: "a moderator who asks for a draft", status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "GET", () => at(w.offered.id));
readsLikeAll(() => w.ada, () => at(w.offered.id));
