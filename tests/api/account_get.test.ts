// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Account } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), bob: await person(daemon, "bob") }));

test("anybody sees a profile", async () => {
  const seen = (await w.nobody.get("/v1/accounts/ada")).as<Account>();
  const { consent, ...shown } = w.ada.account;
  assert.equal(consent, "ask");
  assert.deepEqual(seen, { ...shown, followed: false });
});

test("it says whether one follows", async () => {
  (await w.bob.put("/v1/accounts/ada/follow")).is(204);
  const seen = (await w.bob.get("/v1/accounts/ada")).as<Account>();
  assert.deepEqual([seen.followed, seen.followers], [true, 1]);
  assert.equal((await w.ada.get("/v1/accounts/ada")).as<Account>().followed, false);
});

test("percent-encoded letters are the same letters", async () => {
  assert.equal((await w.nobody.get("/v1/accounts/%61da")).as<Account>().handle, "ada");
});

for (const handle of ["nobody_here", "ADA", "ada%00", "%ff", "ada%2f..", "'--"])
  refuses(() => w.nobody, "GET", `/v1/accounts/${handle}`, [{ name: `the handle ${handle}`, status: 404, type: "not-found" }]);
readsLikeAll(() => w.bob, "/v1/accounts/ada");
