// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Collection } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const open = await ada.collect({ description: "open" });
  return { ada, bob: await person(daemon, "bob"), open, closed: await ada.collect({ visibility: "private" }) };
});

test("anybody reads what is public as it was posted", async () => {
  assert.deepEqual((await w.nobody.get(`/v1/collections/${w.open.id}`)).as<Collection>(), w.open);
});

test("each sees her own rating among those of all", async () => {
  (await w.bob.put(`/v1/collections/${w.open.id}/rating`, { value: "down" })).is(200);
  assert.deepEqual((await w.bob.collection(w.open.id)).evaluations, { up: 0, down: 1, mine: "down" });
  assert.deepEqual((await w.ada.collection(w.open.id)).evaluations, { up: 0, down: 1, mine: null });
});

test("ratings change the ETag, and not the version in it", async () => {
  const path = `/v1/collections/${w.open.id}`;
  const before = (await w.ada.get(path)).header("etag");
  (await w.bob.put(`${path}/rating`, { value: "up" })).is(200);
  const after = (await w.ada.get(path)).header("etag");
  assert.notEqual(after, before);
  assert.match(after, /^"1-/);
  assert.match(before, /^"1-/);
});

test("the creator's new name is shown", async () => {
  (await w.ada.patch("/v1/accounts/me", { name: "Ada Lovelace" })).is(200);
  assert.deepEqual((await w.bob.collection(w.open.id)).creator, { handle: "ada", name: "Ada Lovelace" });
});

refuses(() => w.bob, "GET", () => `/v1/collections/${w.closed.id}`, [{ name: "a stranger who asks for what is private", status: 404, type: "not-found" }]);
for (const id of ["x", "A".repeat(22), `${"A".repeat(22)}%00`])
  refuses(() => w.ada, "GET", `/v1/collections/${id}`, [{ name: `the id ${id}`, status: 404, type: "not-found" }]);
readsLikeAll(() => w.ada, () => `/v1/collections/${w.open.id}`);
