// SPDX-License-Identifier: Apache-2.0
// A disk that is full: a small one of memory, where the test may mount it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkBlobs } from "./harness/blobs.ts";
import { Daemon, newFolder, run } from "./harness/daemon.ts";
import { original, photograph } from "./harness/files.ts";
import { person, returning, type Person } from "./harness/people.ts";
import type { Collection, Media } from "./harness/shapes.ts";

const folder = newFolder();
const ballast = join(folder, "ballast");
const isMounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", folder]).status === 0;
const skip = isMounted ? false : "no disk can be mounted here";

let daemon: Daemon;
let ada: Person;
let media: Media;
let posted: Collection;

before(async () => {
  if (!isMounted) return;
  daemon = await Daemon.start({ "media.avif": "false" }, folder);
  ada = await person(daemon, "ada");
  media = await ada.upload(await photograph(1, { width: 1200, height: 1600 }));
  posted = await ada.collect({ images: [{ media: media.id }] });
});

after(async () => {
  if (isMounted) {
    await daemon.stop();
    assert.equal(spawnSync("umount", [folder]).status, 0);
  }
  rmSync(folder, { recursive: true, force: true });
});

function fill(): void {
  const file = openSync(ballast, "w");
  for (const size of [1 << 20, 4096])
    for (const block = Buffer.alloc(size, 1); ; ) {
      try {
        if (writeSync(file, block) < size) break;
      } catch (e) {
        assert.equal((e as NodeJS.ErrnoException).code, "ENOSPC");
        break;
      }
    }
  closeSync(file);
}

test("a full disk refuses what has to be stored, by its name, and still answers", { skip }, async () => {
  fill();
  (await ada.send("POST", "/v1/media", { body: original(3) })).refused(507, "storage-full");
  (await ada.get(`/v1/media/${media.id}/image?w=1080`)).refused(507, "storage-full");
  (await ada.get(`/v1/collections/${posted.id}/images/0?w=1080`)).refused(507, "storage-full");
  const refusals = new Set<number>();
  /* What the database has left in its own file may still take a few. */
  for (let n = 0; n < 400 && !refusals.has(507); n++) {
    const reply = await ada.post("/v1/collections", { images: [{ media: media.id }], description: "x".repeat(2000) });
    if (reply.status !== 201) reply.refused(507, "storage-full");
    refusals.add(reply.status);
  }
  assert.ok(refusals.has(507));
  assert.equal((await ada.get(`/v1/collections/${posted.id}`)).as<Collection>().id, posted.id);
  assert.equal((await ada.get(`/v1/media/${media.id}/file`)).is(200).bytes.length, media.size);
});

test("once there is room again everything works, without a restart, and nothing was lost", { skip }, async () => {
  rmSync(ballast);
  const next = await ada.upload(original(3));
  (await ada.get(`/v1/media/${media.id}/image?w=1080`)).is(200);
  (await ada.get(`/v1/media/${next.id}/image?w=320`)).is(200);
  const made = await ada.collect({ images: [{ media: media.id }, { media: next.id }] });
  (await ada.get(`/v1/collections/${made.id}/images/1?w=320`)).is(200);
  assert.equal((await ada.get(`/v1/collections/${posted.id}`)).as<Collection>().images.length, 1);
  checkBlobs(folder);
  const checked = run(["check", "--data", folder]);
  assert.equal(checked.status, 0, checked.stdout);
});

test("a kill while the disk is full leaves what was answered", { skip }, async () => {
  fill();
  (await ada.send("POST", "/v1/media", { body: original(4) })).refused(507, "storage-full");
  await daemon.kill();
  rmSync(ballast);
  daemon = await Daemon.start({ "media.avif": "false" }, folder);
  ada = await returning(daemon, "ada");
  assert.equal((await ada.get(`/v1/media/${media.id}/file`)).is(200).bytes.length, media.size);
  await ada.upload(await photograph(4));
  checkBlobs(folder);
});
