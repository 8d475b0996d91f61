// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { casesOf, moderatedWorld, report, takeDown, tryReport } from "./harness/moderation.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Report } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const path = "/v1/reports";
const w = world(async (daemon) => {
  const people = await moderatedWorld(daemon);
  return { ...people, made: await people.ada.collect({ offer_template: true }) };
});
const nobodys = "AZqv0m3dcJ2mS0lYxA1bCw";

test("a collection, one of its images, a template and an account are reported", async () => {
  const made = await w.ada.collect({ offer_template: true });
  const template = made.template_identifier!;
  const cases = [
    [{ collection: made.id }, made.id],
    [{ template }, template],
    [{ account: "ada" }, w.ada.account.id],
  ] as const;
  for (const [subject, id] of cases) {
    const reported = await report(w.bob, { ...subject, note: "Look\nhere" }, "hate");
    const { id: _, created, ...said } = reported;
    assert.deepEqual(said, { ...subject, reason: "hate", note: "Look\nhere" });
    const [found, ...more] = await casesOf(w.judge, id);
    assert.deepEqual([found!.reports, found!.first, found!.newest, more], [1, created, [{ reporter: "bob", reason: "hate", image: null, note: "Look\nhere", created }], []]);
    assert.deepEqual(found!.subject, { kind: Object.keys(subject)[0], id, handle: "ada" });
  }
  assert.equal((await report(w.eve, { collection: made.id, image: 0 })).image, 0);
  assert.deepEqual((await casesOf(w.judge, made.id))[0]!.newest.map(({ image }) => image), [0, null]);
});

test("a second report of the same by the same is answered with the first", async () => {
  const made = await w.ada.collect();
  const first = await report(w.bob, { collection: made.id, note: "first" });
  const second = (await tryReport(w.bob, { collection: made.id, note: "second" }, "hate")).as<Report>(200);
  assert.deepEqual(second, first);
  assert.equal((await casesOf(w.judge, made.id))[0]!.reports, 1);
  await report(w.eve, { collection: made.id });
  assert.equal((await casesOf(w.judge, made.id))[0]!.reports, 2);
});

test("what was closed may be reported anew", async () => {
  const made = await w.ada.collect();
  await report(w.bob, { collection: made.id });
  const [first] = await casesOf(w.judge, made.id);
  (await w.judge.post(`/v1/moderation/reports/${first!.id}/close`, { outcome: "dismissed" })).is(200);
  await report(w.bob, { collection: made.id });
  assert.deepEqual((await casesOf(w.judge, made.id)).map(({ state }) => state).sort(), ["closed", "open"]);
});

test("the same Idempotency-Key reports once, also to those who were there before", async () => {
  const made = await w.ada.collect();
  const send = () => w.bob.post(path, { collection: made.id, reason: "spam" }, { "idempotency-key": "once" });
  const first = (await send()).as<Report>(201);
  assert.deepEqual((await send()).as<Report>(201), first);
});

test("what one may not see cannot be reported", async () => {
  const [hers, gone] = [await w.ada.collect({ visibility: "private" }), await w.ada.collect({ offer_template: true })];
  await takeDown(w.judge, gone.id);
  for (const id of [hers.id, gone.id, nobodys]) (await tryReport(w.bob, { collection: id })).refused(422, "invalid", "/collection");
  for (const id of [gone.template_identifier, nobodys]) (await tryReport(w.bob, { template: id })).refused(422, "invalid", "/template");
  (await tryReport(w.bob, { account: "nobody_here" })).refused(422, "invalid", "/account");
});

test("nobody reports her own", async () => {
  (await tryReport(w.ada, { collection: w.made.id })).refused(422, "invalid", "/collection");
  (await tryReport(w.ada, { template: w.made.template_identifier })).refused(422, "invalid", "/template");
  (await tryReport(w.ada, { account: "ada" })).refused(422, "invalid", "/account");
});

const subject = { account: "ada" };
refuses(() => w.bob, "POST", path, [
  { ...invalid("an image that the collection does not have", () => ({ collection: w.made.id, image: 1, reason: "spam" }), "/image") },
  invalid("the 36th image", { collection: nobodys, image: 35, reason: "spam" }, "/image"),
  invalid("an image of an account", { ...subject, image: 0, reason: "spam" }, "/image"),
  invalid("no subject", { reason: "spam" }, ""),
  invalid("two subjects", { ...subject, template: nobodys, reason: "spam" }, ""),
  invalid("no reason", subject, "/reason"),
  invalid("the reason that only the server gives", { ...subject, reason: "watched-word" }, "/reason"),
  invalid("a note of 1001 characters", { ...subject, reason: "spam", note: "n".repeat(1001) }, "/note"),
  invalid("a member that there is not", { ...subject, reason: "spam", colour: 1 }, "/colour"),
]);
needsSignIn(() => w.nobody, "POST", path, { account: "ada", reason: "spam" });
refusesBadBodies(() => w.bob, "POST", path, 16384);
