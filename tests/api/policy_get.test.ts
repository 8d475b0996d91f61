// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { official, person } from "./harness/people.ts";
import { needsSignIn, readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({
  ada: await person(daemon, "ada"),
  judge: await official(daemon, "judge", "moderator"),
  boss: await official(daemon, "boss", "admin"),
}));

test("a new server has the policy of the source, for moderators and admins to read", async () => {
  for (const who of [w.judge, w.boss]) {
    const { version, policy } = (await who.get("/v1/policy")).as<{ version: number; policy: unknown }>();
    assert.equal(version, 1);
    assert.deepEqual(policy, JSON.parse(readFileSync("config/policy.json", "utf8")));
  }
});

refuses(() => w.ada, "GET", "/v1/policy", [{ name: "a member", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", "/v1/policy");
readsLikeAll(() => w.judge, "/v1/policy");
