// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { readsLikeAll } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const w = world(async () => ({}));

test("the page needs nothing from another host and runs nothing inline", async () => {
  const reply = (await w.nobody.get("/docs")).is(200);
  const page = reply.bytes.toString();
  const policy = reply.header("content-security-policy");
  assert.match(reply.header("content-type"), /^text\/html; charset=utf-8$/);
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"])
    assert.ok(policy.includes(rule), rule);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.doesNotMatch(page, /https?:\/\/|<script>|<style|style=|onclick=/);
});

test("all that the page loads is there", async () => {
  const page = (await w.nobody.get("/docs")).bytes.toString();
  const loaded = [...page.matchAll(/(?:src|href)="(\/[^"#]*)"/g)].map((match) => match[1]!);
  assert.ok(loaded.length >= 3);
  for (const path of loaded) (await w.nobody.get(path)).is(200);
});

readsLikeAll(() => w.nobody, "/docs");
