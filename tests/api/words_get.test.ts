// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { WatchedWords } from "./harness/blocking.ts";
import { official, person } from "./harness/people.ts";
import { needsSignIn, readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const path = "/v1/moderation/words";
const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), judge: await official(daemon, "judge", "moderator") }));

test("at first there are none", async () => {
  assert.deepEqual((await w.judge.get(path)).as<WatchedWords>(), { words: [] });
});

test("they are as they were given", async () => {
  const list: WatchedWords = { words: [{ word: "Zebra ", action: "report" }, { word: "buy  followers!", action: "refuse" }, { word: "赌场", action: "report" }] };
  const put = (await w.judge.put(path, list)).is(200);
  const got = await w.judge.get(path);
  assert.deepEqual(got.as<WatchedWords>(), list);
  assert.equal(got.header("etag"), put.header("etag"));
});

refuses(() => w.ada, "GET", path, [{ name: "a member who is no moderator", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", path);
readsLikeAll(() => w.judge, path);
