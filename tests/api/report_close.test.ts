// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { audited, casesOf, madeWith, moderatedWorld, report, takeDown, tryTakeDown } from "./harness/moderation.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { ReportCase } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const people = await moderatedWorld(daemon);
  const made = await people.ada.collect();
  await report(people.bob, { collection: made.id });
  return { ...people, still: (await casesOf(people.judge, made.id))[0]!.id };
});
const pathOf = (id: string) => `/v1/moderation/reports/${id}/close`;

for (const outcome of ["upheld", "dismissed"])
  test(`a case is closed as ${outcome}, once`, async () => {
    const made = await w.ada.collect();
    await report(w.bob, { collection: made.id });
    const [{ id }] = (await casesOf(w.judge, made.id)) as [ReportCase];
    const now = (await w.judge.post(pathOf(id), { outcome, note: "Why" })).as<ReportCase>();
    assert.deepEqual([now.state, now.outcome, now.note], ["closed", outcome, "Why"]);
    (await w.judge.post(pathOf(id), { outcome })).refused(409, "wrong-state");
    const [entry, ...more] = await audited(w.judge, `subject=${id}`);
    assert.deepEqual([entry!.action, entry!.note, entry!.before!["state"], entry!.after!["state"], entry!.after!["outcome"], more], ["report.close", "Why", "open", "closed", outcome, []]);
  });

test("a takedown closes the cases of all that it takes down, and of their templates, as upheld", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await madeWith(w.bob, first);
  for (const { id, template_identifier } of [first, second]) {
    await report(w.eve, { collection: id });
    await report(w.eve, { template: template_identifier });
  }
  await report(w.eve, { account: "ada" });
  (await tryTakeDown(w.judge, first.id, { effect: "remove", preview: true })).is(200);
  assert.equal((await casesOf(w.judge, first.id))[0]!.state, "open", "not by a preview");
  await takeDown(w.judge, first.id, "remove", "Enough");
  for (const id of [first.id, second.id, first.template_identifier!, second.template_identifier!]) {
    const [found] = await casesOf(w.judge, id);
    assert.deepEqual([found!.state, found!.outcome, found!.note], ["closed", "upheld", "Enough"]);
    assert.equal((await audited(w.judge, `subject=${found!.id}`)).length, 1);
  }
  assert.equal((await casesOf(w.judge, w.ada.account.id))[0]!.state, "open");
});

test("what is only hidden with it stays reported", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await madeWith(w.bob, first);
  await report(w.eve, { collection: second.id });
  await takeDown(w.judge, first.id, "hide");
  assert.equal((await casesOf(w.judge, second.id))[0]!.state, "open");
});

refuses(() => w.judge, "POST", () => pathOf(w.still), [
  invalid("no outcome", {}, "/outcome"),
  invalid("an outcome that there is not", { outcome: "open" }, "/outcome"),
  invalid("a note of 1001 characters", { outcome: "upheld", note: "n".repeat(1001) }, "/note"),
]);
const json = { outcome: "upheld" };
refuses(() => w.judge, "POST", pathOf("AZqv0m3dcJ2mS0lYxA1bCw"), [{ name: "a case that there is not", json, status: 404, type: "not-found" }]);
refuses(() => w.bob, "POST", () => pathOf(w.still), [{ name: "one who reported, who is no moderator", json, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", () => pathOf(w.still), json);
refusesBadBodies(() => w.judge, "POST", () => pathOf(w.still), 16384);
