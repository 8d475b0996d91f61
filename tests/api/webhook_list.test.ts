// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { official, person } from "./harness/people.ts";
import { register, type Webhook } from "./harness/receiver.ts";
import { needsSignIn, pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const boss = await official(daemon, "boss", "admin");
  const made: string[] = [];
  for (let n = 0; n < 5; n++) made.unshift((await register(boss, `https://app.example/${n}`)).id);
  return { ada: await person(daemon, "ada"), judge: await official(daemon, "judge", "moderator"), boss, made };
});

test("the newest come first, page by page, without their secrets", async () => {
  const all = await walk<Webhook>(w.boss, "/v1/webhooks?limit=2");
  assert.deepEqual(all.map(({ id }) => id), w.made);
  for (const one of all) assert.ok(!("secret" in one));
});

for (const name of ["ada", "judge"] as const) refuses(() => w[name], "GET", "/v1/webhooks", [{ name: `${name}, who is no admin`, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", "/v1/webhooks");
pagesLikeAll(() => w.boss, "/v1/webhooks");
readsLikeAll(() => w.boss, "/v1/webhooks");
