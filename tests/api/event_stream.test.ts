// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { Daemon } from "./harness/daemon.ts";
import { person, returning } from "./harness/people.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import { Stream } from "./harness/stream.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), bob: await person(daemon, "bob"), eve: await person(daemon, "eve") }), {
  "events.heartbeat": "1",
});
const kinds = (events: { kind: string }[]) => events.map((event) => event.kind);

test("what happens is told at once to those whom it concerns, and to nobody else", async () => {
  (await w.bob.put("/v1/accounts/ada/follow")).is(204);
  const [ada, bob, eve] = [await Stream.open(w.ada), await Stream.open(w.bob), await Stream.open(w.eve)];
  const made = await w.ada.collect({ offer_template: true });
  assert.deepEqual(kinds(await ada.all(2)), ["media.ready", "template.attached"]);
  const [posted] = await bob.all(1);
  assert.deepEqual([posted!.kind, posted!.subject, posted!.data], ["collection.posted", made.id, { collection: made.id, creator: "ada" }]);
  (await w.eve.put(`/v1/collections/${made.id}/rating`, { value: "up" })).is(200);
  const rated = (await ada.all(3))[2]!;
  assert.deepEqual([rated.kind, rated.data], ["collection.rated", { collection: made.id, up: 1, down: 0 }]);
  const second = await w.eve.collect({ template: made.template_identifier });
  const used = (await ada.all(4))[3]!;
  assert.deepEqual([used.kind, used.data], ["template.used", { template: made.template_identifier, collection: second.id, creator: "eve" }]);
  assert.deepEqual(kinds(await eve.all(1)), ["media.ready"]);
  await bob.all(1);
  for (const stream of [ada, bob, eve]) stream.close();
});

test("a private post is told to nobody", async () => {
  const bob = await Stream.open(w.bob);
  await w.ada.collect({ visibility: "private" });
  const open = await w.ada.collect();
  assert.deepEqual((await bob.all(1)).map((event) => event.subject), [open.id]);
  bob.close();
});

test("a refused upload is told to one's other devices", async () => {
  const ada = await Stream.open(w.ada);
  (await w.ada.send("POST", "/v1/media", { body: Buffer.from("no picture") })).refused(415, "media-unknown");
  assert.deepEqual((await ada.all(1)).map((event) => event.data["problem"]), ["media-unknown"]);
  ada.close();
});

test("a stream is taken up again where it was left, without gap or repeat", async () => {
  const first = await Stream.open(w.ada);
  for (let n = 0; n < 3; n++) await w.ada.collect({ offer_template: true });
  const seen = await first.all(3);
  first.close();
  for (let n = 0; n < seen.length; n++) {
    const again = await Stream.open(w.ada, { "last-event-id": String(seen[n]!.id) });
    assert.deepEqual(await again.all(seen.length - n - 1), seen.slice(n + 1));
    again.close();
  }
  const byQuery = await Stream.open(w.ada, {}, `?after=${seen[0]!.id}`);
  assert.deepEqual(await byQuery.all(2), seen.slice(1));
  byQuery.close();
});

test("many events at once come in their order, however slowly they are read", async () => {
  const stream = await Stream.open(w.eve);
  const photo = (await w.eve.photos(1))[0]!;
  const made = await Promise.all(Array.from({ length: 60 }, () => w.eve.collect({ images: [{ media: photo.id }], offer_template: true })));
  const events = (await stream.all(60)).map((event) => event.id);
  assert.deepEqual(events, [...events].sort((a, b) => a - b));
  assert.equal(new Set((await stream.all(60)).map((event) => event.subject)).size, made.length);
  stream.close();
});

test("a stream that has nothing to say says so", async () => {
  const stream = await Stream.open(w.bob);
  await stream.beat();
  await stream.beat();
  stream.close();
});

test("a stream ends with the sign-in", async () => {
  const leaving = await person(w.daemon, "leaving");
  const stream = await Stream.open(leaving);
  (await leaving.delete("/v1/sessions/current")).is(204);
  await stream.over();
});

test("after a restart, and after a crash, nothing is missing and nothing comes twice", async () => {
  let daemon = await Daemon.start();
  let zoe = await person(daemon, "zoe");
  await zoe.collect({ offer_template: true });
  const stream = await Stream.open(zoe, {}, "?after=0");
  const seen = await stream.all(2);
  await zoe.collect({ offer_template: true });
  await stream.all(3);
  await daemon.kill();
  await stream.over();
  daemon = await Daemon.start({}, daemon.folder);
  zoe = await returning(daemon, "zoe");
  const again = await Stream.open(zoe, { "last-event-id": String(seen[1]!.id) });
  assert.deepEqual(kinds(await again.all(1)), ["template.attached"]);
  await daemon.stop();
  await again.over();
  await daemon.clear();
});

refuses(() => w.ada, "GET", "/v1/events", [
  { name: "a number that is none", headers: { "last-event-id": "yesterday" }, status: 422, type: "invalid", pointer: "header:Last-Event-ID" },
]);
needsSignIn(() => w.nobody, "GET", "/v1/events");
