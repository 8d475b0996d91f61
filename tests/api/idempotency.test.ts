// SPDX-License-Identifier: Apache-2.0
// One key, one change: together, later, and after a restart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Daemon } from "./harness/daemon.ts";
import { person, returning } from "./harness/people.ts";
import type { Collection, Page } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const [ada, bob] = [await person(daemon, "ada"), await person(daemon, "bob")];
  return { ada, bob, images: [{ media: (await ada.photos(1))[0]!.id }], theirs: [{ media: (await bob.photos(1))[0]!.id }] };
});
const path = "/v1/collections";

async function count(description: string): Promise<number> {
  const { items } = (await w.ada.get("/v1/accounts/ada/collections?limit=100")).as<Page<Collection>>();
  return items.filter((one) => one.description === description).length;
}

test("equal posts with one key at the same moment make one collection and get the same reply", async () => {
  for (let round = 0; round < 40; round++) {
    const headers = { "idempotency-key": `together-${round}` };
    const body = { images: w.images, description: `round ${round}`, offer_template: round % 2 === 0 };
    const replies = await Promise.all([1, 2, 3].map(() => w.ada.post(path, body, headers)));
    for (const reply of replies) {
      assert.deepEqual(reply.as<Collection>(201), replies[0]!.json);
      for (const name of ["location", "etag"]) assert.equal(reply.header(name), replies[0]!.header(name), name);
    }
    assert.equal(await count(`round ${round}`), 1);
  }
});

test("the reply is the same after the collection has changed and gone", async () => {
  const headers = { "idempotency-key": "kept" };
  const send = async () => (await w.ada.post(path, { images: w.images, description: "kept" }, headers)).as<Collection>(201);
  const first = await send();
  (await w.ada.patch(`${path}/${first.id}`, { description: "changed" })).is(200);
  assert.deepEqual(await send(), first);
  (await w.ada.delete(`${path}/${first.id}`)).is(204);
  assert.deepEqual(await send(), first);
  assert.equal(await count("kept"), 0);
});

test("a key is refused for another body, and for another address", async () => {
  const headers = { "idempotency-key": "one-body" };
  const made = (await w.ada.post(path, { images: w.images, description: "a" }, headers)).as<Collection>(201);
  (await w.ada.post(path, { images: w.images, description: "b" }, headers)).refused(422, "idempotency-key-reused");
  (await w.ada.post(`${path}/${made.id}/post`, undefined, headers)).refused(422, "idempotency-key-reused");
});

test("of different posts with one key at the same moment one is made", async () => {
  for (let round = 0; round < 10; round++) {
    const headers = { "idempotency-key": `apart-${round}` };
    const replies = await Promise.all(["x", "y"].map((description) => w.ada.post(path, { images: w.images, description }, headers)));
    assert.deepEqual(replies.map((reply) => reply.status).sort(), [201, 422]);
  }
});

test("a refusal is not kept: the request put right may use the key", async () => {
  const headers = { "idempotency-key": "put-right" };
  (await w.ada.post(path, { images: [] }, headers)).refused(422, "invalid", "/images");
  (await w.ada.post(path, { images: w.images }, headers)).is(201);
});

test("a key is one person's: another's is another one", async () => {
  const headers = { "idempotency-key": "shared" };
  const mine = (await w.ada.post(path, { images: w.images }, headers)).as<Collection>(201);
  const theirs = (await w.bob.post(path, { images: w.theirs }, headers)).as<Collection>(201);
  assert.notEqual(theirs.id, mine.id);
});

for (const [name, end] of [["a restart", (daemon: Daemon) => daemon.stop()], ["a crash", (daemon: Daemon) => daemon.kill()]] as const)
  test(`the reply is the same after ${name}`, async () => {
    const daemon = await Daemon.start();
    const ada = await person(daemon, "ada");
    const body = { images: (await ada.photos(1)).map(({ id }) => ({ media: id })), offer_template: true };
    const headers = { "idempotency-key": "before" };
    const first = (await ada.post(path, body, headers)).as<Collection>(201);
    await end(daemon);
    const again = await Daemon.start({}, daemon.folder);
    try {
      const back = await returning(again, "ada");
      assert.deepEqual((await back.post(path, body, headers)).as<Collection>(201), first);
      assert.equal((await back.get("/v1/accounts/ada/collections")).as<Page<Collection>>().items.length, 1);
    } finally {
      await again.clear();
    }
  });
