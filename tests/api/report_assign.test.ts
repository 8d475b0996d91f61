// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { audited, casesOf, moderatedWorld, report } from "./harness/moderation.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { ReportCase } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const people = await moderatedWorld(daemon);
  return { ...people, still: (await reported(people)).id };
});

async function reported(people: Awaited<ReturnType<typeof moderatedWorld>>): Promise<ReportCase> {
  const made = await people.ada.collect();
  await report(people.bob, { collection: made.id });
  return (await casesOf(people.judge, made.id))[0]!;
}
const pathOf = (id: string) => `/v1/moderation/reports/${id}/assign`;

test("a case is given to a moderator, to another, and to nobody", async () => {
  const { id } = await reported(w);
  for (const to of ["jury", "judge", null]) {
    const now = (await w.judge.post(pathOf(id), { to })).as<ReportCase>();
    assert.deepEqual([now.assignee, now.state], [to, to ? "assigned" : "open"]);
  }
  const log = await audited(w.judge, `subject=${id}`);
  const open = { state: "open", assignee: null, outcome: null };
  assert.deepEqual(log.map(({ action, subject }) => [action, subject.kind]), Array(3).fill(["report.assign", "report"]));
  assert.deepEqual([log[2]!.before, log[2]!.after, log[0]!.after], [open, { ...open, state: "assigned", assignee: "jury" }, open]);
});

test("a case that is closed is not assigned", async () => {
  const { id } = await reported(w);
  (await w.judge.post(`/v1/moderation/reports/${id}/close`, { outcome: "dismissed" })).is(200);
  (await w.judge.post(pathOf(id), { to: "jury" })).refused(409, "wrong-state");
});

refuses(() => w.judge, "POST", () => pathOf(w.still), [
  invalid("a member who is no moderator", { to: "ada" }, "/to"),
  invalid("somebody who is not there", { to: "nobody_here" }, "/to"),
  invalid("nothing said", {}, "/to"),
  invalid("a number", { to: 1 }, "/to"),
  invalid("a handle of 31 characters", { to: "a".repeat(31) }, "/to"),
]);
refuses(() => w.judge, "POST", pathOf("AZqv0m3dcJ2mS0lYxA1bCw"), [{ name: "a case that there is not", json: { to: null }, status: 404, type: "not-found" }]);
refuses(() => w.bob, "POST", () => pathOf(w.still), [{ name: "one who reported, who is no moderator", json: { to: null }, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", () => pathOf(w.still), { to: null });
refusesBadBodies(() => w.judge, "POST", () => pathOf(w.still), 4096);
