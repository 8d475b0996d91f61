// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readsLikeAll } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const path = "/v1/filters";
const w = world(async () => ({}));

test("anyone sees the filters of the source, with the numbers that draw them", async () => {
  const { items } = (await w.nobody.get(path)).as<{ items: { name: string }[] }>();
  assert.deepEqual({ items }, JSON.parse(readFileSync("config/filters.json", "utf8")));
  assert.ok(items.some(({ name }) => name === "warm"));
});

readsLikeAll(() => w.nobody, path);
