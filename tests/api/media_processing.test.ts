// SPDX-License-Identifier: Apache-2.0
// What is told of a file from when it is whole: that it is being looked at, and what came of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blobs, checkBlobs } from "./harness/blobs.ts";
import { told } from "./harness/blocking.ts";
import { Daemon, type Settings } from "./harness/daemon.ts";
import { photograph, tone } from "./harness/files.ts";
import { Gate, workerSettings } from "./harness/gate.ts";
import { person, returning, type Person } from "./harness/people.ts";
import type { Media, MediaPromise } from "./harness/shapes.ts";
import { Stream } from "./harness/stream.ts";
import { until } from "./harness/until.ts";
import { created, head, patch, sha256 } from "./harness/uploads.ts";

const later = { prefer: "respond-async" };
const at = (id: string) => `/v1/media/${id}`;
const postLater = (who: Person, body: Buffer, headers: Record<string, string> = {}, query = "") => who.send("POST", `/v1/media${query}`, { body, headers: { ...later, ...headers } });
const state = async (who: Person, id: string) => ((await who.get(at(id))).is(200).json as Media | MediaPromise).state;
const settled = (who: Person, id: string) => until(() => state(who, id), (now) => now !== "processing", `the end of ${id}`);
const kindsOf = (events: { kind: string; subject: string }[], id: string) => events.filter(({ subject }) => subject === id).map(({ kind }) => kind);

/** A daemon whose picture workers wait for a gate. */
async function gated(run: (daemon: Daemon, gate: Gate) => Promise<void>, settings: Settings = {}): Promise<void> {
  const gate = new Gate();
  const daemon = await Daemon.start({ ...gate.settings, ...settings });
  try {
    await run(daemon, gate);
  } finally {
    gate.open();
    await daemon.clear();
    gate.close();
  }
}

test("a file is processing, then ready, under the id that was promised", () =>
  gated(async (daemon, gate) => {
    const [ada, bob] = [await person(daemon, "ada"), await person(daemon, "bob")];
    const stream = await Stream.open(ada);
    const file = await photograph(1);
    const reply = await postLater(ada, file);
    const promise = reply.as<MediaPromise>(202);
    assert.deepEqual([reply.header("preference-applied"), reply.header("location")], ["respond-async", at(promise.id)]);
    assert.deepEqual([promise.state, promise.size, promise.sha256, promise.problem], ["processing", file.length, sha256(file), null]);
    assert.deepEqual((await ada.get(at(promise.id))).as<MediaPromise>(), promise);
    (await bob.get(at(promise.id))).refused(404, "not-found");
    (await ada.post("/v1/collections", { images: [{ media: promise.id }] })).refused(422, "invalid", "/images/0/media");
    gate.open();
    assert.equal(await settled(ada, promise.id), "ready");
    const media = (await ada.get(at(promise.id))).as<Media>();
    assert.deepEqual([media.id, media.sha256, media.type], [promise.id, promise.sha256, "image/jpeg"]);
    assert.deepEqual(kindsOf(await stream.all(2), promise.id), ["media.processing", "media.ready"]);
    (await ada.post("/v1/collections", { images: [{ media: promise.id }] })).is(201);
    checkBlobs(daemon.folder);
  }));

test("a file that is refused says why, until its time is over", () =>
  gated(
    async (daemon, gate) => {
      const ada = await person(daemon, "ada");
      const before = blobs(daemon.folder);
      gate.open();
      for (const [file, type, words] of [
        [(await photograph(2)).subarray(0, 3000), "media-truncated", /cut|ends/],
        [Buffer.from("%PDF-1.7 and so on"), "media-not-taken", /PDF/],
      ] as const) {
        const { id } = (await postLater(ada, file)).as<MediaPromise>(202);
        assert.equal(await settled(ada, id), "refused");
        const { problem } = (await ada.get(at(id))).as<MediaPromise>();
        assert.equal(problem?.type, `urn:stencil:problem:${type}`);
        assert.match(problem?.detail ?? "", words);
        const event = (await told(ada, "media.refused"))!;
        assert.deepEqual([event.subject, event.data["media"], event.data["problem"]], [id, id, type]);
        (await ada.post("/v1/collections", { images: [{ media: id }] })).refused(422, "invalid", "/images/0/media");
        await until(() => ada.get(at(id)), (reply) => reply.status === 404, "its time to be over");
      }
      assert.deepEqual(blobs(daemon.folder), before);
    },
    { "upload.ttl": "2" },
  ));

test("a resumable upload need not be waited for either", () =>
  gated(async (daemon, gate) => {
    const ada = await person(daemon, "ada");
    const file = tone(500);
    const path = await created(ada, file.length);
    const reply = (await patch(ada, path, 0, file, later)).is(204);
    const id = reply.header("stencil-media");
    assert.deepEqual([reply.header("stencil-media-state"), reply.header("upload-offset")], ["processing", String(file.length)]);
    assert.equal(await state(ada, id), "processing");
    assert.equal((await told(ada, "media.processing"))?.data["upload"], path.split("/").at(-1));
    /* Who wants to wait is told to come again; who does not, how it is. */
    (await head(ada, path)).is(423);
    const now = (await head(ada, path, later)).is(200);
    assert.deepEqual([now.header("stencil-media"), now.header("stencil-media-state")], [id, "processing"]);
    assert.equal((await patch(ada, path, file.length, Buffer.alloc(0), later)).is(204).header("stencil-media"), id);
    gate.open();
    assert.equal(await settled(ada, id), "ready");
    assert.equal((await head(ada, path)).is(200).header("stencil-media-state"), "ready");
  }));

test("what was promised is kept after a SIGKILL, without the client", async () => {
  const gate = new Gate();
  let daemon = await Daemon.start(gate.settings);
  try {
    const ada = await person(daemon, "ada");
    const [photo, sound, bad] = [await photograph(3), tone(400), (await photograph(4)).subarray(0, 2000)];
    const path = await created(ada, sound.length);
    const ids = [
      (await postLater(ada, photo)).as<MediaPromise>(202).id,
      (await postLater(ada, bad)).as<MediaPromise>(202).id,
      (await patch(ada, path, 0, sound, later)).is(204).header("stencil-media"),
    ];
    await daemon.kill();
    daemon = await Daemon.start({}, daemon.folder);
    const again = await returning(daemon, "ada");
    assert.deepEqual(await Promise.all(ids.map((id) => settled(again, id))), ["ready", "refused", "ready"]);
    assert.equal((await again.get(at(ids[0]!))).as<Media>().sha256, sha256(photo));
    assert.equal((await head(again, path)).is(200).header("stencil-media"), ids[2]);
    checkBlobs(daemon.folder);
  } finally {
    gate.close();
    await daemon.clear();
  }
});

test("the same file meanwhile is promised the same id, however it comes", () =>
  gated(async (daemon, gate) => {
    const ada = await person(daemon, "ada");
    const file = await photograph(5);
    const first = (await postLater(ada, file)).as<MediaPromise>(202);
    assert.equal((await postLater(ada, file)).as<MediaPromise>(202).id, first.id);
    const waiting = ada.send("POST", "/v1/media", { body: file });
    gate.open();
    assert.equal(((await waiting).json as Media).id, first.id);
    assert.equal(await settled(ada, first.id), "ready");
    assert.equal((await postLater(ada, file)).as<Media>(200).state, "ready");
    const { items } = (await ada.get("/v1/notifications")).is(200).json as { items: { kind: string; subject: string }[] };
    assert.deepEqual(kindsOf(items, first.id), ["media.ready", "media.processing"]);
  }));

test("under one Idempotency-Key it is one upload", () =>
  gated(async (daemon, gate) => {
    const ada = await person(daemon, "ada");
    const file = tone(350);
    const key = { "idempotency-key": "once" };
    const replies = await Promise.all([1, 2, 3].map(() => postLater(ada, file, key)));
    assert.equal(new Set(replies.map((reply) => reply.as<MediaPromise>(202).id)).size, 1);
    gate.open();
    assert.equal(await settled(ada, (replies[0]!.json as MediaPromise).id), "ready");
    checkBlobs(daemon.folder);
  }));

test("more than upload.open_max are not taken", () =>
  gated(
    async (daemon) => {
      const ada = await person(daemon, "ada");
      (await postLater(ada, tone(310))).is(202);
      (await postLater(ada, tone(320))).refused(409, "too-many-uploads");
    },
    { "upload.open_max": "1" },
  ));

test("an upload that is deleted while it is looked at becomes nothing", () =>
  gated(async (daemon, gate) => {
    const ada = await person(daemon, "ada");
    const file = tone(330);
    const path = await created(ada, file.length);
    const id = (await patch(ada, path, 0, file, later)).is(204).header("stencil-media");
    (await ada.send("DELETE", path, { headers: { "tus-resumable": "1.0.0" } })).is(204);
    (await ada.get(at(id))).refused(404, "not-found");
    gate.open();
    assert.equal((await ada.upload(tone(340))).state, "ready");
    (await ada.get(at(id))).refused(404, "not-found");
    await until(() => blobs(daemon.folder).length, (count) => count === 1, "only what was uploaded after it");
  }));

test("a machine that fails is not the file's fault, until its time is over", async () => {
  const daemon = await Daemon.start({ ...workerSettings("/bin/false"), "upload.ttl": "2" });
  try {
    const ada = await person(daemon, "ada");
    const { id } = (await postLater(ada, tone(360))).as<MediaPromise>(202);
    assert.equal(await state(ada, id), "processing");
    assert.ok(await until(() => told(ada, "media.refused"), (event) => event?.subject === id && event.data["problem"] === "media-worker-failed", "the end of it"));
  } finally {
    await daemon.clear();
  }
});

test("without the preference, or with another one, the reply waits", async () => {
  const daemon = await Daemon.start();
  try {
    const ada = await person(daemon, "ada");
    const send = (body: Buffer, prefer: string) => ada.send("POST", "/v1/media", { body, headers: { prefer } });
    assert.equal((await send(tone(370), "return=minimal, wait=10")).as<Media>(201).state, "ready");
    assert.equal((await send(tone(380), "wait=10, Respond-Async; foo")).as<MediaPromise>(202).state, "processing");
  } finally {
    await daemon.clear();
  }
});
