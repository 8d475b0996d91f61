// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const w = world(async () => ({}));

test("the style sheet of pages needs nothing from another host", async () => {
  const reply = (await w.nobody.get("/page/page.css")).is(200);
  assert.equal(reply.header("content-type"), "text/css; charset=utf-8");
  assert.doesNotMatch(reply.bytes.toString(), /https?:|@import/);
});

for (const name of ["none.css", "..%2Fdocs%2Fdocs.css", "page.css%00"])
  refuses(() => w.nobody, "GET", `/page/${name}`, [{ name: `the file ${name}`, status: 404, type: "not-found" }]);
readsLikeAll(() => w.nobody, "/page/page.css");
