// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { moderatedWorld, report } from "./harness/moderation.ts";
import { needsSignIn, pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Collection, ReportCase } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const path = "/v1/moderation/reports";
const w = world(async (daemon) => {
  const people = await moderatedWorld(daemon);
  const made: Collection[] = [];
  for (let n = 0; n < 5; n++) made.push(await people.ada.collect());
  for (const { id } of made) await report(people.bob, { collection: id }, "nudity");
  await report(people.eve, { collection: made[3]!.id, note: "twice" }, "hate");
  await report(people.jury, { collection: made[3]!.id, note: "thrice" }, "hate");
  await report(people.eve, { collection: made[1]!.id });
  const ids = made.map(({ id }) => id);
  const all = await walk<ReportCase>(people.judge, path);
  const caseOf = (n: number) => all.find(({ subject }) => subject.id === ids[n])!.id;
  (await people.judge.post(`${path}/${caseOf(2)}/close`, { outcome: "dismissed", note: "Fine" })).is(200);
  (await people.judge.post(`${path}/${caseOf(4)}/assign`, { to: "jury" })).is(200);
  return { ...people, ids, caseOf };
});

async function places(query: string): Promise<number[]> {
  return (await walk<ReportCase>(w.judge, path + query)).map(({ subject }) => w.ids.indexOf(subject.id));
}

test("those with most reports come first, then the oldest, page by page", async () => {
  assert.deepEqual(await places(""), [3, 1, 0]);
  for (const limit of [1, 2, 3]) assert.deepEqual(await places(`?state=all&limit=${limit}`), [3, 1, 0, 2, 4]);
});

test("only those of a state, a reason, an assignee", async () => {
  const cases = { "?state=open": [3, 1, 0], "?state=assigned": [4], "?state=closed": [2], "?reason=hate": [3], "?reason=nudity": [3, 1, 0], "?reason=watched-word": [] };
  for (const [query, wanted] of Object.entries(cases)) assert.deepEqual(await places(query), wanted, query);
  assert.deepEqual(await places("?state=all&assignee=jury"), [4]);
  assert.deepEqual(await places("?assignee=jury&state=open"), []);
  assert.deepEqual(await places("?assignee=a%26b"), []);
});

test("a case says who reported it, why and how often", async () => {
  const all = await walk<ReportCase>(w.judge, `${path}?state=all`);
  const [first, , , closed, assigned] = all;
  assert.deepEqual(first!.reasons, [{ reason: "hate", count: 2 }, { reason: "nudity", count: 1 }]);
  assert.deepEqual(first!.newest.map(({ reporter, note }) => [reporter, note]), [["jury", "thrice"], ["eve", "twice"], ["bob", ""]]);
  assert.deepEqual([first!.reports, first!.assignee, first!.outcome, first!.closed], [3, null, null, null]);
  assert.ok(first!.first < first!.last);
  assert.deepEqual([closed!.state, closed!.outcome, closed!.note], ["closed", "dismissed", "Fine"]);
  assert.ok(closed!.closed! > closed!.last);
  assert.deepEqual([assigned!.state, assigned!.assignee], ["assigned", "jury"]);
});

test("a new case while one reads on moves none", async () => {
  const made = await w.ada.collect();
  const seen = await walk<ReportCase>(w.judge, `${path}?limit=1`, async () => void (await w.bob.post("/v1/reports", { collection: made.id, reason: "spam" })));
  assert.deepEqual(seen.map(({ subject }) => w.ids.indexOf(subject.id)), [3, 1, 0, -1]);
});

test("a case whose subject is gone names nobody", async () => {
  const made = await w.ada.collect();
  await report(w.bob, { collection: made.id });
  (await w.ada.delete(`/v1/collections/${made.id}`)).is(204);
  const found = (await walk<ReportCase>(w.judge, path)).find(({ subject }) => subject.id === made.id);
  assert.equal(found!.subject.handle, null);
});

refuses(() => w.judge, "GET", `${path}?state=lost`, [{ name: "a state that there is not", status: 422, type: "invalid", pointer: "?state" }]);
refuses(() => w.judge, "GET", `${path}?reason=dislike`, [{ name: "a reason that there is not", status: 422, type: "invalid", pointer: "?reason" }]);
refuses(() => w.bob, "GET", path, [{ name: "one who reported, who is no moderator", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", path);
readsLikeAll(() => w.judge, path);
pagesLikeAll(() => w.judge, path);
