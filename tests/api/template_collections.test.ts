// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "./harness/client.ts";
import { official, person } from "./harness/people.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Collection, Page } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

type Counted = Page<Collection> & { hidden: number };
const kinds = ["public", "followers", "unlisted", "private", "draft"];

const w = world(async (daemon) => {
  const [ana, bob, eve] = [await person(daemon, "ana"), await person(daemon, "bob"), await person(daemon, "eve")];
  const source = await ana.collect({ offer_template: true });
  const images = [{ media: (await bob.photos(1))[0]!.id }];
  const use = (body: object = {}) => bob.collect({ images, template: source.template_identifier, ...body });
  for (const description of kinds) await use({ description, ...(description === "draft" ? { state: "draft" } : { visibility: description }) });
  (await eve.put("/v1/accounts/bob/follow")).is(204);
  const path = `/v1/templates/${source.template_identifier}/collections`;
  return { ana, bob, eve, source, use, path, judge: await official(daemon, "judge", "moderator") };
});
const list = async (who: Client) => {
  const { items, hidden } = (await who.get(w.path)).as<Counted>();
  return [items.map((one) => one.description), hidden];
};

test("each sees what is for her, newest first; the rest is counted", async () => {
  assert.deepEqual(await list(w.nobody), [["public"], 4]);
  assert.deepEqual(await list(w.ana), [["public"], 4]);
  assert.deepEqual(await list(w.eve), [["followers", "public"], 3]);
  assert.deepEqual(await list(w.bob), [["private", "unlisted", "followers", "public", "draft"], 0]);
  assert.deepEqual(await list(w.judge), [["private", "unlisted", "followers", "public"], 1]);
});

test("an item is the collection as it is", async () => {
  const { items } = (await w.nobody.get(w.path)).as<Counted>();
  assert.deepEqual(items[0], (await w.nobody.get(`/v1/collections/${items[0]!.id}`)).as<Collection>());
});

test("what was made with an earlier version belongs to it, what was made from that does not", async () => {
  const source = await w.ana.collect({ offer_template: true });
  const before = await w.bob.collect({ template: source.template_identifier, offer_template: true });
  (await w.ana.patch(`/v1/collections/${source.id}`, { filters: [{ image: 0, type: "warm" }] })).is(200);
  const after = await w.bob.collect({ template: source.template_identifier });
  await w.eve.collect({ template: before.template_identifier });
  assert.deepEqual([before.template_version, after.template_version], [1, 2]);
  const { items } = (await w.nobody.get(`/v1/templates/${source.template_identifier}/collections`)).as<Counted>();
  assert.deepEqual(items.map((one) => one.id), [after.id, before.id]);
});

test("pages follow each other, none twice, none left out, while more is made", async () => {
  const source = await w.ana.collect({ offer_template: true });
  const use = () => w.use({ template: source.template_identifier });
  const made: string[] = [];
  for (let n = 0; n < 5; n++) made.unshift((await use()).id);
  const seen = await walk<Collection>(w.nobody, `/v1/templates/${source.template_identifier}/collections?limit=2`, async () => void (await use()));
  assert.deepEqual(seen.map((one) => one.id), made);
});

test("what was made stays listed when the template is withdrawn", async () => {
  const source = await w.ana.collect({ offer_template: true });
  const made = await w.use({ template: source.template_identifier });
  (await w.ana.delete(`/v1/collections/${source.id}`)).is(204);
  const { items } = (await w.nobody.get(`/v1/templates/${source.template_identifier}/collections`)).as<Counted>();
  assert.deepEqual(items.map((one) => one.id), [made.id]);
});

test("a template that nobody used has an empty list", async () => {
  const source = await w.ana.collect({ offer_template: true });
  const page = (await w.nobody.get(`/v1/templates/${source.template_identifier}/collections`)).as<Counted>();
  assert.deepEqual(page, { items: [], next: null, hidden: 0 });
});

for (const id of ["x", "A".repeat(22)]) refuses(() => w.nobody, "GET", `/v1/templates/${id}/collections`, [{ name: `the id ${id}`, status: 404, type: "not-found" }]);
test("a page is asked for as everywhere", async () => {
  for (const query of ["limit=0", "limit=101", "cursor=nonsense"]) (await w.nobody.get(`${w.path}?${query}`)).refused(422, "invalid", `?${query.split("=")[0]}`);
});
readsLikeAll(() => w.nobody, () => w.path);
