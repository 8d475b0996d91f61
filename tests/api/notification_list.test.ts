// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { person } from "./harness/people.ts";
import { needsSignIn, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Event } from "./harness/stream.ts";
import { world } from "./harness/world.ts";

interface Page {
  items: (Event & { read: boolean })[];
  next: string | null;
  read_up_to: number;
}

const w = world(async (daemon) => {
  const [ada, bob] = [await person(daemon, "ada"), await person(daemon, "bob")];
  (await bob.put("/v1/accounts/ada/follow")).is(204);
  const made = [];
  for (let n = 0; n < 3; n++) made.push(await ada.collect({ offer_template: true }));
  return { ada, bob, made };
});
const list = async (who: typeof w.ada, query = "") => (await who.get(`/v1/notifications${query}`)).as<Page>();

test("what happened is listed, newest first", async () => {
  const { items, next, read_up_to } = await list(w.ada);
  assert.deepEqual(items.map((item) => item.kind), ["template.attached", "template.attached", "template.attached", "media.ready"]);
  assert.deepEqual(items.slice(0, 3).map((item) => item.subject), w.made.map(({ id }) => id).reverse());
  assert.deepEqual([next, read_up_to, items.some((item) => item.read)], [null, 0, false]);
});

test("everybody has a list of her own; a follower's names what was posted", async () => {
  assert.deepEqual((await list(w.bob)).items.map((item) => item.kind), Array(3).fill("collection.posted"));
});

test("who follows later is not told of earlier posts", async () => {
  const late = await person(w.daemon, "late");
  (await late.put("/v1/accounts/ada/follow")).is(204);
  assert.deepEqual((await list(late)).items, []);
});

test("pages hold together while new ones come", async () => {
  const first = await list(w.ada, "?limit=2");
  await w.ada.collect({ offer_template: true });
  const second = await list(w.ada, `?limit=2&cursor=${first.next}`);
  assert.deepEqual([...first.items, ...second.items].map((item) => item.kind).slice(-1), ["media.ready"]);
  assert.equal(new Set([...first.items, ...second.items].map((item) => item.id)).size, 4);
  assert.equal(second.next, null);
});

test("many ratings of one collection are one notification, with the newest count", async () => {
  const [liked] = w.made;
  for (const who of [w.bob, await person(w.daemon, "cyd"), await person(w.daemon, "dan")])
    (await who.put(`/v1/collections/${liked!.id}/rating`, { value: "up" })).is(200);
  const rated = (await list(w.ada)).items.filter((item) => item.kind === "collection.rated");
  assert.deepEqual(rated.map((item) => item.data), [{ collection: liked!.id, up: 3, down: 0 }]);
});

refuses(() => w.ada, "GET", "/v1/notifications?limit=0", [{ name: "a page of nothing", status: 422, type: "invalid", pointer: "?limit" }]);
refuses(() => w.ada, "GET", "/v1/notifications?cursor=x", [{ name: "a cursor that is none", status: 422, type: "invalid", pointer: "?cursor" }]);
needsSignIn(() => w.nobody, "GET", "/v1/notifications");
readsLikeAll(() => w.bob, "/v1/notifications");
