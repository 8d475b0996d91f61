// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import type { BuiltinSticker, Page } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async () => ({ url: "" }));

async function heart(): Promise<BuiltinSticker> {
  const { items } = (await w.nobody.get("/v1/stickers")).as<Page<BuiltinSticker>>();
  const found = items.find(({ name }) => name === "heart")!;
  w.url = found.url;
  return found;
}

test("the picture of a sticker may be kept for ever", async () => {
  const { url, sha256 } = await heart();
  const reply = (await w.nobody.get(url)).is(200);
  assert.equal(reply.header("content-type"), "image/png");
  assert.match(reply.header("cache-control"), /immutable/);
  assert.ok(url.includes(sha256));
});

readsLikeAll(() => w.nobody, () => w.url);
for (const [name, file] of [
  ["a sticker that is not there", "no-such.png"],
  ["a name without the digest", "heart.png"],
  ["another digest", `heart-${"0".repeat(64)}.png`],
  ["a file that is none of them", "stickers.json"],
  ["a way out of the folder", "..%2Fpolicy.json"],
  ["a very long name", "x".repeat(3000)],
] as const)
  refuses(() => w.nobody, "GET", `/v1/stickers/${file}`, [{ name, status: 404, type: "not-found" }]);
