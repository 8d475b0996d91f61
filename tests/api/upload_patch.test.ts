// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { blobs, checkBlobs } from "./harness/blobs.ts";
import { told } from "./harness/blocking.ts";
import { photograph, tone } from "./harness/files.ts";
import { person, type Person } from "./harness/people.ts";
import { refuses } from "./harness/refusals.ts";
import type { Media } from "./harness/shapes.ts";
import { until } from "./harness/until.ts";
import { checksum, created, head, offsetOf, patch, remove, send, sha256, wave } from "./harness/uploads.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  return { ada, bob: await person(daemon, "bob"), path: await created(ada, 100) };
});

/** Begins a PATCH on a connection of its own and sends this much of its body. */
function begin(who: Person, path: string, offset: number, length: number, body: Buffer, more: string[] = []) {
  const { hostname, port } = new URL(w.daemon.url);
  const socket = connect(Number(port), hostname);
  const head = [`PATCH ${path} HTTP/1.1`, `Host: ${w.daemon.host}`, `Authorization: Bearer ${who.token}`, "Tus-Resumable: 1.0.0"];
  head.push("Content-Type: application/offset+octet-stream", `Upload-Offset: ${offset}`, `Content-Length: ${length}`, ...more, "", "");
  socket.write(head.join("\r\n"));
  socket.write(body);
  socket.on("error", () => socket.destroy());
  return socket;
}

test("piece by piece a file becomes media, and its owner is told", async () => {
  const file = await photograph(1);
  const path = await created(w.ada, file.length);
  for (let at = 0; at < file.length; at += 5000) {
    const reply = (await patch(w.ada, path, at, file.subarray(at, at + 5000))).is(204);
    assert.equal(reply.header("upload-offset"), String(Math.min(at + 5000, file.length)));
    assert.equal(reply.header("stencil-media") !== "", at + 5000 >= file.length);
    assert.equal(reply.header("upload-expires") === "", at + 5000 >= file.length);
  }
  const id = (await head(w.ada, path)).header("stencil-media");
  assert.equal((await w.ada.get(`/v1/media/${id}`)).as<Media>().sha256, sha256(file));
  assert.equal((await told(w.ada, "media.ready"))?.subject, id);
  checkBlobs(w.daemon.folder);
});

test("the last piece again changes nothing and says the same", async () => {
  const file = tone(100);
  const path = await created(w.ada, file.length);
  const id = (await patch(w.ada, path, 0, file)).is(204).header("stencil-media");
  const again = (await patch(w.ada, path, file.length, Buffer.alloc(0))).is(204);
  assert.equal(again.header("stencil-media"), id);
  const refused = await patch(w.ada, path, 0, file);
  assert.equal(refused.refused(409, "wrong-offset") && refused.header("upload-offset"), String(file.length));
  (await patch(w.ada, path, file.length, Buffer.from("x"))).refused(413, "too-large");
});

test("the same file again is the same media", async () => {
  const file = await photograph(2);
  const media = await w.ada.upload(file);
  const path = await created(w.ada, file.length);
  assert.equal((await patch(w.ada, path, 0, file)).is(204).header("stencil-media"), media.id);
});

test("bytes go only where the others end", async () => {
  const path = await created(w.ada, 100);
  (await patch(w.ada, path, 0, Buffer.alloc(40))).is(204);
  for (const offset of [0, 39, 41, 100, 101]) {
    const reply = await patch(w.ada, path, offset, Buffer.alloc(10));
    reply.refused(409, "wrong-offset");
    assert.equal(reply.header("upload-offset"), "40");
  }
  (await patch(w.ada, path, 40, Buffer.alloc(61))).refused(413, "too-large");
  assert.equal(await offsetOf(w.ada, path), 40);
  (await patch(w.ada, path, 40, Buffer.alloc(59))).is(204);
});

for (const algorithm of ["sha1", "sha256"] as const)
  test(`a piece with its ${algorithm} stays, a damaged one is dropped`, async () => {
    const file = wave(3000, algorithm.length);
    const path = await created(w.ada, file.length);
    (await patch(w.ada, path, 0, file.subarray(0, 1000), checksum(algorithm, file.subarray(0, 1000)))).is(204);
    (await patch(w.ada, path, 1000, Buffer.alloc(2000, 7), checksum(algorithm, file.subarray(1000)))).refused(460, "checksum-mismatch");
    assert.equal(await offsetOf(w.ada, path), 1000);
    const last = (await patch(w.ada, path, 1000, file.subarray(1000), checksum(algorithm, file.subarray(1000)))).is(204);
    assert.equal((await w.ada.get(`/v1/media/${last.header("stencil-media")}`)).as<Media>().sha256, sha256(file));
  });

test("what arrived of a piece stays when the connection breaks", async () => {
  const file = wave(200_000, 3);
  const path = await created(w.ada, file.length);
  const socket = begin(w.ada, path, 0, file.length, file.subarray(0, 150_000));
  await until(() => head(w.ada, path), (reply) => reply.header("upload-offset") === "150000", "150000 bytes");
  socket.destroy();
  /* The daemon may not have noticed yet: then somebody is at it still. */
  const rest = await until(() => patch(w.ada, path, 150_000, file.subarray(150_000)), (reply) => reply.status !== 423, "the end of the lock");
  const media = (await w.ada.get(`/v1/media/${rest.is(204).header("stencil-media")}`)).as<Media>();
  assert.equal(media.sha256, sha256(file));
});

test("of a piece with a checksum nothing stays when the connection breaks, nor is it shown before", async () => {
  const file = wave(200_000, 4);
  const path = await created(w.ada, file.length);
  (await patch(w.ada, path, 0, file.subarray(0, 1000))).is(204);
  const more = Object.entries(checksum("sha1", file.subarray(1000))).map(([name, value]) => `${name}: ${value}`);
  const socket = begin(w.ada, path, 1000, file.length - 1000, file.subarray(1000, 150_000), more);
  /* At a wrong offset, so that it changes nothing when it comes first. */
  (await until(() => patch(w.ada, path, 7, Buffer.alloc(1)), (reply) => reply.status === 423, "the lock")).refused(423, "locked");
  assert.equal(await offsetOf(w.ada, path), 1000);
  socket.destroy();
  const rest = await until(() => patch(w.ada, path, 1000, file.subarray(1000)), (reply) => reply.status !== 423, "the end of the lock");
  assert.equal((await w.ada.get(`/v1/media/${rest.is(204).header("stencil-media")}`)).as<Media>().sha256, sha256(file));
});

test("of two requests that write at once one is refused", async () => {
  const file = wave(100_000, 5);
  const path = await created(w.ada, file.length);
  const socket = begin(w.ada, path, 0, file.length, file.subarray(0, 50_000));
  await until(() => head(w.ada, path), (reply) => reply.header("upload-offset") === "50000", "50000 bytes");
  (await patch(w.ada, path, 50_000, file.subarray(50_000))).refused(423, "locked");
  socket.write(file.subarray(50_000));
  await once(socket, "data");
  socket.destroy();
  const id = (await head(w.ada, path)).is(200).header("stencil-media");
  assert.equal((await w.ada.get(`/v1/media/${id}`)).as<Media>().sha256, sha256(file));
});

test("eight times the last piece at the same moment is one media", async () => {
  const file = wave(50_000, 6);
  const path = await created(w.ada, file.length);
  const replies = await Promise.all(Array.from({ length: 8 }, () => patch(w.ada, path, 0, file)));
  assert.equal(replies.filter((reply) => reply.status === 204).length, 1);
  for (const reply of replies) assert.ok([204, 409, 423].includes(reply.status), String(reply.status));
  checkBlobs(w.daemon.folder);
});

test("a file that is refused when it is whole is gone, and HEAD says why", async () => {
  const before = blobs(w.daemon.folder);
  const half = tone(300).subarray(0, 1000);
  const cases: [Buffer, number, string][] = [
    [Buffer.from("no picture at all"), 415, "media-unknown"],
    [half, 422, "media-truncated"],
  ];
  for (const [file, status, type] of cases) {
    const path = await created(w.ada, file.length);
    (await patch(w.ada, path, 0, file)).refused(status, type);
    assert.equal((await head(w.ada, path)).is(410).header("stencil-problem"), `urn:stencil:problem:${type}`);
    assert.match((await patch(w.ada, path, file.length, Buffer.alloc(0))).refused(410, "gone").detail, new RegExp(type));
    assert.equal((await told(w.ada, "media.refused"))?.data["problem"], type);
  }
  assert.deepEqual(blobs(w.daemon.folder), before);
});

test("PATCH may come as POST", async () => {
  const path = await created(w.ada, 100);
  const headers = { "content-type": "application/offset+octet-stream", "upload-offset": "0", "x-http-method-override": "PATCH" };
  assert.equal((await send(w.ada, "POST", path, { headers, body: Buffer.alloc(10) })).status, 204);
  assert.equal(await offsetOf(w.ada, path), 10);
});

test("another method stays what it is, and elsewhere so does POST", async () => {
  (await send(w.ada, "POST", w.path, { headers: { "x-http-method-override": "GET" } })).refused(405, "method-not-allowed");
  (await w.ada.send("POST", "/v1/accounts/me", { headers: { "x-http-method-override": "DELETE" } })).refused(405, "method-not-allowed");
});

test("an upload that was deleted while bytes came is not there", async () => {
  const path = await created(w.ada, 100);
  const socket = begin(w.ada, path, 0, 10, Buffer.alloc(5));
  await until(() => head(w.ada, path), (reply) => reply.header("upload-offset") === "5", "5 bytes");
  (await remove(w.ada, path)).is(204);
  socket.write(Buffer.alloc(5));
  const [data] = (await once(socket, "data")) as [Buffer];
  assert.match(data.toString(), /^HTTP\/1.1 404/);
  socket.destroy();
});

const given = { "tus-resumable": "1.0.0", "upload-offset": "0", "content-type": "application/offset+octet-stream" };
refuses(() => w.ada, "PATCH", () => w.path, [
  { name: "another version of tus", headers: { ...given, "tus-resumable": "0.2.2" }, status: 412, type: "tus-version" },
  { name: "no offset", headers: { ...given, "upload-offset": "" }, status: 422, type: "invalid", pointer: "header:Upload-Offset" },
  { name: "an offset that is no number", headers: { ...given, "upload-offset": "-1" }, status: 422, type: "invalid", pointer: "header:Upload-Offset" },
  { name: "another content type", headers: { ...given, "content-type": "application/octet-stream" }, body: "x", status: 415, type: "wrong-content-type" },
  { name: "a checksum by something unknown", headers: { ...given, "upload-checksum": "md5 1B2M2Y8AsgTpgAmY7PhCfg==" }, body: "x", status: 400, type: "malformed" },
  { name: "a checksum that is none", headers: { ...given, "upload-checksum": "sha1 AAAA" }, body: "x", status: 400, type: "malformed" },
]);
refuses(() => w.ada, "PATCH", "/v1/uploads/AZqv0m3dcJ2mS0lYxA1bCw", [{ name: "an upload that nobody began", headers: given, status: 404, type: "not-found" }]);
refuses(() => w.bob, "PATCH", () => w.path, [{ name: "somebody else's upload", headers: given, body: "x", status: 404, type: "not-found" }]);
refuses(() => w.nobody, "PATCH", () => w.path, [{ name: "somebody who is not signed in", headers: given, body: "x", status: 401, type: "sign-in-required" }]);
