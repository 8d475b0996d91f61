// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { policyOf, rate, rule, rulingWorld } from "./harness/policies.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { EligibilityEntry, EligibilityPage, PolicyPreview } from "./harness/shapes.ts";
import { until } from "./harness/until.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const path = "/v1/policy/preview";
const list = "/v1/moderation/eligibility";
const offered = { any: [{ creator_opted_in: {} }, { evaluations: { min_count: 50 } }] };
const w = world(async (daemon) => {
  const people = await rulingWorld(daemon);
  const { ada, bob, boss } = people;
  await rule(boss, offered);
  for (let n = 0; n < 3; n++) await ada.say(`lake ${n}`, { offer_template: true });
  for (let n = 0; n < 4; n++) await bob.say(`sea ${n}`);
  await bob.say("sea, private", { visibility: "private" });
  await bob.say("sea, a draft", { state: "draft" });
  return people;
});

async function preview(policy: unknown): Promise<PolicyPreview> {
  return (await w.judge.post(path, { policy })).as<PolicyPreview>();
}

/** All that a preview could have changed. */
async function everything() {
  const { count, counts } = (await w.judge.get(list)).as<EligibilityPage>();
  const entries = await walk<EligibilityEntry>(w.judge, `${list}?limit=100`, undefined, "collection");
  const templates = await walk(w.judge, "/v1/templates?limit=100");
  return { policy: await policyOf(w.judge), count, counts, entries, templates: templates.length };
}

const words = { target_content: { words_any: ["sea"] } };

test("a preview names how many would gain and lose, by which conditions, with samples; and changes nothing", async () => {
  const before = await everything();
  const seen = await preview(words);
  assert.deepEqual([seen.collections, seen.eligible], [8, { now: 3, then: 5 }]);
  assert.deepEqual([seen.gain.collections, seen.gain.by_condition, seen.lose.collections, seen.lose.by_condition], [5, { target_content: 5 }, 3, { target_content: 3 }]);
  assert.equal(seen.gain.templates, 4, "one of them is private");
  for (const one of seen.gain.samples) assert.deepEqual([one.creator.handle, one.holding, one.failing, one.missing], ["bob", ["target_content"], [], null]);
  for (const one of seen.lose.samples) assert.deepEqual([one.creator.handle, one.holding, one.failing, one.missing], ["ada", [], ["target_content"], "It needs the word sea."]);
  assert.deepEqual(await everything(), before);
});

test("what the policy then does is what its preview said", async () => {
  const seen = await preview(words);
  const before = await everything();
  const { evaluation } = await rule(w.boss, words);
  const after = await everything();
  assert.deepEqual([evaluation!.gained, evaluation!.lost], [seen.gain.collections, seen.lose.collections]);
  assert.equal(after.counts.eligible, seen.eligible.then);
  assert.equal(before.counts.eligible, seen.eligible.now);
  assert.equal(after.templates - before.templates, seen.gain.templates);
  const again = await preview(words);
  assert.deepEqual([again.gain.collections, again.lose.collections], [0, 0]);
  await rule(w.boss, offered);
});

test("ten samples are shown at most", async () => {
  for (let n = 0; n < 7; n++) await w.eve.say(`sea ${n}`);
  const { gain } = await preview(words);
  assert.deepEqual([gain.collections, gain.samples.length], [12, 10]);
  assert.equal(new Set(gain.samples.map((one) => one.collection)).size, 10);
});

test("what has its template already needs none", async () => {
  await rule(w.boss, { evaluations: { min_count: 1 } });
  const made = await w.eve.say("a mountain");
  await rate(w.ada.who, made.id, "up");
  await rule(w.boss, { evaluations: { min_count: 50 } });
  const { gain } = await preview({ target_content: { words_any: ["mountain"] } });
  assert.deepEqual([gain.collections, gain.templates], [1, 0]);
  await rule(w.boss, offered);
});

test("similar texts that nobody has asked for so far: busy first, then an answer, and nothing changed", async () => {
  const [first, second, third] = ["a long walk along the quiet shore", "a long walk along the quiet shore!!", "a long walk along a quiet shore"];
  const made = await w.ada.say(first!);
  await w.bob.say(second!);
  await w.eve.say(third!);
  const before = await everything();
  const policy = { text_shared: { more_than: 1, min_similarity: 0.7 } };
  const refused = (await w.judge.post(path, { policy })).refused(503, "busy");
  assert.match(refused.detail, /ask again/);
  const reply = await until(() => w.judge.post(path, { policy }), (one) => one.status !== 503, "an answer");
  const { gain } = reply.as<PolicyPreview>();
  assert.ok(gain.samples.some((one) => one.collection === made.id));
  assert.deepEqual(await everything(), before);
  const { evaluation } = await rule(w.boss, policy);
  assert.equal(evaluation!.gained, gain.collections);
  await rule(w.boss, offered);
});

test("under the same Idempotency-Key, too, the numbers are those of now", async () => {
  const send = (policy: unknown) => w.judge.post(path, { policy }, { "idempotency-key": "once" });
  const first = (await send(words)).as<PolicyPreview>();
  await w.eve.say("one more sea");
  assert.equal((await send(words)).as<PolicyPreview>().collections, first.collections + 1);
  const similar = { text_shared: { more_than: 0, min_similarity: 0.6 } };
  (await send(similar)).refused(503, "busy");
  const reply = await until(() => send(similar), (one) => one.status !== 503, "an answer");
  assert.deepEqual(reply.as<PolicyPreview>(), await preview(similar));
});

refuses(() => w.judge, "POST", path, [
  invalid("no policy", {}, "/policy"),
  invalid("a policy that is refused, by its pointer", { policy: { not: { text_shared: { more_than: -1 } } } }, "/policy/not/text_shared/more_than"),
  invalid("a note, which nobody would read", { policy: words, note: "" }, "/note"),
]);
refuses(() => w.ada.who, "POST", path, [{ name: "a member", json: { policy: words }, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", path, { policy: words });
refusesBadBodies(() => w.judge, "POST", path, 65536);
