// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { official, person } from "./harness/people.ts";
import { eligibility, put, rate, settled } from "./harness/policies.ts";
import { needsSignIn, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Eligibility } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const [offered, plain, draft] = [await ada.collect({ offer_template: true }), await ada.collect(), await ada.collect({ state: "draft" })];
  const [judge, boss] = [await official(daemon, "judge", "moderator"), await official(daemon, "boss", "admin")];
  return { ada, bob: await person(daemon, "bob"), judge, boss, offered, plain, draft };
});
const at = (id: string) => `/v1/collections/${id}/eligibility`;

test("every condition is explained, also where the outcome is known before", async () => {
  const found = (await w.ada.get(at(w.offered.id))).as<Eligibility>();
  assert.equal(found.eligible, true);
  assert.deepEqual([found.nearness, found.policy_version, found.pending, found.missing], [1, 1, false, null]);
  assert.equal(found.template_identifier, w.offered.template_identifier);
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
  assert.deepEqual([found.eligible, found.explanation.holds, found.nearness, found.template_identifier], [false, false, 0, null]);
  assert.equal(found.missing, "It needs its creator to offer a template, or (50 more evaluations (0 of 50) and a share of positive evaluations of 0.9 (0 now)).");
  assert.equal((await w.ada.collection(w.plain.id)).template_identifier, null);
});

test("a rating is in it at once", async () => {
  await rate(w.bob, w.plain.id, "up");
  const found = (await w.judge.get(at(w.plain.id))).as<Eligibility>();
  assert.deepEqual(found.explanation.nodes![1]!.measured, { count: 1, positive_share: 1 });
});

test("what is missing is said for each node that fails, and for none that holds", async () => {
  const made = await w.ada.collect({ description: "by the lake" });
  await put(w.boss, {
    all: [{ target_content: { words_any: ["lake"] } }, { any: [{ evaluations: { min_count: 2 } }, { creator_opted_in: {} }] }, { not: { attributes: { max_texts: 0 } } }],
  });
  const { missing, nearness, explanation } = await eligibility(w.ada, made.id);
  assert.equal(missing, "It needs (2 more evaluations (0 of 2), or its creator to offer a template) and attributes not to hold.");
  assert.deepEqual(explanation.nodes!.map((node) => node.holds), [true, false, false]);
  assert.deepEqual(explanation.nodes![2]!.nodes!.map((node) => node.holds), [true]);
  assert.ok(nearness > 0 && nearness < 1);
});

test("nearness goes up at four fifths and at all, and a rating that is no step changes nothing", async () => {
  await put(w.boss, { evaluations: { min_count: 5 } });
  await settled(w.boss);
  const made = await w.ada.collect();
  const crowd = [w.bob, w.judge, w.boss, await person(w.daemon, "cleo"), await person(w.daemon, "dora")];
  const near = async () => (await eligibility(w.ada, made.id)).nearness;
  const seen = [await near()];
  for (const who of crowd) {
    await rate(who, made.id, "up");
    seen.push(await near());
  }
  assert.deepEqual(seen, [0, 0, 0, 0, 0.8, 1]);
  const before = await eligibility(w.ada, made.id);
  await rate(w.boss, made.id, "down");
  const after = await eligibility(w.ada, made.id);
  assert.equal(after.evaluated, before.evaluated);
  assert.deepEqual(after.explanation.measured, { count: 5, positive_share: 0.8 });
});

test("by a new policy it is explained at once, and what is stored agrees when the policy has come to it", async () => {
  const made = await w.ada.collect();
  const { version } = await put(w.boss, { attributes: { min_images: 1 } });
  const now = await eligibility(w.judge, made.id);
  assert.deepEqual([now.eligible, now.policy_version, now.explanation.condition], [true, version, "attributes"]);
  await settled(w.boss);
  const then = await eligibility(w.judge, made.id);
  assert.deepEqual([then.pending, then.eligible], [false, true]);
  assert.notEqual(then.template_identifier, null);
});

refuses(() => w.bob, "GET", () => at(w.offered.id), [{ name: "whoever is neither the creator nor a moderator", status: 404, type: "not-found" }]);
refuses(() => w.ada, "GET", () => at(w.draft.id), [{ name: "a draft", status: 409, type: "wrong-state" }]);
refuses(() => w.judge, "GET", () => at(w.draft.id), [{ name: "a moderator who asks for a draft", status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "GET", () => at(w.offered.id));
readsLikeAll(() => w.ada, () => at(w.offered.id));
