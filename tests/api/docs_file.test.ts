// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const w = world(async () => ({}));

test("style sheet and scripts come with their types, and nobody may take them for another", async () => {
  for (const [name, type] of [["docs.css", "text/css"], ["docs.js", "text/javascript"], ["schema.js", "text/javascript"]]) {
    const reply = (await w.nobody.get(`/docs/${name}`)).is(200);
    assert.equal(reply.header("content-type"), `${type}; charset=utf-8`);
    assert.equal(reply.header("x-content-type-options"), "nosniff");
  }
});

test("what the scripts import is there", async () => {
  const script = (await w.nobody.get("/docs/docs.js")).bytes.toString();
  for (const match of script.matchAll(/from "([^"]+)"/g)) (await w.nobody.get(match[1]!)).is(200);
});

for (const name of ["none.css", "..%2f..%2fconfig%2fpolicy.json", "docs.css%00", "..%5cdocs.css"])
  refuses(() => w.nobody, "GET", `/docs/${name}`, [{ name: `the file ${name}`, status: 404, type: "not-found" }]);

readsLikeAll(() => w.nobody, "/docs/docs.css");
