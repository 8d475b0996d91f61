// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { world } from "./harness/world.ts";

const w = world(async () => ({}));

test("a visitor is led to the reference", async () => {
  const reply = (await w.nobody.get("/")).is(303);
  assert.equal(reply.header("location"), "/docs");
  (await w.nobody.get(reply.header("location"))).is(200);
});

test("HEAD leads there too", async () => {
  assert.equal((await w.nobody.send("HEAD", "/")).is(303).header("location"), "/docs");
});

test("an address that is none is not found, for people who are signed in or not", async () => {
  for (const path of ["/nothing", "/v1", "/v1/", "/v1/nothing", "/v1/collections/a/b", "//", "/v2/feed"])
    (await w.nobody.get(path)).refused(404, "not-found");
});

test("a method that nobody knows is refused", async () => {
  const reply = await w.nobody.send("PURGE", "/v1/feed");
  reply.refused(405, "method-not-allowed");
});
