// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { world } from "./harness/world.ts";

const w = world(async () => ({}));

test("a daemon that works says so, and nobody keeps the answer", async () => {
  const reply = (await w.nobody.get("/readyz")).is(200);
  assert.deepEqual(reply.json, { status: "ok" });
  assert.equal(reply.header("cache-control"), "no-store");
});

test("HEAD and OPTIONS are answered, other methods are not", async () => {
  (await w.nobody.send("HEAD", "/readyz")).is(200);
  assert.deepEqual((await w.nobody.send("OPTIONS", "/readyz")).is(204).header("allow").split(", ").sort(), ["GET", "HEAD", "OPTIONS"]);
  (await w.nobody.post("/readyz")).refused(405, "method-not-allowed");
});
