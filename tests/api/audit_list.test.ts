// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { restore, takeDown } from "./harness/moderation.ts";
import { official, person } from "./harness/people.ts";
import { needsSignIn, pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { AuditEntry, Page } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const path = "/v1/moderation/audit";
const w = world(async (daemon) => {
  const [ada, judge, jury] = [await person(daemon, "ada"), await official(daemon, "judge", "moderator"), await official(daemon, "jury", "moderator")];
  return { ada, judge, jury };
});

test("what nobody did is an empty page, whatever is asked for", async () => {
  for (const query of ["", "?subject=AZqv0m3dcJ2mS0lYxA1bCw", "?action=collection.takedown", "?actor=judge&limit=1", "?actor=%0d%0a"])
    assert.deepEqual((await w.judge.get(path + query)).as<Page<unknown>>(), { items: [], next: null });
});

test("who did what is listed, newest first, also of what is gone", async () => {
  const [one, two] = [await w.ada.collect(), await w.ada.collect()];
  await takeDown(w.judge, one.id, "keep", "Why");
  await restore(w.jury, one.id);
  await takeDown(w.jury, two.id);
  (await w.ada.delete(`/v1/collections/${two.id}`)).is(204);
  const all = (await w.judge.get(path)).as<Page<AuditEntry>>().items;
  assert.deepEqual(all.map(({ actor, action, subject }) => [actor, action, subject.id]), [
    ["jury", "collection.takedown", two.id],
    ["jury", "collection.restore", one.id],
    ["judge", "collection.takedown", one.id],
  ]);
  assert.deepEqual(all.map(({ id }) => id), [3, 2, 1]);
  for (const [query, ids] of [["actor=jury", [3, 2]], ["action=collection.takedown", [3, 1]], [`subject=${one.id}`, [2, 1]], [`subject=${one.id}&actor=judge`, [1]], ["actor=ada", []]] as const) {
    const found = (await w.judge.get(`${path}?${query}`)).as<Page<AuditEntry>>().items;
    assert.deepEqual(found.map(({ id }) => id), ids, query);
  }
  const paged = await walk<AuditEntry>(w.judge, `${path}?limit=1&action=collection.takedown`, async () => void (await takeDown(w.judge, (await w.ada.collect()).id)));
  assert.deepEqual(paged.map(({ id }) => id), [3, 1]);
});

refuses(() => w.ada, "GET", path, [{ name: "a member who is no moderator", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", path);
readsLikeAll(() => w.judge, path);
pagesLikeAll(() => w.judge, path);
