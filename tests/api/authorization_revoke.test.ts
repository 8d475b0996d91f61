// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import sharp from "sharp";
import { another, ask, askingWorld, authorization, granted, postReference, revoke } from "./harness/authorizations.ts";
import { official } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Authorization, Collection, Page } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const people = await askingWorld(daemon);
  const standing = await granted(people, people.made.id);
  return { ...people, standing, mod: await official(daemon, "judge", "moderator"), path: `/v1/authorizations/${standing.id}/revoke` };
});

/** A grant of a new collection of hers, and what Bob posted with it. */
async function used() {
  const made = await another(w);
  const grant = await granted(w, made.id);
  const posted = (await postReference(w.bob, made.id)).as<Collection>(201);
  return { made, grant, posted };
}
const picture = async (id: string, who = w.bob) => (await who.get(`/v1/collections/${id}/images/0?w=64`)).is(200).bytes;
const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const feed = async () => (await w.nobody.get("/v1/feed?limit=100")).as<Page<Collection>>().items.map((one) => one.id);

test("keep: what was posted stays as it is, and nothing further is posted", async () => {
  const { made, grant, posted } = await used();
  const before = digest(await picture(posted.id));
  const now = (await revoke(w.ada, grant.id, "keep")).as<Authorization>();
  assert.deepEqual([now.state, now.effect, now.uses, now.receipts.length], ["revoked", "keep", 1, 2]);
  assert.match(now.sentence!, /taken the permission/);
  assert.deepEqual(await w.eve.collection(posted.id), posted);
  assert.equal(digest(await picture(posted.id)), before);
  const refused = (await postReference(w.bob, made.id)).refused(422, "invalid", "/images/0/reference");
  assert.match(refused.errors![0]!.detail, /back/);
});

test("keep: what was posted can still be edited around the image", async () => {
  const { grant, posted } = await used();
  (await revoke(w.ada, grant.id, "keep")).is(200);
  const edited = (await w.bob.patch(`/v1/collections/${posted.id}`, { description: "still mine" })).as<Collection>();
  assert.deepEqual([edited.description, edited.images], ["still mine", posted.images]);
});

test("replace: a neutral picture is shown in place of the photo, under a new version", async () => {
  const { grant, posted } = await used();
  const before = digest(await picture(posted.id));
  (await revoke(w.ada, grant.id, "replace")).is(200);
  const now = await w.eve.collection(posted.id);
  assert.deepEqual([now.boxes[0]!.replaced, now.version], [true, posted.version + 1]);
  const drawn = await picture(posted.id, w.eve);
  assert.notEqual(digest(drawn), before);
  const { channels } = await sharp(drawn).stats();
  for (const channel of channels) assert.ok(channel.stdev < 1 && channel.mean > 100 && channel.mean < 200, `not grey: ${channel.mean} ± ${channel.stdev}`);
});

for (const address of ["sheet?w=320", "animation?w=100"])
  test(`replace: the photo is not in /${address} any more either`, async () => {
    const { grant, posted } = await used();
    const path = `/v1/collections/${posted.id}/${address}`;
    const before = (await w.eve.get(path)).is(200);
    (await revoke(w.ada, grant.id, "replace")).is(200);
    const after = (await w.eve.get(path, { "if-none-match": before.header("etag") })).is(200);
    const { channels } = await sharp(await sharp(after.bytes).extract({ left: 20, top: 20, width: 60, height: 60 }).png().toBuffer()).stats();
    for (const channel of channels) assert.ok(channel.stdev < 1 && channel.mean > 100 && channel.mean < 200, `not grey: ${channel.mean} ± ${channel.stdev}`);
  });

test("replace: another photo takes its place, and editing around it does not bring it back", async () => {
  const { grant, posted } = await used();
  (await revoke(w.ada, grant.id, "replace")).is(200);
  const around = (await w.bob.patch(`/v1/collections/${posted.id}`, { description: "grey" })).as<Collection>();
  assert.equal(around.boxes[0]!.replaced, true);
  const [own] = await w.bob.photos(1);
  const now = (await w.bob.patch(`/v1/collections/${posted.id}`, { images: [{ media: own!.id }] })).as<Collection>();
  assert.equal(now.boxes[0]!.replaced, undefined);
});

test("hide: only its creator and moderators see the collection", async () => {
  const { grant, posted } = await used();
  assert.ok((await feed()).includes(posted.id));
  (await revoke(w.ada, grant.id, "hide")).is(200);
  for (const who of [w.bob, w.mod]) assert.equal((await who.collection(posted.id)).hidden, true);
  for (const who of [w.ada, w.eve, w.nobody]) {
    (await who.get(`/v1/collections/${posted.id}`)).is(404);
    (await who.get(`/v1/collections/${posted.id}/images/0`)).is(404);
  }
  assert.ok(!(await feed()).includes(posted.id));
  const listed = async (who: typeof w.bob) => (await who.get("/v1/accounts/bob/collections?limit=100")).as<Page<Collection>>().items.map((one) => one.id);
  assert.deepEqual([await listed(w.bob), await listed(w.mod), await listed(w.eve)].map((ids) => ids.includes(posted.id)), [true, true, false]);
});

test("hide: replacing the image shows the collection again", async () => {
  const { grant, posted } = await used();
  (await revoke(w.ada, grant.id, "hide")).is(200);
  assert.equal((await w.bob.patch(`/v1/collections/${posted.id}`, { description: "hidden still" })).as<Collection>().hidden, true);
  const [own] = await w.bob.photos(1);
  const now = (await w.bob.patch(`/v1/collections/${posted.id}`, { images: [{ media: own!.id }] })).as<Collection>();
  assert.equal(now.hidden, undefined);
  (await w.eve.get(`/v1/collections/${posted.id}`)).is(200);
});

test("what others posted with a grant of their own stays", async () => {
  const { made, grant } = await used();
  const theirs = await ask(w.eve, made.id);
  (await w.ada.post(`/v1/authorizations/${theirs.id}/grant`)).is(200);
  const posted = (await postReference(w.eve, made.id)).as<Collection>(201);
  (await revoke(w.ada, grant.id, "hide")).is(200);
  assert.deepEqual(await w.bob.collection(posted.id), posted);
});

test("a further collection with the image of one's own one is affected, too", async () => {
  const { grant, posted } = await used();
  const copy = (await postReference(w.bob, posted.id)).as<Collection>(201);
  assert.equal((await authorization(w.ada, grant.id)).uses, 2);
  (await revoke(w.ada, grant.id, "hide")).is(200);
  (await w.eve.get(`/v1/collections/${copy.id}`)).is(404);
});

test("after a new grant the image can be shown again", async () => {
  const { made, grant, posted } = await used();
  (await revoke(w.ada, grant.id, "replace")).is(200);
  await granted(w, made.id);
  const now = (await w.bob.patch(`/v1/collections/${posted.id}`, { description: "allowed again" })).as<Collection>();
  assert.equal(now.boxes[0]!.replaced, undefined);
});

test("what waits cannot be revoked", async () => {
  const asked = await ask(w.bob, (await another(w)).id);
  (await revoke(w.ada, asked.id, "keep")).refused(409, "wrong-state");
});

refuses(() => w.ada, "POST", () => w.path, [invalid("no effect", {}, "/effect"), invalid("an effect that is none", { effect: "burn" }, "/effect")]);
refuses(() => w.bob, "POST", () => w.path, [{ name: "the other side", json: { effect: "keep" }, status: 403, type: "forbidden" }]);
refuses(() => w.mod, "POST", () => w.path, [{ name: "a moderator", json: { effect: "keep" }, status: 403, type: "forbidden" }]);
refuses(() => w.eve, "POST", () => w.path, [{ name: "a stranger", json: { effect: "keep" }, status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "POST", () => w.path, { effect: "keep" });
refusesBadBodies(() => w.ada, "POST", () => w.path, 4096);
