// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { policyOf, rule, rulingWorld } from "./harness/policies.ts";
import { needsSignIn, readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const w = world(rulingWorld);

test("a new server has the policy of the source, for moderators and admins to read", async () => {
  for (const who of [w.judge, w.boss]) {
    const { version, by, note, policy, evaluation } = await policyOf(who);
    assert.deepEqual({ version, by, note, evaluation }, { version: 1, by: null, note: "", evaluation: null });
    assert.deepEqual(policy, JSON.parse(readFileSync("config/policy.json", "utf8")));
  }
});

test("a new policy shows who put it and how far it has gone through what was there", async () => {
  await w.ada.post();
  await w.ada.post({ state: "draft" });
  const { version, by, evaluation } = await rule(w.boss, { attributes: { min_images: 1 } });
  assert.deepEqual([version, by], [2, "boss"]);
  const { looked_at, collections, gained, lost } = evaluation!;
  assert.deepEqual({ looked_at, collections, gained, lost }, { looked_at: 1, collections: 1, gained: 1, lost: 0 });
  assert.ok(evaluation!.started <= evaluation!.finished!);
});

refuses(() => w.ada.who, "GET", "/v1/policy", [{ name: "a member", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", "/v1/policy");
readsLikeAll(() => w.judge, "/v1/policy");
