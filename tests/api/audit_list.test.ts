// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { official, person } from "./harness/people.ts";
import { needsSignIn, pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Page } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const path = "/v1/moderation/audit";
const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), judge: await official(daemon, "judge", "moderator") }));

test("what nobody did is an empty page, whatever is asked for", async () => {
  for (const query of ["", "?subject=AZqv0m3dcJ2mS0lYxA1bCw", "?action=collection.takedown", "?actor=judge&limit=1", "?actor=%0d%0a"])
    assert.deepEqual((await w.judge.get(path + query)).as<Page<unknown>>(), { items: [], next: null });
});

refuses(() => w.ada, "GET", path, [{ name: "a member who is no moderator", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", path);
readsLikeAll(() => w.judge, path);
pagesLikeAll(() => w.judge, path);
