// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person, type Person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Evaluations } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const made = await ada.collect();
  const [draft, closed] = [await ada.collect({ state: "draft" }), await ada.collect({ visibility: "private" })];
  return { ada, bob: await person(daemon, "bob"), eve: await person(daemon, "eve"), made, draft, closed, path: `/v1/collections/${made.id}/rating` };
});
const rate = async (who: Person, value: string, path = w.path) => (await who.put(path, { value })).as<Evaluations>();

test("ratings are counted, and one's own is said", async () => {
  assert.deepEqual(await rate(w.bob, "up"), { up: 1, down: 0, mine: "up" });
  assert.deepEqual(await rate(w.eve, "down"), { up: 1, down: 1, mine: "down" });
});

test("a rating again replaces the one of before", async () => {
  assert.deepEqual(await rate(w.bob, "up"), { up: 1, down: 1, mine: "up" });
  assert.deepEqual(await rate(w.bob, "down"), { up: 0, down: 2, mine: "down" });
});

test("the same rating many times at the same moment counts once", async () => {
  const made = await w.ada.collect();
  const path = `/v1/collections/${made.id}/rating`;
  await Promise.all(Array.from({ length: 8 }, () => rate(w.bob, "up", path)));
  assert.deepEqual((await w.eve.collection(made.id)).evaluations, { up: 1, down: 0, mine: null });
});

test("a rating that was changed elsewhere meanwhile is not overwritten", async () => {
  const made = await w.ada.collect();
  const path = `/v1/collections/${made.id}/rating`;
  const etag = (await w.bob.put(path, { value: "up" })).is(200).header("etag");
  (await w.bob.put(path, { value: "down" })).is(200);
  (await w.bob.put(path, { value: "up" }, { "if-match": etag })).refused(412, "changed-meanwhile");
});

refuses(() => w.bob, "PUT", () => w.path, [
  invalid("no value", {}, "/value"),
  invalid("a value that is none", { value: "sideways" }, "/value"),
  invalid("a number", { value: 1 }, "/value"),
  { name: "a further member", json: { value: "up", weight: 100 }, status: 422, type: "invalid" },
]);
refuses(() => w.ada, "PUT", () => w.path, [{ name: "a rating of one's own collection", json: { value: "up" }, status: 403, type: "forbidden" }]);
refuses(() => w.ada, "PUT", () => `/v1/collections/${w.draft.id}/rating`, [{ name: "a rating of a draft", json: { value: "up" }, status: 404, type: "not-found" }]);
refuses(() => w.bob, "PUT", () => `/v1/collections/${w.closed.id}/rating`, [{ name: "a rating of what one may not see", json: { value: "up" }, status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "PUT", () => w.path, { value: "up" });
refusesBadBodies(() => w.bob, "PUT", () => w.path, 4096);
