// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { checkBlobs } from "./harness/blobs.ts";
import { photograph } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { refuses } from "./harness/refusals.ts";
import type { Media } from "./harness/shapes.ts";
import { checksum, create, created, createWith, head, offsetOf, patch, remove, send, sha256, uploads } from "./harness/uploads.ts";
import { sendRequest } from "./harness/wire.ts";
import { world } from "./harness/world.ts";

const most = 2_000_000;
const settings = { "media.bytes_max": String(most), "upload.open_max": "3", "http.cors_origins": "https://friend.example" };
const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), bob: await person(daemon, "bob"), eve: await person(daemon, "eve") }), settings);
const files = () => readdirSync(`${w.daemon.folder}/blobs/upload`);

test("OPTIONS says what is spoken, without a sign-in or a version", async () => {
  const reply = (await w.nobody.send("OPTIONS", uploads)).is(204);
  const said = ["tus-resumable", "tus-version", "tus-extension", "tus-max-size", "tus-checksum-algorithm"].map((name) => reply.header(name));
  assert.deepEqual(said, ["1.0.0", "1.0.0", "creation,creation-with-upload,expiration,checksum,termination", String(most), "sha1,sha256"]);
});

test("pages of other sites may send and read its headers", async () => {
  const asked = { origin: "https://friend.example", "access-control-request-method": "PATCH" };
  const reply = (await w.nobody.send("OPTIONS", `${uploads}/AZqv0m3dcJ2mS0lYxA1bCw`, { headers: asked })).is(204);
  for (const name of ["Tus-Resumable", "Upload-Length", "Upload-Offset", "Upload-Checksum", "Upload-Metadata"])
    assert.ok(reply.header("access-control-allow-headers").includes(name), name);
  for (const name of ["Upload-Offset", "Location", "Stencil-Media", "Upload-Expires", "Tus-Max-Size"])
    assert.ok(reply.header("access-control-expose-headers").includes(name), name);
  for (const name of ["PATCH", "HEAD", "DELETE"]) assert.ok(reply.header("access-control-allow-methods").includes(name), name);
});

test("a new upload is empty, has an address, and says when it is over", async () => {
  const reply = (await create(w.ada, 1000, { "upload-metadata": "filename aGVsbG8ud2F2,private" })).is(201);
  assert.match(reply.header("location"), /^\/v1\/uploads\/[\w-]{22}$/);
  assert.equal(reply.header("upload-offset"), "0");
  const left = Date.parse(reply.header("upload-expires")) - Date.now();
  assert.ok(left > 86_300_000 && left <= 86_400_000, reply.header("upload-expires"));
  assert.equal(await offsetOf(w.ada, reply.header("location")), 0);
  (await remove(w.ada, reply.header("location"))).is(204);
});

test("with all of its bytes it becomes media at once", async () => {
  const file = await photograph(1);
  const reply = (await createWith(w.ada, file.length, file)).is(201);
  assert.equal(reply.header("upload-offset"), String(file.length));
  const media = (await w.ada.get(`/v1/media/${reply.header("stencil-media")}`)).as<Media>();
  assert.deepEqual([media.sha256, media.size, media.state], [sha256(file), file.length, "ready"]);
  assert.equal((await head(w.ada, reply.header("location"))).is(200).header("stencil-media"), media.id);
  checkBlobs(w.daemon.folder);
  assert.deepEqual(files(), []);
});

test("with the first bytes it goes on behind them", async () => {
  const file = await photograph(2);
  const reply = (await createWith(w.ada, file.length, file.subarray(0, 1000), checksum("sha256", file.subarray(0, 1000)))).is(201);
  assert.equal(reply.header("upload-offset"), "1000");
  const last = (await patch(w.ada, reply.header("location"), 1000, file.subarray(1000))).is(204);
  assert.equal((await w.ada.get(`/v1/media/${last.header("stencil-media")}`)).as<Media>().sha256, sha256(file));
});

test("with more bytes than it is to have, or damaged ones, nothing is made", async () => {
  (await createWith(w.bob, 3, Buffer.from("four"))).refused(413, "too-large");
  (await createWith(w.bob, 8, Buffer.from("four"), checksum("sha1", Buffer.from("five")))).refused(460, "checksum-mismatch");
  assert.deepEqual(files(), []);
});

test("a file of nothing is refused at once", async () => {
  (await create(w.bob, 0)).refused(415, "media-unknown");
  assert.deepEqual(files(), []);
});

test("the same key makes one upload, and tells how far it is", async () => {
  const key = { "idempotency-key": "once" };
  const first = (await createWith(w.bob, 100, Buffer.alloc(10), key)).is(201);
  const again = (await createWith(w.bob, 100, Buffer.alloc(10), key)).is(201);
  assert.equal(again.header("location"), first.header("location"));
  assert.equal(again.header("upload-offset"), "10");
  (await create(w.bob, 101, key)).refused(422, "idempotency-key-reused");
  assert.equal(files().length, 1);
  (await remove(w.bob, first.header("location"))).is(204);
});

test("as many as are taken at once are taken, and not one more until one is gone", async () => {
  const open = [await created(w.eve, 10), await created(w.eve, 10), await created(w.eve, 10)];
  const before = files().length;
  assert.match((await create(w.eve, 10)).refused(409, "too-many-uploads").detail, /\b3\b/);
  assert.equal(files().length, before);
  (await remove(w.eve, open[0]!)).is(204);
  await created(w.eve, 10);
});

test("a file of just the largest size is begun, one byte more is not", async () => {
  const reply = (await create(w.ada, most)).is(201);
  (await remove(w.ada, reply.header("location"))).is(204);
  const refused = await create(w.ada, most + 1);
  assert.match(refused.refused(413, "too-large").detail, /2000000/);
  assert.equal(refused.header("tus-max-size"), String(most));
  assert.equal(refused.header("tus-resumable"), "1.0.0");
});

test("another version, or none, is refused before all else", async () => {
  for (const version of ["0.2.2", "1.0.1", "2.0.0", ""]) {
    const reply = await send(w.nobody, "POST", uploads, { headers: { "tus-resumable": version, "upload-length": "9" } });
    reply.refused(412, "tus-version");
    assert.deepEqual([reply.header("tus-version"), reply.header("tus-resumable")], ["1.0.0", "1.0.0"]);
  }
  (await w.ada.send("POST", uploads, { headers: { "upload-length": "9" } })).refused(412, "tus-version");
});

test("a body that never says how long it is stops at the length of the file", async () => {
  const headers = ["Tus-Resumable: 1.0.0", "Upload-Length: 3", `Authorization: Bearer ${w.bob.token}`, "Content-Type: application/offset+octet-stream", "Transfer-Encoding: chunked"];
  const reply = await sendRequest(w.daemon, `POST ${uploads}`, headers, "4\r\nfour\r\n0\r\n\r\n");
  assert.equal(reply.status, 413);
});

const given = { "tus-resumable": "1.0.0", "upload-length": "9" };
refuses(() => w.ada, "POST", uploads, [
  { name: "no length", headers: { "tus-resumable": "1.0.0" }, status: 422, type: "invalid", pointer: "header:Upload-Length" },
  { name: "a length that is no number", headers: { ...given, "upload-length": "-1" }, status: 422, type: "invalid", pointer: "header:Upload-Length" },
  { name: "a length that is told later", headers: { "tus-resumable": "1.0.0", "upload-defer-length": "1" }, status: 422, type: "invalid", pointer: "header:Upload-Defer-Length" },
  { name: "metadata that are no base64", headers: { ...given, "upload-metadata": "name not*base64" }, status: 422, type: "invalid", pointer: "header:Upload-Metadata" },
  { name: "metadata of 4,097 characters", headers: { ...given, "upload-metadata": `k ${"A".repeat(4095)}` }, status: 422, type: "invalid", pointer: "header:Upload-Metadata" },
  { name: "bytes of another content type", headers: { ...given, "content-type": "image/jpeg" }, body: "123", status: 415, type: "wrong-content-type" },
  { name: "a checksum by something unknown", headers: { ...given, "upload-checksum": "md5 1B2M2Y8AsgTpgAmY7PhCfg==" }, status: 400, type: "malformed" },
  { name: "a key of 256 characters", headers: { ...given, "idempotency-key": "k".repeat(256) }, status: 422, type: "invalid", pointer: "header:Idempotency-Key" },
]);
refuses(() => w.nobody, "POST", uploads, [{ name: "somebody who is not signed in", headers: given, status: 401, type: "sign-in-required" }]);
