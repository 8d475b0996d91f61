// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, askingWorld, authorization, decide, postReference } from "./harness/authorizations.ts";
import { official } from "./harness/people.ts";
import { needsSignIn, readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const people = await askingWorld(daemon);
  const asked = await ask(people.bob, people.made.id);
  return { ...people, asked, mod: await official(daemon, "judge", "moderator"), path: `/v1/authorizations/${asked.id}` };
});

test("both sides and moderators see it", async () => {
  for (const who of [w.ada, w.bob, w.mod]) assert.deepEqual(await authorization(who, w.asked.id), w.asked);
});

test("its ETag has its version, which a decision counts up", async () => {
  assert.match((await w.bob.get(w.path)).is(200).header("etag"), /^"1-/);
  (await decide(w.ada, w.asked.id, "grant")).is(200);
  assert.match((await w.bob.get(w.path)).is(200).header("etag"), /^"2-/);
});

test("it says how many posted images use it, drafts apart", async () => {
  (await postReference(w.bob, w.made.id)).is(201);
  const reference = { collection: w.made.id, image: 0 };
  await w.bob.collect({ images: [{ reference }, { reference }] });
  await w.bob.collect({ images: [{ reference }], state: "draft" });
  await w.ada.collect({ images: [{ reference }] });
  assert.equal((await authorization(w.ada, w.asked.id)).uses, 3);
});

refuses(() => w.eve, "GET", () => w.path, [{ name: "a stranger", status: 404, type: "not-found" }]);
refuses(() => w.bob, "GET", "/v1/authorizations/nonsense", [{ name: "what is no id", status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "GET", () => w.path);
readsLikeAll(() => w.bob, () => w.path);
