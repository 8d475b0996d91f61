// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "./harness/client.ts";
import { official, person } from "./harness/people.ts";
import { pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Collection, Page } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const kinds = ["public", "followers", "unlisted", "private"];
const w = world(async (daemon) => {
  const [ada, bob, eve] = [await person(daemon, "ada"), await person(daemon, "bob"), await person(daemon, "eve")];
  const images = [{ media: (await ada.photos(1))[0]!.id }];
  for (const visibility of kinds) await ada.collect({ images, visibility, description: visibility });
  await ada.collect({ images, state: "draft", description: "draft" });
  await eve.collect({ description: "another person's" });
  (await bob.put("/v1/accounts/ada/follow")).is(204);
  return { ada, bob, eve, judge: await official(daemon, "judge", "moderator") };
});
const path = "/v1/accounts/ada/collections";
const list = async (who: Client) => (await who.get(path)).as<Page<Collection>>().items.map((one) => one.description);

test("each sees what was posted for her, newest first", async () => {
  assert.deepEqual(await list(w.nobody), ["public"]);
  assert.deepEqual(await list(w.eve), ["public"]);
  assert.deepEqual(await list(w.bob), ["followers", "public"]);
  assert.deepEqual(await list(w.ada), ["draft", "private", "unlisted", "followers", "public"]);
});

test("a moderator sees all that was posted, and nobody's drafts", async () => {
  assert.deepEqual(await list(w.judge), ["private", "unlisted", "followers", "public"]);
});

test("pages follow each other, none twice, none left out", async () => {
  const seen = await walk<Collection>(w.ada, `${path}?limit=2`);
  assert.deepEqual(seen.map((one) => one.description), ["draft", "private", "unlisted", "followers", "public"]);
});

refuses(() => w.ada, "GET", "/v1/accounts/nobody_here/collections", [{ name: "a handle that nobody has", status: 404, type: "not-found" }]);
pagesLikeAll(() => w.nobody, path);
readsLikeAll(() => w.ada, path);
