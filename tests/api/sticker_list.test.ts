// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import sharp from "sharp";
import { readsLikeAll } from "./harness/refusals.ts";
import type { BuiltinSticker, Page } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const path = "/v1/stickers";
const w = world(async () => ({}));

test("anyone sees the stickers; their pictures are as the list says, with something to see and something to see through", async () => {
  const { items } = (await w.nobody.get(path)).as<Page<BuiltinSticker>>();
  assert.ok(items.length >= 12);
  assert.equal(new Set(items.map(({ name }) => name)).size, items.length);
  for (const { name, label, url, width, height, sha256 } of items) {
    const { bytes } = (await w.nobody.get(url)).is(200);
    const { channels } = await sharp(bytes).stats();
    const metadata = await sharp(bytes).metadata();
    assert.deepEqual([metadata.format, metadata.width, metadata.height, channels.length], ["png", width, height, 4], name);
    assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256, name);
    assert.deepEqual([channels[3]!.min, channels[3]!.max > 200], [0, true], name);
    assert.ok(label.length > 0);
  }
});

readsLikeAll(() => w.nobody, path);
