// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import sharp from "sharp";
import { blobs, checkBlobs } from "./harness/blobs.ts";
import { told, type Block, type NewBlock } from "./harness/blocking.ts";
import { original, photograph, tone } from "./harness/files.ts";
import { audited } from "./harness/moderation.ts";
import { official, person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Page } from "./harness/shapes.ts";
import { until } from "./harness/until.ts";
import { world } from "./harness/world.ts";

const path = "/v1/moderation/blocks";
const w = world(async (daemon) => ({
  ada: await person(daemon, "ada"),
  bob: await person(daemon, "bob"),
  judge: await official(daemon, "judge", "moderator"),
  boss: await official(daemon, "boss", "admin"),
}));
const send = (body: Buffer) => w.bob.send("POST", "/v1/media", { body });
const block = async (body: object) => (await w.judge.post(path, body)).as<NewBlock>(201);

test("a blocked picture is refused, however it was saved, and leaves nothing behind", async () => {
  const photo = original(3);
  const media = await w.ada.upload(photo);
  const made = await block({ media: media.id, reason: "copyright", note: "a letter came" });
  assert.deepEqual([made.media, made.moderator, made.reason, made.note], [media.id, "judge", "copyright", "a letter came"]);
  assert.equal(made.matching.media, 1);
  const before = blobs(w.daemon.folder);
  const copies = {
    itself: photo,
    "of low quality": await sharp(photo).jpeg({ quality: 30 }).toBuffer(),
    smaller: await sharp(photo).resize(400).webp().toBuffer(),
    brighter: await sharp(photo).linear(1.1, 0).jpeg().toBuffer(),
    mirrored: await sharp(photo).flop().jpeg().toBuffer(),
    "with its location": await sharp(photo).withMetadata({ exif: { IFD0: { Copyright: "me" } } }).toBuffer(),
  };
  for (const [name, copy] of Object.entries(copies)) {
    const reply = await send(copy);
    assert.equal(reply.status, 422, name);
    const problem = reply.refused(422, "media-blocked");
    assert.match(problem.detail, /blocked/);
  }
  assert.deepEqual(blobs(w.daemon.folder), before);
  /* The draft goes when the reply has gone. */
  for (const folder of ["draft", "pending"])
    await until(async () => readdirSync(`${w.daemon.folder}/blobs/${folder}`), (left) => left.length === 0, `an empty folder ${folder}`);
});

test("whoever sends a blocked picture hears of it on her other devices", async () => {
  const media = await w.ada.upload(await photograph(4));
  await block({ media: media.id, reason: "spam" });
  (await send(await photograph(4, { format: "png" }))).refused(422, "media-blocked");
  assert.equal((await told(w.bob, "media.refused"))?.data["problem"], "media-blocked");
});

test("what is stored already stays, and the reply says where it is shown", async () => {
  const media = await w.ada.upload(await photograph(5));
  const again = await w.bob.upload(await photograph(5, { format: "webp" }));
  const hers = await w.ada.collect({ images: [{ media: media.id }, { media: media.id }] });
  const his = await w.bob.collect({ images: [{ media: again.id }] });
  await w.bob.collect({ images: [{ media: again.id }], state: "draft" });
  const made = await block({ media: media.id, reason: "nudity" });
  assert.equal(made.matching.media, 2);
  assert.deepEqual(made.matching.collections.map(({ id }) => id).sort(), [hers.id, his.id].sort());
  assert.deepEqual(made.matching.collections.find(({ id }) => id === hers.id)?.creator, { handle: "ada", name: w.ada.account.name });
  (await w.nobody.get(`/v1/collections/${hers.id}`)).is(200);
  await w.ada.collect({ images: [{ media: media.id }] });
});

test("a collection that is taken down already is not named", async () => {
  const media = await w.ada.upload(await photograph(7));
  const made = await w.ada.collect({ images: [{ media: media.id }] });
  (await w.judge.post(`/v1/moderation/collections/${made.id}/takedown`, { reason: "spam", effect: "keep" })).is(200);
  assert.deepEqual((await block({ media: media.id, reason: "spam" })).matching, { media: 1, collections: [] });
});

test("of collections that show it, 20 are named", async () => {
  const media = await w.ada.upload(await photograph(6));
  for (let n = 0; n < 21; n++) await w.ada.collect({ images: [{ media: media.id }] });
  assert.equal((await block({ media: media.id, reason: "spam" })).matching.collections.length, 20);
});

test("of a block and uploads that meet, each upload is refused or counted", async () => {
  const media = await w.ada.upload(await photograph(11));
  const { id, hash: known } = await block({ media: media.id, reason: "spam" });
  (await w.judge.delete(`${path}/${id}`)).is(204);
  const copies = await Promise.all(Array.from({ length: 16 }, async (_, n) => sharp(await photograph(11)).jpeg({ quality: 60 + n }).toBuffer()));
  const sent = copies.map((copy) => send(copy));
  const made = await block({ hash: known, reason: "spam" });
  const statuses = (await Promise.all(sent)).map(({ status }) => status);
  assert.ok(statuses.every((status) => status === 201 || status === 422), statuses.join(" "));
  assert.equal(made.matching.media, 1 + statuses.filter((status) => status === 201).length);
  checkBlobs(w.daemon.folder);
});

test("a hash from elsewhere is blocked, and a second time it is the same block", async () => {
  const made = await block({ hash: "0123456789abcdef", reason: "illegal" });
  assert.deepEqual([made.hash, made.media, made.matching], ["0123456789abcdef", null, { media: 0, collections: [] }]);
  const again = (await w.boss.post(path, { hash: "0123456789abcdef", reason: "other" })).as<NewBlock>(200);
  assert.deepEqual(again, made);
});

test("another picture of the same kind is taken", async () => {
  const media = await w.ada.upload(original(6));
  await block({ media: media.id, reason: "spam" });
  for (const other of [0, 1, 2, 7, 8, 9, 10, 11]) (await send(original(other))).is(201);
});

test("the same Idempotency-Key blocks once, and it is in the audit log once", async () => {
  const post = () => w.judge.post(path, { hash: "00000000ffff0000", reason: "hate", note: "why" }, { "idempotency-key": "once" });
  const made = (await post()).as<NewBlock>(201);
  assert.deepEqual((await post()).as<NewBlock>(201), made);
  const [act, ...rest] = await audited(w.judge, `subject=${made.id}`);
  const { matching, ...shown } = made;
  assert.deepEqual([act?.actor, act?.action, act?.subject.kind, act?.reason, act?.note, act?.before, act?.after], ["judge", "block.create", "block", "hate", "why", null, shown]);
  assert.deepEqual(rest, []);
  assert.ok((await w.judge.get(path)).as<Page<Block>>().items.some(({ id }) => id === made.id));
});

test("a sound and a plain picture have no hash to block", async () => {
  const sound = await w.ada.upload(tone(200));
  const plain = await w.ada.upload(await sharp({ create: { width: 300, height: 300, channels: 3, background: "red" } }).png().toBuffer());
  for (const { id } of [sound, plain]) (await w.judge.post(path, { media: id, reason: "other" })).refused(422, "invalid", "/media");
});

const hash = "0123456789abcdef";
const media = "AZqv0m3dcJ2mS0lYxA1bCw";
refuses(() => w.judge, "POST", path, [
  invalid("neither a media nor a hash", { reason: "spam" }, ""),
  invalid("both a media and a hash", { media, hash, reason: "spam" }, ""),
  invalid("a media that there is not", { media, reason: "spam" }, "/media"),
  invalid("a hash of 15 digits", { hash: hash.slice(1), reason: "spam" }, "/hash"),
  invalid("a hash of 17 digits", { hash: `${hash}0`, reason: "spam" }, "/hash"),
  invalid("a hash in upper case", { hash: hash.toUpperCase(), reason: "spam" }, "/hash"),
  invalid("no reason", { hash }, "/reason"),
  invalid("a reason that there is not", { hash, reason: "ugly" }, "/reason"),
  invalid("a note of 1001 characters", { hash, reason: "spam", note: "x".repeat(1001) }, "/note"),
  invalid("a member that it does not know", { hash, reason: "spam", colour: 1 }, "/colour"),
]);
refuses(() => w.ada, "POST", path, [{ name: "a member who is no moderator", json: { hash, reason: "spam" }, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", path, { hash, reason: "spam" });
refusesBadBodies(() => w.judge, "POST", path, 8192);
