// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import type { Evaluations } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const [made, closed] = [await ada.collect(), await ada.collect({ visibility: "private" })];
  return { ada, bob: await person(daemon, "bob"), eve: await person(daemon, "eve"), closed, path: `/v1/collections/${made.id}/rating` };
});

test("a rating that is taken back is not counted; to take it back again is no mistake", async () => {
  for (const who of [w.bob, w.eve]) (await who.put(w.path, { value: "up" })).is(200);
  for (let n = 0; n < 2; n++) assert.deepEqual((await w.bob.delete(w.path)).as<Evaluations>(), { up: 1, down: 0, mine: null });
});

test("If-Match keeps a rating that was changed elsewhere", async () => {
  const etag = (await w.bob.put(w.path, { value: "up" })).is(200).header("etag");
  (await w.bob.put(w.path, { value: "down" })).is(200);
  (await w.bob.delete(w.path, { "if-match": etag })).refused(412, "changed-meanwhile");
});

refuses(() => w.ada, "DELETE", () => w.path, [{ name: "the creator, who cannot have rated", status: 403, type: "forbidden" }]);
refuses(() => w.bob, "DELETE", () => `/v1/collections/${w.closed.id}/rating`, [{ name: "what one may not see", status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "DELETE", () => w.path);
