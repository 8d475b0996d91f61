// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { eligibility, policyOf, put, rate, rule, rulingWorld, settled } from "./harness/policies.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Policy } from "./harness/shapes.ts";
import { Stream } from "./harness/stream.ts";
import { world } from "./harness/world.ts";

const path = "/v1/policy";
const w = world(rulingWorld);
const rated = (min_count: number) => ({ evaluations: { min_count } });

async function metric(name: string): Promise<number> {
  const text = (await w.nobody.get("/metrics")).is(200).bytes.toString();
  return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text)?.[1]);
}

test("an admin puts a policy in force, with a note, as the next version", async () => {
  const before = await policyOf(w.judge);
  const made = await put(w.boss, rated(1), "For a small server.");
  assert.deepEqual([made.version, made.by, made.note, made.policy], [before.version + 1, "boss", "For a small server.", rated(1)]);
  assert.deepEqual((await settled(w.judge)).policy, rated(1));
});

test("what is posted or rated from now on is held against it", async () => {
  await rule(w.boss, rated(1));
  const made = await w.ada.post();
  assert.equal(made.template_identifier, null);
  await rate(w.bob.who, made.id, "up");
  assert.notEqual((await w.ada.who.collection(made.id)).template_identifier, null);
});

test("collections that were not eligible become so, get templates, and keep them when a later policy refuses them", async () => {
  await rule(w.boss, rated(50));
  const made = await Promise.all([1, 2, 3].map(() => w.ada.post()));
  for (const one of made) assert.equal(one.template_identifier, null);
  const { evaluation } = await rule(w.boss, { attributes: { min_images: 1 } });
  assert.ok(evaluation!.gained >= made.length);
  const ids = await Promise.all(made.map(async ({ id }) => (await w.ada.who.collection(id)).template_identifier));
  for (const id of ids) (await w.nobody.get(`/v1/templates/${id}`)).is(200);
  const { evaluation: after } = await rule(w.boss, rated(50));
  assert.ok(after!.lost >= made.length);
  for (const [n, { id }] of made.entries()) {
    const now = await eligibility(w.judge, id);
    assert.deepEqual([now.eligible, now.template_identifier], [false, ids[n]]);
  }
});

test("the same policy again makes no new version, also with another note", async () => {
  const before = await rule(w.boss, rated(7));
  const again = await put(w.boss, rated(7), "another note");
  assert.deepEqual(again, before);
});

test("If-Match with an old version is refused, and nothing changes", async () => {
  const read = (await w.boss.get(path)).is(200);
  const { version } = await rule(w.boss, rated(8));
  (await w.boss.put(path, { policy: rated(9) }, { "if-match": read.header("etag") })).refused(412, "changed-meanwhile");
  assert.deepEqual([(await policyOf(w.boss)).version, (await policyOf(w.boss)).policy], [version, rated(8)]);
  const current = (await w.boss.get(path)).header("etag");
  const made = (await w.boss.put(path, { policy: rated(9) }, { "if-match": current })).as<Policy>();
  assert.equal(made.version, version + 1);
});

test("of two who change the same version at the same moment one is refused", async () => {
  const etag = (await w.boss.get(path)).header("etag");
  const replies = await Promise.all([11, 12, 13].map((count) => w.boss.put(path, { policy: rated(count) }, { "if-match": etag })));
  assert.deepEqual(replies.map((one) => one.status).sort(), [200, 412, 412]);
});

test("whoever put it is told when everything was evaluated, and the metrics say so", async () => {
  await rule(w.boss, rated(50));
  const made = await w.ada.post();
  const stream = await Stream.open(w.boss);
  const { version } = await put(w.boss, { attributes: { min_images: 1 } });
  const [event] = await stream.all(1);
  stream.close();
  assert.deepEqual([event!.kind, event!.subject], ["policy.evaluated", `policy-${version}`]);
  const { evaluation } = await policyOf(w.boss);
  const { looked_at, gained, lost } = evaluation!;
  assert.deepEqual(event!.data, { version, looked_at, gained, lost, finished: true });
  assert.notEqual(evaluation!.finished, null);
  assert.ok((await w.ada.who.collection(made.id)).template_identifier);
  assert.equal(await metric("stencil_policy_version"), version);
  assert.equal(await metric("stencil_policy_evaluation_running"), 0);
  assert.equal(await metric("stencil_policy_evaluation_looked_at"), looked_at);
  assert.equal(await metric("stencil_policy_evaluation_gained"), gained);
  assert.equal(await metric("stencil_collections_eligible"), await metric("stencil_collections_evaluated"));
});

const deep = (depth: number): unknown => (depth > 1 ? { not: deep(depth - 1) } : { creator_opted_in: {} });
const wide = (nodes: number) => ({ any: Array.from({ length: nodes - 1 }, () => ({ creator_opted_in: {} })) });

test("takes a tree of 16 nodes one inside the other, and one of 200 nodes", async () => {
  for (const policy of [deep(16), wide(200)]) assert.deepEqual((await put(w.boss, policy)).policy, policy);
});

test("takes a note of 1000 characters", async () => {
  assert.equal((await put(w.boss, rated(21), "✓".repeat(1000))).note.length, 1000);
});

refuses(() => w.boss, "PUT", path, [
  invalid("no policy", { note: "" }, "/policy"),
  invalid("a policy that is no object", { policy: [] }, "/policy"),
  invalid("a parameter of the wrong kind, by its pointer", { policy: { any: [{ creator_opted_in: {} }, { evaluations: { min_count: "50" } }] } }, "/policy/any/1/evaluations/min_count"),
  invalid("a condition that there is not", { policy: { all: [{ likes: {} }] } }, "/policy/all/0/likes"),
  invalid("17 nodes one inside the other", { policy: deep(17) }, `/policy${"/not".repeat(16)}`),
  invalid("201 nodes", { policy: wide(201) }, "/policy/any/199"),
  invalid("a note of 1001 characters", { policy: rated(1), note: "n".repeat(1001) }, "/note"),
  invalid("a member that it does not know", { policy: rated(1), colour: 1 }, "/colour"),
]);
refuses(() => w.ada.who, "PUT", path, [{ name: "a member", json: { policy: rated(1) }, status: 403, type: "forbidden" }]);
refuses(() => w.judge, "PUT", path, [{ name: "a moderator", json: { policy: rated(1) }, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "PUT", path, { policy: rated(1) });
refusesBadBodies(() => w.boss, "PUT", path, 65536);
