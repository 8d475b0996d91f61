// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { eligibility, policyOf, put, rule, rulingWorld, settled } from "./harness/policies.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import type { Policy } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const at = (n: number | string) => `/v1/policy/versions/${n}/restore`;
const photos = { attributes: { min_images: 1 } };
const rated = { evaluations: { min_count: 50 } };
const w = world(async (daemon) => {
  const people = await rulingWorld(daemon);
  await put(people.boss, photos);
  await put(people.boss, rated);
  return people;
});

test("an old version comes into force again as a new one, and everything is evaluated by it", async () => {
  const made = await w.ada.post();
  assert.equal((await eligibility(w.judge, made.id)).eligible, false);
  const { version } = await policyOf(w.boss);
  const restored = (await w.boss.post(at(2))).as<Policy>();
  assert.deepEqual([restored.version, restored.policy, restored.by, restored.note], [version + 1, photos, "boss", "version 2 again"]);
  await settled(w.boss);
  assert.equal((await eligibility(w.judge, made.id)).eligible, true);
  assert.notEqual((await w.ada.who.collection(made.id)).template_identifier, null);
});

test("what is in force already stays as it is", async () => {
  const before = await rule(w.boss, rated);
  assert.deepEqual((await w.boss.post(at(3))).as<Policy>(), before);
});

test("the same Idempotency-Key restores once", async () => {
  await rule(w.boss, rated);
  const { version } = await policyOf(w.boss);
  const send = () => w.boss.post(at(2), undefined, { "idempotency-key": "once" });
  assert.deepEqual((await send()).as<Policy>(), (await send()).as<Policy>());
  assert.equal((await policyOf(w.boss)).version, version + 1);
});

test("If-Match with an old version is refused, and nothing changes", async () => {
  const etag = (await w.boss.get("/v1/policy")).header("etag");
  const { version } = await put(w.boss, { evaluations: { min_count: 3 } });
  (await w.boss.post(at(1), undefined, { "if-match": etag })).refused(412, "changed-meanwhile");
  assert.equal((await policyOf(w.boss)).version, version);
});

for (const n of ["999", "0", "two"]) refuses(() => w.boss, "POST", at(n), [{ name: `version ${n}, which there is not`, status: 404, type: "not-found" }]);
refuses(() => w.boss, "POST", at(2), [{ name: "a body that is far too large", body: "x".repeat(70_000), status: 413, type: "too-large" }]);
refuses(() => w.ada.who, "POST", at(2), [{ name: "a member", status: 403, type: "forbidden" }]);
refuses(() => w.judge, "POST", at(2), [{ name: "a moderator", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", at(2));
