// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "./harness/client.ts";
import { official, person } from "./harness/people.ts";
import { pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Collection, LineageItem, LineagePage } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

/* Ana posts a; Bob makes b with it, Eve c with b's template. Ana makes e of her own a's photo.
   Bob's further ones are for few. */
const w = world(async (daemon) => {
  const [ana, bob, eve] = [await person(daemon, "ana"), await person(daemon, "bob"), await person(daemon, "eve")];
  (await ana.patch("/v1/accounts/me", { name: "Ana Lind" })).is(200);
  const images = [{ media: (await bob.photos(1))[0]!.id }];
  const a = await ana.collect({ offer_template: true, license: "CC-BY-4.0" });
  const b = await bob.collect({ images, template: a.template_identifier, offer_template: true });
  const c = await eve.collect({ template: b.template_identifier });
  const e = await ana.collect({ images: [{ reference: { collection: a.id, image: 0 } }] });
  const hidden: Record<string, Collection> = {};
  for (const visibility of ["followers", "unlisted", "private"])
    hidden[visibility] = await bob.collect({ images, template: a.template_identifier, visibility });
  hidden["draft"] = await bob.collect({ images, template: a.template_identifier, state: "draft" });
  (await eve.put("/v1/accounts/bob/follow")).is(204);
  return { ana, bob, eve, a, b, c, e, hidden, judge: await official(daemon, "judge", "moderator"), nosy: await person(daemon, "nosy") };
});

const trace = async (who: Client, one: Collection, query = "") => (await who.get(`/v1/collections/${one.id}/lineage${query}`)).as<LineagePage>();
const ids = (page: { items: LineageItem[] }) => page.items.map((item) => item.collection.id);

test("what it was made from is named with its creators, nearest first", async () => {
  const item = (depth: number, one: Collection, handle: string, name: string) => ({
    depth,
    relation: "template",
    via: one.template_identifier,
    attribution: `${name} (@${handle}), CC-BY-4.0`,
    collection: { id: one.id, creator: { handle, name }, license: "CC-BY-4.0", posted: one.posted, template_identifier: one.template_identifier },
  });
  const wanted = [item(1, w.b, "bob", "bob"), item(2, w.a, "ana", "Ana Lind")];
  assert.deepEqual(await trace(w.nobody, w.c), { items: wanted, next: null, hidden: 0, complete: true });
  assert.deepEqual(await trace(w.nobody, w.c, "?direction=from"), await trace(w.nobody, w.c));
});

test("what was made with it is found through every generation", async () => {
  const { items } = await trace(w.nobody, w.a, "?direction=with");
  assert.deepEqual(
    items.map(({ depth, relation, via, collection }) => [depth, relation, via, collection.id]),
    [[1, "reference", null, w.e.id], [1, "template", w.a.template_identifier, w.b.id], [2, "template", w.b.template_identifier, w.c.id]],
  );
  assert.deepEqual(ids(await trace(w.nobody, w.b, "?direction=with")), [w.c.id]);
  assert.deepEqual(ids(await trace(w.nobody, w.c, "?direction=with")), []);
  assert.deepEqual(ids(await trace(w.nobody, w.a)), []);
});

test("a reference image is a way, too", async () => {
  const { items } = await trace(w.nobody, w.e);
  assert.deepEqual(items.map(({ depth, relation, via, collection }) => [depth, relation, via, collection.id]), [[1, "reference", null, w.a.id]]);
});

test("depth bounds the steps, and what is counted", async () => {
  assert.deepEqual(ids(await trace(w.nobody, w.c, "?depth=1")), [w.b.id]);
  assert.deepEqual(ids(await trace(w.nobody, w.a, "?direction=with&depth=1")), [w.e.id, w.b.id]);
});

test("each sees what is for her; the rest is counted", async () => {
  const { followers, unlisted, private: secret, draft } = w.hidden as Record<string, Collection>;
  const everybody = [w.b.id, w.e.id];
  const rows: [string, Client, Collection[], number][] = [
    ["nobody", w.nobody, [], 4],
    ["a stranger", w.nosy, [], 4],
    ["a follower", w.eve, [followers!], 3],
    ["the owner", w.bob, [followers!, unlisted!, secret!, draft!], 0],
    ["a moderator", w.judge, [followers!, unlisted!, secret!], 1],
  ];
  for (const [name, who, more, hidden] of rows) {
    const page = await trace(who, w.a, "?direction=with&depth=1");
    assert.deepEqual(ids(page).sort(), [...everybody, ...more.map((one) => one.id)].sort(), name);
    assert.equal(page.hidden, hidden, name);
  }
});

test("what lies beyond something hidden, or was made by those who are gone, is told so", async () => {
  const middle = await w.bob.collect({ template: w.a.template_identifier, offer_template: true });
  const last = await w.eve.collect({ template: middle.template_identifier });
  (await w.bob.patch(`/v1/collections/${middle.id}`, { visibility: "private" })).is(200);
  const hidden = await trace(w.nobody, last);
  assert.deepEqual([hidden.items.map((item) => [item.depth, item.collection.id]), hidden.hidden], [[[2, w.a.id]], 1]);
  (await w.bob.delete(`/v1/collections/${middle.id}`)).is(204);
  const gone = await trace(w.nobody, last);
  assert.deepEqual([gone.items, gone.hidden], [[], 1]);
});

test("pages follow each other, none twice, none left out, while more is made", async () => {
  const source = await w.ana.collect({ offer_template: true });
  const made: string[] = [];
  const use = async () => (await w.bob.collect({ template: source.template_identifier })).id;
  for (let n = 0; n < 5; n++) made.unshift(await use());
  const seen: string[] = [];
  for (let at: string | undefined = `/v1/collections/${source.id}/lineage?direction=with&limit=2&depth=3`; at; ) {
    const reply = await w.nobody.get(at);
    const page = reply.as<LineagePage>();
    seen.push(...ids(page));
    assert.equal(page.hidden, 0);
    at = /^<([^>]+)>; rel="next"$/.exec(reply.header("link"))?.[1];
    assert.equal(at === undefined, page.next === null);
    if (at) assert.match(at, /direction=with&depth=3&/);
    if (at) await use();
  }
  assert.deepEqual(seen, made);
});

test("a circle of references ends", async () => {
  const [one, other] = [await w.ana.collect(), await w.ana.collect()];
  for (const [from, to] of [[one, other], [other, one]] as const)
    (await w.ana.patch(`/v1/collections/${from.id}`, { images: [{ media: from.images[0]!.media }, { reference: { collection: to.id, image: 0 } }] })).is(200);
  for (const direction of ["from", "with"]) assert.deepEqual(ids(await trace(w.nobody, one, `?direction=${direction}`)), [other.id]);
});

test("a template that is carried on is a way at the first step", async () => {
  const source = await w.ana.collect({ offer_template: true });
  const carrier = await w.bob.collect({ template: source.template_identifier, carry_template: true });
  const user = await w.eve.collect({ template: carrier.template_identifier });
  assert.deepEqual(ids(await trace(w.nobody, carrier, "?direction=with")), [user.id]);
  assert.deepEqual(ids(await trace(w.nobody, user)), [source.id]);
});

const path = () => `/v1/collections/${w.a.id}/lineage`;
for (const [who, name] of [[() => w.nobody, "nobody"], [() => w.eve, "a follower"]] as const)
  for (const kind of ["private", "draft"])
    refuses(who, "GET", () => `/v1/collections/${w.hidden[kind]!.id}/lineage`, [{ name: `${name} what is ${kind}`, status: 404, type: "not-found" }]);
for (const id of ["x", "A".repeat(22)]) refuses(() => w.nobody, "GET", `/v1/collections/${id}/lineage`, [{ name: `the id ${id}`, status: 404, type: "not-found" }]);
for (const query of ["direction=up", "direction=", "depth=0", "depth=1001", "depth=x"])
  refuses(() => w.nobody, "GET", () => `${path()}?${query}`, [{ name: `the query ${query}`, status: 422, type: "invalid", pointer: `?${query.split("=")[0]}` }]);
test("as many steps as there may be are taken", async () => {
  (await w.nobody.get(`${path()}?depth=1000`)).is(200);
});
pagesLikeAll(() => w.nobody, `/v1/collections/${"A".repeat(22)}/lineage`);
readsLikeAll(() => w.nobody, path);
