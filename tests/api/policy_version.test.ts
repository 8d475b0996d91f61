// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { put, rulingWorld } from "./harness/policies.ts";
import { needsSignIn, readsLikeAll, refuses, type Refusal } from "./harness/refusals.ts";
import type { PolicyVersion } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const at = (n: number | string) => `/v1/policy/versions/${n}`;
const second = { any: [{ target_content: { words_any: ["海滩", "beach"] } }, { text_shared: { more_than: 2 } }] };
const w = world(async (daemon) => {
  const people = await rulingWorld(daemon);
  await put(people.boss, second, "first line\nsecond line");
  await put(people.boss, { creator_opted_in: {} });
  return people;
});

test("an old version is as it was put, also when another one is in force", async () => {
  const old = (await w.judge.get(at(2))).as<PolicyVersion>();
  assert.deepEqual([old.version, old.by, old.note, old.policy], [2, "boss", "first line\nsecond line", second]);
  assert.match(old.created, /Z$/);
});

test("the name of whoever put it stays when the account is deleted", async () => {
  (await w.boss.delete("/v1/accounts/me")).is(204);
  assert.equal((await w.judge.get(at(2))).as<PolicyVersion>().by, "boss");
});

const none: Refusal = { name: "", status: 404, type: "not-found" };
for (const n of ["4", "0", "-1", "two", "9223372036854775808", "2.0"]) refuses(() => w.judge, "GET", at(n), [{ ...none, name: `version ${n}, which there is not` }]);
refuses(() => w.ada.who, "GET", at(2), [{ name: "a member", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", at(2));
readsLikeAll(() => w.judge, at(2));
