// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import type { Account } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), bob: await person(daemon, "bob") }));

test("following twice is following once", async () => {
  for (let n = 0; n < 2; n++) assert.equal((await w.bob.put("/v1/accounts/ada/follow")).is(204).bytes.length, 0);
  assert.equal((await w.nobody.get("/v1/accounts/ada")).as<Account>().followers, 1);
  assert.equal((await w.nobody.get("/v1/accounts/bob")).as<Account>().following, 1);
});

test("following is not mutual", async () => {
  assert.equal((await w.ada.get("/v1/accounts/bob")).as<Account>().followed, false);
});

refuses(() => w.ada, "PUT", "/v1/accounts/ada/follow", [{ name: "following oneself", status: 422, type: "invalid" }]);
refuses(() => w.ada, "PUT", "/v1/accounts/nobody_here/follow", [{ name: "following somebody who is not there", status: 404, type: "not-found" }]);
refuses(() => w.ada, "PUT", "/v1/accounts/bob/follow", [{ name: "a body that is far too large", body: "x".repeat(70_000), status: 413, type: "too-large" }]);
needsSignIn(() => w.nobody, "PUT", "/v1/accounts/ada/follow");
