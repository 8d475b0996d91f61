// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { pagesLikeAll, readsLikeAll } from "./harness/refusals.ts";
import type { Page, Template } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const images = [{ media: (await ada.photos(1))[0]!.id }];
  const made: string[] = [];
  for (let n = 0; n < 5; n++) made.unshift((await ada.collect({ images, offer_template: true })).template_identifier!);
  await ada.collect({ images });
  return { ada, images, made };
});

test("the newest come first, whole as when they are called, and to list is not to call", async () => {
  const { items, next } = (await w.nobody.get("/v1/templates")).as<Page<Template>>();
  assert.deepEqual([items.map((one) => one.id), next], [w.made, null]);
  assert.deepEqual(items.map((one) => one.calls), [0, 0, 0, 0, 0]);
  assert.deepEqual({ ...(await w.nobody.get(`/v1/templates/${w.made[0]}`)).as<Template>(), calls: 0 }, items[0]);
});

test("pages follow each other, none twice, none left out", async () => {
  assert.deepEqual((await walk<Template>(w.nobody, "/v1/templates?limit=2")).map((one) => one.id), w.made);
});

test("what is not for everybody offers no template", async () => {
  for (const visibility of ["followers", "private"])
    assert.equal((await w.ada.collect({ images: w.images, offer_template: true, visibility })).template_identifier, null, visibility);
});

pagesLikeAll(() => w.nobody, "/v1/templates");
readsLikeAll(() => w.nobody, "/v1/templates");
