// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Daemon } from "./harness/daemon.ts";
import { person, returning } from "./harness/people.ts";
import { until } from "./harness/until.ts";
import { created, head, offsetOf, patch, wave } from "./harness/uploads.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  return { ada, bob: await person(daemon, "bob"), path: await created(ada, 100, { "upload-metadata": "filename YS53YXY=" }) };
});

test("it says how far the upload is, and what came with it, never from a cache", async () => {
  (await patch(w.ada, w.path, 0, Buffer.alloc(30))).is(204);
  const reply = (await head(w.ada, w.path)).is(200);
  const said = ["upload-offset", "upload-length", "upload-metadata", "cache-control", "stencil-media"].map((name) => reply.header(name));
  assert.deepEqual(said, ["30", "100", "filename YS53YXY=", "no-store", ""]);
  assert.ok(Date.parse(reply.header("upload-expires")) > Date.now());
});

test("it is its owner's alone, and says so like of one that is not there", async () => {
  for (const reply of [await head(w.bob, w.path), await head(w.ada, "/v1/uploads/AZqv0m3dcJ2mS0lYxA1bCw"), await head(w.ada, "/v1/uploads/..%2fdraft")]) {
    reply.is(404);
    assert.equal(reply.header("upload-offset"), "");
  }
  (await head(w.nobody, w.path)).is(401);
  (await head(w.ada, w.path, { "tus-resumable": "0.2.2" })).is(412);
});

test("GET is not taken", async () => {
  assert.match((await w.ada.get(w.path, { "tus-resumable": "1.0.0" })).is(405).header("allow"), /HEAD/);
});

test("an upload whose time is over is gone, then deleted with its file", async () => {
  const daemon = await Daemon.start({ "upload.ttl": "1" });
  try {
    const ada = await person(daemon, "ada");
    const path = await created(ada, 100);
    (await patch(ada, path, 0, Buffer.alloc(10))).is(204);
    const file = `${daemon.folder}/blobs/upload/${path.split("/").pop()}`;
    assert.ok(existsSync(file));
    await sleep(1100);
    assert.ok([404, 410].includes((await head(ada, path)).status));
    assert.ok([404, 410].includes((await patch(ada, path, 10, Buffer.alloc(10))).status));
    await until(() => existsSync(file), (isThere) => !isThere, "the end of the file");
    await until(() => head(ada, path), (reply) => reply.status === 404, "the end of the upload");
  } finally {
    await daemon.clear();
  }
});

test("after a crash an upload goes on where its file ends, and files without a row are swept", async () => {
  const first = await Daemon.start();
  let second: Daemon | undefined;
  try {
    const ada = await person(first, "ada");
    const file = wave(10_000);
    const path = await created(ada, file.length);
    (await patch(ada, path, 0, file.subarray(0, 4000))).is(204);
    await first.kill();
    const folder = `${first.folder}/blobs/upload`;
    writeFileSync(`${folder}/${path.split("/").pop()!.replace(/..../, "0000")}`, "bytes that no row knows");
    assert.equal(readdirSync(folder).length, 2);
    second = await Daemon.start({}, first.folder);
    const again = await returning(second, "ada");
    assert.equal(await offsetOf(again, path), 4000);
    await until(() => readdirSync(folder), (files) => files.length === 1, "the end of the stray file");
    assert.deepEqual(readdirSync(folder), [path.split("/").pop()]);
    assert.ok((await patch(again, path, 4000, file.subarray(4000))).is(204).header("stencil-media"));
  } finally {
    await (second ?? first).clear();
  }
});
