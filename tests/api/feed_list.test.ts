// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import { person } from "./harness/people.ts";
import type { Client } from "./harness/client.ts";
import type { Collection, Page } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const [ada, bob, eve] = [await person(daemon, "ada"), await person(daemon, "bob"), await person(daemon, "eve")];
  const images = [{ media: (await ada.photos(1))[0]!.id }];
  const made: Collection[] = [];
  for (let n = 0; n < 7; n++) made.push(await ada.collect({ images, description: `${n}` }));
  return { ada, bob, eve, images, made };
});
const list = async (who: Client, query: string) => (await who.get(`/v1/feed${query}`)).as<Page<Collection>>().items.map((one) => one.description);

test("the newest come first, whole as when they are read one by one", async () => {
  const page = (await w.nobody.get("/v1/feed")).as<Page<Collection>>();
  assert.deepEqual(page, { items: [...w.made].reverse(), next: null });
});

test("pages follow each other by cursor and by Link, none twice, none left out, also while others post", async () => {
  const seen = await walk<Collection>(w.nobody, "/v1/feed?limit=2", async () => {
    await w.ada.collect({ images: w.images, description: "meanwhile" });
  });
  assert.deepEqual(seen.map((one) => one.description), ["6", "5", "4", "3", "2", "1", "0"]);
});

test("following shows what those posted whom one follows, to followers only", async () => {
  await w.eve.collect({ description: "not followed" });
  (await w.bob.put("/v1/accounts/ada/follow")).is(204);
  await w.ada.collect({ images: w.images, description: "for followers", visibility: "followers" });
  await w.ada.collect({ images: w.images, description: "unlisted", visibility: "unlisted" });
  await w.ada.collect({ images: w.images, description: "private", visibility: "private" });
  await w.ada.collect({ images: w.images, description: "draft", state: "draft" });
  assert.deepEqual((await list(w.bob, "?order=following")).slice(0, 2), ["for followers", "meanwhile"]);
  assert.ok(!(await list(w.bob, "?order=following")).includes("not followed"));
  assert.ok(!(await list(w.eve, "")).includes("for followers"));
});

test("trending puts what people like above what they do not", async () => {
  const [liked, disliked] = [await w.ada.collect({ images: w.images, description: "liked" }), await w.ada.collect({ images: w.images, description: "disliked" })];
  for (const who of [w.bob, w.eve]) {
    (await who.put(`/v1/collections/${liked.id}/rating`, { value: "up" })).is(200);
    (await who.put(`/v1/collections/${disliked.id}/rating`, { value: "down" })).is(200);
  }
  const order = await list(w.nobody, "?order=trending");
  assert.ok(order.indexOf("liked") < order.indexOf("disliked"));
  assert.deepEqual((await walk<Collection>(w.nobody, "/v1/feed?order=trending&limit=3")).map((one) => one.description), order);
});

refuses(() => w.nobody, "GET", "/v1/feed?order=following", [{ name: "following without a sign-in", status: 401, type: "sign-in-required" }]);
refuses(() => w.nobody, "GET", "/v1/feed?order=best", [{ name: "an order that is none", status: 422, type: "invalid", pointer: "?order" }]);
pagesLikeAll(() => w.nobody, "/v1/feed");
readsLikeAll(() => w.nobody, "/v1/feed");
