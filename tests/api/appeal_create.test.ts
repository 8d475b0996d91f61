// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { appeal, appealsOf, madeWith, moderatedWorld, restore, takeDown, tryDecide } from "./harness/moderation.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const people = await moderatedWorld(daemon);
  const made = await people.ada.collect();
  await takeDown(people.judge, made.id);
  return { ...people, made };
});
const pathOf = (id: string) => `/v1/collections/${id}/appeal`;
const json = { text: "It is mine." };

test("the creator of what was taken down appeals, once at a time", async () => {
  const made = await w.ada.collect();
  const { takedown } = await takeDown(w.judge, made.id, "keep", "Why");
  const { id, created, ...said } = await appeal(w.ada, made.id, "It is mine.\nReally.");
  assert.deepEqual(said, { collection: made.id, takedown, text: "It is mine.\nReally.", state: "open", note: "", decided: null });
  (await w.ada.post(pathOf(made.id), json)).refused(409, "wrong-state");
  assert.deepEqual((await appealsOf(w.jury, made.id)).map((one) => [one.id, one.created]), [[id, created]]);
});

test("after a rejection, and after another takedown, she may appeal again", async () => {
  const made = await w.ada.collect();
  await takeDown(w.judge, made.id);
  (await tryDecide(w.jury, (await appeal(w.ada, made.id)).id, "rejected")).is(200);
  await appeal(w.ada, made.id);
  await restore(w.judge, made.id);
  await takeDown(w.judge, made.id);
  await appeal(w.ada, made.id);
});

test("what was taken down with another is appealed against alone", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await madeWith(w.bob, first);
  const { takedown } = await takeDown(w.judge, first.id, "remove");
  const [hers, his] = [await appeal(w.ada, first.id), await appeal(w.bob, second.id)];
  assert.deepEqual([hers.takedown, his.takedown], [takedown, takedown]);
  assert.notEqual(hers.id, his.id);
});

test("what is taken down by itself and with another is appealed against by itself first", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await madeWith(w.bob, first);
  const { takedown: own } = await takeDown(w.judge, second.id);
  const { takedown: other } = await takeDown(w.judge, first.id, "remove");
  const appealed = await appeal(w.bob, second.id);
  assert.equal(appealed.takedown, own);
  (await tryDecide(w.jury, appealed.id)).is(200);
  assert.equal((await appeal(w.bob, second.id)).takedown, other);
});

test("what is not taken down cannot be appealed against, also what is only hidden", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await madeWith(w.bob, first);
  (await w.ada.post(pathOf(first.id), json)).refused(409, "wrong-state");
  await takeDown(w.judge, first.id, "hide");
  (await w.bob.post(pathOf(second.id), json)).refused(409, "wrong-state");
});

refuses(() => w.ada, "POST", () => pathOf(w.made.id), [
  invalid("no text", {}, "/text"),
  invalid("an empty text", { text: "" }, "/text"),
  invalid("a text of white space", { text: " \n" }, "/text"),
  invalid("a text of 2001 characters", { text: "t".repeat(2001) }, "/text"),
  invalid("a member that there is not", { ...json, colour: 1 }, "/colour"),
]);
refuses(() => w.bob, "POST", () => pathOf(w.made.id), [{ name: "somebody else, who does not see it", json, status: 404, type: "not-found" }]);
refuses(() => w.judge, "POST", () => pathOf(w.made.id), [{ name: "a moderator, whose it is not", json, status: 403, type: "forbidden" }]);
refuses(() => w.ada, "POST", pathOf("AZqv0m3dcJ2mS0lYxA1bCw"), [{ name: "a collection that there is not", json, status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "POST", () => pathOf(w.made.id), json);
refusesBadBodies(() => w.ada, "POST", () => pathOf(w.made.id), 32768);
test("takes a text of 2000 characters", async () => {
  await appeal(w.ada, w.made.id, "t".repeat(2000));
});
