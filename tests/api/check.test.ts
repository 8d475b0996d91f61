// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { blobs, checkBlobs } from "./harness/blobs.ts";
import { newFolder, run } from "./harness/daemon.ts";
import { photograph } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const [whole, lost, bent] = await ada.photos(3);
  (await ada.get(`/v1/media/${whole!.id}/image?w=320`)).is(200);
  const variant = blobs(daemon.folder).find((digest) => ![whole!, lost!, bent!].some(({ sha256 }) => sha256 === digest))!;
  return { ada, whole: whole!, lost: lost!, bent: bent!, variant };
});

const file = (digest: string) => join(w.daemon.folder, "blobs", digest.slice(0, 2), digest.slice(2));
const check = (...words: string[]) => run(["check", ...words, "--data", w.daemon.folder]);

function orphan(): string {
  const digest = createHash("sha256").update("orphan").digest("hex");
  mkdirSync(dirname(file(digest)), { recursive: true });
  writeFileSync(file(digest), "orphan");
  return digest;
}

test("nothing is wrong with files that are as they were stored", () => {
  const { status, stdout } = check();
  assert.equal(status, 0);
  assert.equal(stdout, "stencild: 4 files: 0 missing, 0 corrupt, 0 orphaned; 0 still wrong\n");
});

test("what is missing, corrupt or orphaned is listed, and nothing is changed", async () => {
  const digest = orphan();
  rmSync(file(w.lost.sha256));
  writeFileSync(file(w.bent.sha256), "something else");
  writeFileSync(file(w.variant), "something else");
  const before = blobs(w.daemon.folder);
  const { status, stdout } = check();
  assert.equal(status, 1);
  assert.deepEqual(
    stdout.trim().split("\n").sort(),
    [
      `corrupt ${w.bent.sha256} media ${w.bent.id}`,
      `corrupt ${w.variant} picture`,
      `missing ${w.lost.sha256} media ${w.lost.id}`,
      `orphaned ${digest}`,
      "stencild: 4 files: 1 missing, 2 corrupt, 1 orphaned; 4 still wrong",
    ].sort(),
  );
  assert.deepEqual(blobs(w.daemon.folder), before);
});

test("a repair deletes orphans and has pictures made anew; what was uploaded has to be uploaded again", async () => {
  const { status, stdout } = check("--repair");
  assert.equal(status, 1);
  assert.match(stdout, /^orphaned .* repaired$/m);
  assert.match(stdout, new RegExp(`^corrupt ${w.variant} picture repaired$`, "m"));
  assert.match(stdout, /; 2 still wrong\n$/);
  assert.match(check().stdout, /2 still wrong\n$/);
  const drawn = (await w.ada.get(`/v1/media/${w.whole.id}/image?w=320`)).is(200);
  assert.notEqual(drawn.bytes.toString(), "something else");
  for (const number of [1, 2]) await w.ada.upload(await photograph(number));
  const after = check();
  assert.equal(after.status, 0, after.stdout);
  checkBlobs(w.daemon.folder);
});

test("a picture whose file is missing is made anew when it is asked for", async () => {
  rmSync(file(w.variant));
  (await w.ada.get(`/v1/media/${w.whole.id}/image?w=320`)).is(200);
  assert.equal(check().status, 0);
});

test("a folder that is new has nothing wrong, and a word too many is refused", () => {
  const folder = newFolder();
  assert.equal(run(["check", "--data", folder]).status, 0);
  assert.equal(run(["check", "everything", "--data", folder]).status, 2);
  rmSync(folder, { recursive: true });
});
