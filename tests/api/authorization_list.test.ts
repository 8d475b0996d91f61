// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { another, ask, askingWorld, authorization, decide } from "./harness/authorizations.ts";
import { needsSignIn, pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Authorization } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const path = "/v1/authorizations";
const w = world(async (daemon) => {
  const people = await askingWorld(daemon);
  const asked: string[] = [];
  for (let n = 0; n < 5; n++) asked.unshift((await ask(people.bob, (await another(people)).id)).id);
  (await decide(people.ada, asked[1]!, "deny")).is(200);
  return { ...people, asked };
});
const ids = (list: Authorization[]) => list.map((one) => one.id);

test("each side has its own list, newest first, page by page", async () => {
  assert.deepEqual(ids(await walk<Authorization>(w.bob, `${path}?limit=2`)), w.asked);
  assert.deepEqual(ids(await walk<Authorization>(w.ada, `${path}?role=creator&limit=2`)), w.asked);
  assert.deepEqual(await walk(w.ada, path), []);
  assert.deepEqual(await walk(w.bob, `${path}?role=creator`), []);
  assert.deepEqual(await walk(w.eve, path), []);
});

test("only those in one state, and each whole", async () => {
  const denied = await walk<Authorization>(w.ada, `${path}?role=creator&state=denied`);
  assert.deepEqual(denied, [await authorization(w.ada, w.asked[1]!)]);
  assert.equal((await walk<Authorization>(w.bob, `${path}?role=requester&state=pending&limit=1`)).length, 4);
});

refuses(() => w.bob, "GET", `${path}?role=admin`, [{ name: "a role that is none", status: 422, type: "invalid", pointer: "?role" }]);
refuses(() => w.bob, "GET", `${path}?state=lost`, [{ name: "a state that is none", status: 422, type: "invalid", pointer: "?state" }]);
needsSignIn(() => w.nobody, "GET", path);
pagesLikeAll(() => w.bob, path);
readsLikeAll(() => w.bob, path);
