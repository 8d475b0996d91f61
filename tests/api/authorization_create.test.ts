// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { another, ask, askingWorld, authorization, decide } from "./harness/authorizations.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Authorization } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const path = "/v1/authorizations";
const w = world(async (daemon) => {
  const people = await askingWorld(daemon);
  return { ...people, closed: await another(people, { visibility: "private" }), theirs: await people.bob.collect() };
});

test("a request waits for its creator, who is told what for", async () => {
  const made = await another(w);
  const reply = (await w.bob.post(path, { collection: made.id, image: 1, note: "May I?" })).is(201);
  const asked = reply.as<Authorization>(201);
  assert.equal(reply.header("location"), `${path}/${asked.id}`);
  const { id, requested, expires, ...rest } = asked;
  const [ada, bob] = ["ada", "bob"].map((handle) => ({ handle, name: handle }));
  assert.deepEqual(rest, { state: "pending", collection: made.id, image: 1, requester: bob, creator: ada, note: "May I?", decided: null, effect: null, uses: 0, receipts: [] });
  assert.equal(Math.round((Date.parse(expires!) - Date.parse(requested)) / 1000), 86400);
  assert.deepEqual(await authorization(w.ada, id), asked);
});

test("asking again is answered with the request that stands, and with the grant", async () => {
  const made = await another(w);
  const asked = await ask(w.bob, made.id);
  assert.equal((await w.bob.post(path, { collection: made.id, image: 0, note: "Please!" })).as<Authorization>(200).id, asked.id);
  (await decide(w.ada, asked.id, "grant")).is(200);
  const again = (await w.bob.post(path, { collection: made.id, image: 0 })).as<Authorization>(200);
  assert.deepEqual([again.id, again.state], [asked.id, "granted"]);
});

test("many that ask at the same moment are one request", async () => {
  const made = await another(w);
  const replies = await Promise.all(Array.from({ length: 12 }, () => w.bob.post(path, { collection: made.id, image: 0 })));
  assert.equal(new Set(replies.map((reply) => (reply.json as Authorization).id)).size, 1);
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [...Array<number>(11).fill(200), 201]);
});

test("who was denied may ask anew", async () => {
  const made = await another(w);
  const asked = await ask(w.bob, made.id);
  (await decide(w.ada, asked.id, "deny")).is(200);
  assert.notEqual((await ask(w.bob, made.id)).id, asked.id);
});

test("what is free is granted at once, with a receipt", async () => {
  const made = await another(w, { authorization: "free" });
  const asked = await ask(w.bob, made.id);
  assert.deepEqual([asked.state, asked.receipts.length, asked.expires], ["granted", 1, null]);
});

test("the person's consent counts before the collection's, and that before the account's", async () => {
  const [free, never, plain] = [await another(w, { authorization: "free" }), await another(w, { authorization: "never" }), await another(w)];
  const outcome = async (collection: string) => (await w.eve.post(path, { collection, image: 0 })).status;
  (await w.ada.patch("/v1/accounts/me", { consent: "never" })).is(200);
  assert.deepEqual([await outcome(never.id), await outcome(plain.id), await outcome(free.id)], [403, 403, 201]);
  (await w.ada.put("/v1/accounts/eve/consent", { consent: "ask" })).is(200);
  assert.deepEqual([(await ask(w.eve, never.id)).state, (await ask(w.eve, plain.id)).state], ["pending", "pending"]);
  (await w.ada.put("/v1/accounts/eve/consent", { consent: "blocked" })).is(200);
  (await w.eve.post(path, { collection: plain.id, image: 1 })).refused(403, "forbidden");
  (await w.ada.patch("/v1/accounts/me", { consent: "ask" })).is(200);
  (await w.ada.delete("/v1/accounts/eve/consent")).is(204);
  (await w.eve.post(path, { collection: plain.id, image: 1 })).is(201);
});

test("an image that was taken over is asked for where it comes from", async () => {
  const made = await another(w, { authorization: "free" });
  const second = await w.bob.collect({ images: [{ reference: { collection: made.id, image: 1 } }] });
  const asked = await ask(w.eve, second.id);
  assert.deepEqual([asked.creator.handle, asked.collection, asked.image], ["ada", made.id, 1]);
});

test("the same key asks once", async () => {
  const made = await another(w);
  const send = () => w.bob.post(path, { collection: made.id, image: 0 }, { "idempotency-key": "ask-once" });
  assert.deepEqual((await send()).as<Authorization>(201), (await send()).as<Authorization>(201));
});

const body = (): { collection: string; image: number } => ({ collection: w.made.id, image: 0 });
refuses(() => w.bob, "POST", path, [
  invalid("no collection", { image: 0 }, "/collection"),
  invalid("a collection that is no id", { collection: "../x", image: 0 }, "/collection"),
  invalid("no image", () => ({ collection: w.made.id }), "/image"),
  invalid("an image that is not there", () => ({ ...body(), image: 2 }), "/image"),
  invalid("an image of more than any collection has", () => ({ ...body(), image: 35 }), "/image"),
  invalid("an image of a collection that is not there", { collection: "A".repeat(22), image: 0 }, "/image"),
  invalid("an image that one may not see", () => ({ collection: w.closed.id, image: 0 }), "/image"),
  invalid("an image of one's own", () => ({ collection: w.theirs.id, image: 0 }), "/image"),
  invalid("a note that is too long", () => ({ ...body(), note: "x".repeat(501) }), "/note"),
  invalid("a further member", () => ({ ...body(), state: "granted" }), "/state"),
]);
needsSignIn(() => w.nobody, "POST", path, { collection: "A".repeat(22), image: 0 });
refusesBadBodies(() => w.bob, "POST", path, 8192);
