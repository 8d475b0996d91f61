// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { official, person } from "./harness/people.ts";
import { needsSignIn, readsLikeAll } from "./harness/refusals.ts";
import type { Account } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({
  ada: await person(daemon, "ada"),
  judge: await official(daemon, "judge", "moderator"),
  boss: await official(daemon, "boss", "admin"),
}));
const path = "/v1/accounts/me";

test("everybody sees her own account, with its role", async () => {
  for (const [who, role] of [[w.ada, "member"], [w.judge, "moderator"], [w.boss, "admin"]] as const) {
    const account = (await who.get(path)).as<Account>();
    assert.equal(account.handle, who.handle);
    assert.equal(account.role, role);
  }
});

test("the counts follow what happens", async () => {
  (await w.judge.put("/v1/accounts/ada/follow")).is(204);
  await w.ada.collect();
  await w.ada.collect({ visibility: "private" });
  await w.ada.collect({ state: "draft" });
  const account = (await w.ada.get(path)).as<Account>();
  assert.deepEqual([account.followers, account.following, account.collections], [1, 0, 1]);
  assert.equal((await w.judge.get(path)).as<Account>().following, 1);
});

test("the ETag begins with the version", async () => {
  assert.match((await w.ada.get(path)).header("etag"), /^"1-[0-9a-f]+"$/);
});

needsSignIn(() => w.nobody, "GET", path);
readsLikeAll(() => w.ada, path);
