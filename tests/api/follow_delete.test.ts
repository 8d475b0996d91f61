// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import type { Account } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), bob: await person(daemon, "bob"), eve: await person(daemon, "eve") }));

test("whoever follows no longer is not counted and sees it", async () => {
  for (const who of [w.bob, w.eve]) (await who.put("/v1/accounts/ada/follow")).is(204);
  (await w.bob.delete("/v1/accounts/ada/follow")).is(204);
  const seen = (await w.bob.get("/v1/accounts/ada")).as<Account>();
  assert.deepEqual([seen.followed, seen.followers], [false, 1]);
  assert.equal((await w.eve.get("/v1/accounts/ada")).as<Account>().followed, true);
});

test("not to follow whom one does not follow is no mistake", async () => {
  for (let n = 0; n < 2; n++) (await w.ada.delete("/v1/accounts/bob/follow")).is(204);
});

refuses(() => w.ada, "DELETE", "/v1/accounts/nobody_here/follow", [{ name: "somebody who is not there", status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "DELETE", "/v1/accounts/ada/follow");
