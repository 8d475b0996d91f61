// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { policyOf, put, rulingWorld } from "./harness/policies.ts";
import { needsSignIn, pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { PolicyVersion } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const path = "/v1/policy/versions";
const w = world(async (daemon) => {
  const people = await rulingWorld(daemon);
  for (let n = 1; n <= 6; n++) await put(people.boss, { evaluations: { min_count: n } }, `note ${n}`);
  return people;
});
const all = (query: string, between?: () => Promise<void>) => walk<PolicyVersion>(w.judge, path + query, between, "version");

test("the newest come first, with who put them and why, down to the one of the source", async () => {
  const items = await all("");
  assert.deepEqual(items.map(({ version, by, note }) => [version, by, note]), [
    ...[6, 5, 4, 3, 2, 1].map((n) => [n + 1, "boss", `note ${n}`]),
    [1, null, ""],
  ]);
  const { evaluation, ...shown } = await policyOf(w.judge);
  assert.deepEqual(items[0], shown);
  assert.notEqual(evaluation, null);
});

test("pages follow each other without gap or repeat while further versions come", async () => {
  const before = (await policyOf(w.judge)).version;
  let count = 100;
  const items = await all("?limit=2", async () => void (await put(w.boss, { evaluations: { min_count: count++ } })));
  assert.ok((await policyOf(w.judge)).version >= before + 3);
  assert.deepEqual(items.map(({ version }) => version), Array.from({ length: before }, (_, n) => before - n));
});

refuses(() => w.ada.who, "GET", path, [{ name: "a member", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", path);
pagesLikeAll(() => w.judge, path);
readsLikeAll(() => w.judge, path);
