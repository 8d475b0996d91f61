// SPDX-License-Identifier: Apache-2.0
// A client that others wrote (tus-js-client), against the daemon as it is: aborted, resumed, and
// with the daemon killed in between.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Upload, type UploadOptions } from "tus-js-client";
import { checkBlobs } from "./harness/blobs.ts";
import { Daemon } from "./harness/daemon.ts";
import { FlakyLine } from "./harness/flaky.ts";
import { person, returning, type Person } from "./harness/people.ts";
import type { Media } from "./harness/shapes.ts";
import { until } from "./harness/until.ts";
import { head, sha256, uploads, wave } from "./harness/uploads.ts";

const mebibyte = 1 << 20;
const size = 64 * mebibyte;
const sanitized = (process.env["STENCIL_TEST_PROGRAM"] ?? "").includes("/san/");
const settings = { "media.bytes_max": String(80 * mebibyte) };

function options(who: Person, more: UploadOptions): UploadOptions {
  return {
    endpoint: who.daemon.url + uploads,
    headers: { authorization: `Bearer ${who.token}` },
    metadata: { filename: "wave.wav" },
    retryDelays: [0, 50, 100, 200, 400, 800, 1600],
    storeFingerprintForResuming: false,
    ...more,
  };
}

/** Uploads from where it is to its end; gives its address. */
function finish(who: Person, file: Buffer, more: UploadOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(file, options(who, { ...more, onError: reject, onSuccess: () => resolve(new URL(upload.url!).pathname) }));
    upload.start();
  });
}

/** Begins, or goes on, and breaks off once this many bytes were sent; gives its address. */
function breakOff(who: Person, file: Buffer, after: number, more: UploadOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload: Upload = new Upload(
      file,
      options(who, {
        ...more,
        onError: reject,
        onSuccess: () => reject(new Error("it was finished before it was broken off")),
        onProgress: (sent) => {
          if (sent >= after && upload.url) void upload.abort().then(() => resolve(upload.url!), reject);
        },
      }),
    );
    upload.start();
  });
}

async function checkStored(who: Person, path: string, file: Buffer): Promise<void> {
  const id = (await until(() => head(who, path), (reply) => reply.status === 200, "the upload")).is(200).header("stencil-media");
  const media = (await who.get(`/v1/media/${id}`)).as<Media>();
  assert.deepEqual([media.size, media.sha256, media.type], [file.length, sha256(file), "audio/wav"]);
  assert.equal(sha256((await who.get(`/v1/media/${id}/file`)).is(200).bytes), sha256(file));
}

test("64 MiB, aborted and resumed, over a line that breaks at random, across a kill of the daemon, are the same file", async () => {
  const file = wave(size);
  let daemon = await Daemon.start(settings);
  const line = await FlakyLine.start(daemon, () => 1 + Math.floor(Math.random() * 6 * mebibyte));
  try {
    const ada = await person(daemon, "ada");
    const path = new URL(await breakOff(ada, file, 5 * mebibyte, { chunkSize: 4 * mebibyte })).pathname;
    const finished = finish(ada, file, { uploadUrl: line.url + path });
    await until(() => head(ada, path), (reply) => Number(reply.header("upload-offset")) > size / 2, "half of it");
    await daemon.kill();
    daemon = line.daemon = await Daemon.start(settings, daemon.folder);
    const again = await returning(daemon, "ada");
    assert.equal(await finished, path);
    assert.ok(line.breaks >= 5, `it broke only ${line.breaks} times`);
    await checkStored(again, path, file);
    checkBlobs(daemon.folder);
  } finally {
    line.stop();
    await daemon.clear();
  }
});

test("the same in chunks", async () => {
  const file = wave(16 * mebibyte, 2);
  const daemon = await Daemon.start(settings);
  const line = await FlakyLine.start(daemon, () => 1 + Math.floor(Math.random() * 3 * mebibyte));
  try {
    const ada = await person(daemon, "ada");
    const path = await finish(ada, file, { endpoint: line.url + uploads, chunkSize: 1_000_000 });
    assert.ok(line.breaks >= 3, `it broke only ${line.breaks} times`);
    await checkStored(ada, path, file);
  } finally {
    line.stop();
    await daemon.clear();
  }
});

test("a client sends the first bytes with the creation, and takes a refusal for what it is", async () => {
  const daemon = await Daemon.start(settings);
  try {
    const ada = await person(daemon, "ada");
    const file = wave(3 * mebibyte, 3);
    await checkStored(ada, await finish(ada, file, { uploadDataDuringCreation: true, chunkSize: mebibyte }), file);
    await assert.rejects(finish(ada, Buffer.from("no sound at all")), /415.*media-unknown/s);
    await assert.rejects(finish(ada, Buffer.alloc(81 * mebibyte)), /413/);
  } finally {
    await daemon.clear();
  }
});

test("a client gives an upload up", async () => {
  const daemon = await Daemon.start(settings);
  try {
    const ada = await person(daemon, "ada");
    const url = await breakOff(ada, wave(8 * mebibyte, 4), mebibyte, { chunkSize: mebibyte });
    await Upload.terminate(url, options(ada, {}));
    (await head(ada, new URL(url).pathname)).is(404);
  } finally {
    await daemon.clear();
  }
});

function residentKiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))![1]);
}

test("the daemon does not grow with what is uploaded", { skip: sanitized && "a sanitizer keeps what was freed" }, async () => {
  const daemon = await Daemon.start(settings);
  try {
    const ada = await person(daemon, "ada");
    /* What is made once, at the first use, is no growth. */
    await finish(ada, wave(mebibyte, 9));
    const length = 32 * mebibyte;
    const before = residentKiB(daemon.pid);
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, residentKiB(daemon.pid))), 10);
    const paths = await Promise.all(Array.from({ length: 8 }, (_, n) => finish(ada, wave(length, 10 + n), { chunkSize: 16 * mebibyte })));
    clearInterval(watch);
    most = Math.max(most, residentKiB(daemon.pid));
    assert.equal(new Set(await Promise.all(paths.map(async (path) => (await head(ada, path)).header("stencil-media")))).size, 8);
    assert.ok(most - before < 8 * 1024, `grew from ${before} to ${most} KiB`);
    console.log(`resident: ${before} KiB before, ${most} KiB at most`);
  } finally {
    await daemon.clear();
  }
});
