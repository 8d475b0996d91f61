// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block, NewBlock } from "./harness/blocking.ts";
import { official, person } from "./harness/people.ts";
import { needsSignIn, pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const path = "/v1/moderation/blocks";
const w = world(async (daemon) => {
  const judge = await official(daemon, "judge", "moderator");
  const made: Block[] = [];
  for (let n = 0; n < 5; n++) {
    const { matching, ...block } = (await judge.post(path, { hash: `000000000000000${n}`, reason: "spam", note: `no. ${n}` })).as<NewBlock>(201);
    made.unshift(block);
  }
  return { ada: await person(daemon, "ada"), judge, made };
});

test("the newest come first, page by page, as they were made", async () => {
  assert.deepEqual(await walk<Block>(w.judge, `${path}?limit=2`), w.made);
});

test("a block that comes while one reads moves nothing", async () => {
  let more = 0;
  const add = async () => void (await w.judge.post(path, { hash: `ffffffffffffff0${more++}`, reason: "spam" })).is(201);
  assert.deepEqual((await walk<Block>(w.judge, `${path}?limit=2`, add)).map(({ id }) => id), w.made.map(({ id }) => id));
});

refuses(() => w.ada, "GET", path, [{ name: "a member who is no moderator", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", path);
pagesLikeAll(() => w.judge, path);
readsLikeAll(() => w.judge, path);
