// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Event } from "./harness/stream.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  for (let n = 0; n < 3; n++) await ada.collect({ offer_template: true });
  return { ada, bob: await person(daemon, "bob") };
});
const path = "/v1/notifications/read";
const list = async () => (await w.ada.get("/v1/notifications")).as<{ items: (Event & { read: boolean })[]; read_up_to: number }>();

test("all up to one are read, and stay so", async () => {
  const ids = (await list()).items.map((item) => item.id);
  (await w.ada.post(path, { up_to: ids[1] })).is(204);
  assert.deepEqual((await list()).items.map((item) => item.read), [false, true, true, true]);
  (await w.ada.post(path, { up_to: ids[3] })).is(204);
  assert.equal((await list()).read_up_to, ids[1]);
});

test("somebody else's mark is her own", async () => {
  const before = (await list()).read_up_to;
  (await w.bob.post(path, { up_to: 1 })).is(204);
  assert.equal((await list()).read_up_to, before);
});

refuses(() => w.ada, "POST", path, [
  invalid("a number that no event has yet", { up_to: 1_000_000 }, "/up_to"),
  invalid("a negative number", { up_to: -1 }, "/up_to"),
  invalid("a text", { up_to: "1" }, "/up_to"),
  invalid("nothing", {}, "/up_to"),
]);
refusesBadBodies(() => w.ada, "POST", path, 4096);
needsSignIn(() => w.nobody, "POST", path, { up_to: 1 });
