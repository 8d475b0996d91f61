// SPDX-License-Identifier: Apache-2.0
// What is on the disk of a daemon.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { until } from "./until.ts";

/** The digests of the files that are kept by content; drafts and markers apart. */
export function blobs(folder: string): string[] {
  const root = join(folder, "blobs");
  const places = readdirSync(root).filter((name) => /^[0-9a-f]{2}$/.test(name));
  return places.flatMap((place) => readdirSync(join(root, place)).map((name) => place + name)).sort();
}

/** Waits until no draft is left: a refusal may be answered before its draft is removed. */
export async function noDraftLeft(folder: string): Promise<void> {
  await until(() => readdirSync(join(folder, "blobs/draft")), (left) => left.length === 0, "no draft left");
}

/** Fails where anything is half there, or a file is not what its name says. */
export function checkBlobs(folder: string): void {
  const root = join(folder, "blobs");
  for (const name of ["draft", "pending"]) assert.deepEqual(readdirSync(join(root, name)), [], name);
  for (const digest of blobs(folder)) {
    const file = readFileSync(join(root, digest.slice(0, 2), digest.slice(2)));
    assert.equal(createHash("sha256").update(file).digest("hex"), digest);
  }
}
