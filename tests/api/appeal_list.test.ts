// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { appeal, moderatedWorld, takeDown, tryDecide } from "./harness/moderation.ts";
import { needsSignIn, pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { SeenAppeal } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const path = "/v1/moderation/appeals";
const w = world(async (daemon) => {
  const people = await moderatedWorld(daemon);
  const appeals = [];
  for (let n = 0; n < 5; n++) {
    const made = await people.ada.collect();
    await takeDown(people.judge, made.id, "keep", "Why");
    appeals.push(await appeal(people.ada, made.id));
  }
  (await tryDecide(people.jury, appeals[1]!.id, "rejected", "No")).is(200);
  (await tryDecide(people.jury, appeals[3]!.id, "accepted", "Yes")).is(200);
  return { ...people, appeals };
});

test("the oldest come first, page by page, of the state that is asked for", async () => {
  const cases = { "": [0, 2, 4], "?state=open": [0, 2, 4], "?state=decided": [1, 3], "?state=all": [0, 1, 2, 3, 4] };
  for (const [query, wanted] of Object.entries(cases))
    for (const limit of [1, 2, 100]) {
      const found = await walk<SeenAppeal>(w.judge, `${path}${query || "?"}&limit=${limit}`);
      assert.deepEqual(found.map(({ id }) => w.appeals.findIndex((one) => one.id === id)), wanted, query);
    }
});

test("moderators see whose it is, what it is against, and what was decided by whom", async () => {
  const all = await walk<SeenAppeal>(w.judge, `${path}?state=all`);
  const { creator, removed, moderator, decider, ...said } = all[0]!;
  assert.deepEqual(said, w.appeals[0]);
  assert.deepEqual([creator.handle, removed.reason, removed.note, moderator, decider], ["ada", "spam", "Why", "judge", null]);
  assert.deepEqual(all.slice(1, 4).map((one) => [one.state, one.note, one.decider]), [["rejected", "No", "jury"], ["open", "", null], ["accepted", "Yes", "jury"]]);
  assert.ok(all[1]!.decided! > all[1]!.created);
});

refuses(() => w.judge, "GET", `${path}?state=lost`, [{ name: "a state that there is not", status: 422, type: "invalid", pointer: "?state" }]);
refuses(() => w.ada, "GET", path, [{ name: "one who appealed, who is no moderator", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", path);
readsLikeAll(() => w.judge, path);
pagesLikeAll(() => w.judge, path);
