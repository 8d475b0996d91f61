// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { appeal, appealsOf, audited, madeWith, moderatedWorld, restore, takeDown, tryDecide } from "./harness/moderation.ts";
import { official, person, type Person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Page, SeenAppeal } from "./harness/shapes.ts";
import type { Event } from "./harness/stream.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const people = await moderatedWorld(daemon);
  return { ...people, boss: await official(daemon, "boss", "admin"), still: (await appealed(people.ada, people.judge)).id };
});
/** A server with one moderator only. */
const alone = world(async (daemon) => ({ ada: await person(daemon, "ada"), judge: await official(daemon, "judge", "moderator") }));
const pathOf = (id: string) => `/v1/moderation/appeals/${id}/decide`;

async function appealed(who: Person, by: Person) {
  const made = await who.collect();
  await takeDown(by, made.id);
  return appeal(who, made.id);
}

async function newest(who: Person, kind: string): Promise<Event> {
  return (await who.get("/v1/notifications?limit=100")).as<Page<Event>>().items.find((event) => event.kind === kind)!;
}

test("an appeal that is accepted restores, and its creator is told", async () => {
  const { id, collection, takedown } = await appealed(w.ada, w.judge);
  const decided = (await tryDecide(w.jury, id, "accepted", "You are right")).as<SeenAppeal>();
  assert.deepEqual([decided.state, decided.note, decided.decider, decided.moderator], ["accepted", "You are right", "jury", "judge"]);
  (await w.bob.get(`/v1/collections/${collection}`)).is(200);
  const told = await newest(w.ada, "moderation.appeal");
  assert.deepEqual([told.subject, told.data], [collection, { appeal: id, collection, outcome: "accepted", note: "You are right" }]);
  assert.equal((await newest(w.ada, "moderation.restore")).subject, collection);
  const [entry, ...more] = await audited(w.judge, `subject=${id}`);
  assert.deepEqual([entry!.action, entry!.actor, entry!.subject.kind, entry!.before, entry!.after, more], [
    "appeal.decide", "jury", "appeal", { state: "open" }, { state: "accepted", collection, takedown }, [],
  ]);
});

test("an appeal that is rejected changes nothing, and its creator is told", async () => {
  const { id, collection } = await appealed(w.ada, w.judge);
  assert.equal((await tryDecide(w.jury, id, "rejected", "No")).as<SeenAppeal>().state, "rejected");
  (await w.bob.get(`/v1/collections/${collection}`)).refused(404, "not-found");
  assert.deepEqual((await newest(w.ada, "moderation.appeal")).data, { appeal: id, collection, outcome: "rejected", note: "No" });
});

test("what was taken down with another is let go alone", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const [second, sister] = [await madeWith(w.bob, first), await madeWith(w.bob, first)];
  await takeDown(w.judge, first.id, "remove");
  (await tryDecide(w.jury, (await appeal(w.bob, second.id)).id)).is(200);
  (await w.eve.get(`/v1/collections/${second.id}`)).is(200);
  for (const { id } of [first, sister]) (await w.eve.get(`/v1/collections/${id}`)).refused(404, "not-found");
});

test("a restoration accepts what is open against it, of all whom it concerns", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await madeWith(w.bob, first);
  await takeDown(w.judge, first.id, "remove");
  await appeal(w.ada, first.id);
  await appeal(w.bob, second.id);
  await restore(w.judge, first.id, "A mistake");
  for (const [who, { id }] of [[w.ada, first], [w.bob, second]] as const) {
    const [found] = await appealsOf(w.judge, id);
    assert.deepEqual([found!.state, found!.note, found!.decider], ["accepted", "A mistake", "judge"]);
    assert.equal((await newest(who, "moderation.appeal")).subject, id);
    (await tryDecide(w.jury, found!.id)).refused(409, "wrong-state");
  }
});

test("whoever took it down does not decide, nor whoever made it; admins may", async () => {
  for (const outcome of ["accepted", "rejected"]) {
    const { id } = await appealed(w.ada, w.judge);
    (await tryDecide(w.judge, id, outcome)).refused(403, "forbidden");
    (await tryDecide(w.jury, id, outcome)).is(200);
  }
  const own = await appealed(w.jury, w.judge);
  (await tryDecide(w.jury, own.id)).refused(403, "forbidden");
  (await tryDecide(w.boss, own.id)).is(200);
  (await tryDecide(w.boss, (await appealed(w.ada, w.boss)).id)).is(200);
});

test("the only moderator decides about what she took down herself", async () => {
  const { id } = await appealed(alone.ada, alone.judge);
  (await tryDecide(alone.judge, id)).is(200);
});

test("an appeal is decided once", async () => {
  const { id } = await appealed(w.ada, w.judge);
  (await tryDecide(w.jury, id, "rejected")).is(200);
  (await tryDecide(w.jury, id, "accepted")).refused(409, "wrong-state");
});

test("an appeal goes with its collection", async () => {
  const { id, collection } = await appealed(w.ada, w.judge);
  (await w.ada.delete(`/v1/collections/${collection}`)).is(204);
  (await tryDecide(w.jury, id)).refused(404, "not-found");
});

refuses(() => w.jury, "POST", () => pathOf(w.still), [
  invalid("no outcome", {}, "/outcome"),
  invalid("an outcome that there is not", { outcome: "upheld" }, "/outcome"),
  invalid("a note of 1001 characters", { outcome: "rejected", note: "n".repeat(1001) }, "/note"),
]);
const json = { outcome: "accepted" };
refuses(() => w.jury, "POST", pathOf("AZqv0m3dcJ2mS0lYxA1bCw"), [{ name: "an appeal that there is not", json, status: 404, type: "not-found" }]);
refuses(() => w.ada, "POST", () => pathOf(w.still), [{ name: "whoever appealed, who is no moderator", json, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", () => pathOf(w.still), json);
refusesBadBodies(() => w.jury, "POST", () => pathOf(w.still), 16384);
