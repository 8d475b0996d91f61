// SPDX-License-Identifier: Apache-2.0
// Pages of other sites: those that the setting names may call the API, others not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "./harness/client.ts";
import { Daemon } from "./harness/daemon.ts";
import { world } from "./harness/world.ts";

const friend = "https://friend.example";
const w = world(async () => ({}), { "http.cors_origins": `${friend} http://localhost:5173` });
const asked = { "access-control-request-method": "POST", "access-control-request-headers": "authorization" };

test("a named origin is let in, with what it needs", async () => {
  const reply = (await w.nobody.send("OPTIONS", "/v1/collections", { headers: { origin: friend, ...asked } })).is(204);
  assert.equal(reply.header("access-control-allow-origin"), friend);
  assert.match(reply.header("access-control-allow-methods"), /POST/);
  for (const name of ["Authorization", "Content-Type", "Idempotency-Key", "If-Match"])
    assert.ok(reply.header("access-control-allow-headers").includes(name), name);
  assert.match(reply.header("vary"), /Origin/);
});

test("its requests can read the replies, refusals too, and never with cookies", async () => {
  for (const path of ["/v1/feed", "/v1/accounts/nobody_here"]) {
    const reply = await w.nobody.get(path, { origin: friend });
    assert.equal(reply.header("access-control-allow-origin"), friend);
    assert.match(reply.header("access-control-expose-headers"), /ETag/);
    assert.equal(reply.header("access-control-allow-credentials"), "");
  }
});

test("another origin is not let in", async () => {
  for (const origin of ["https://elsewhere.example", `${friend}.evil.example`, "https://friend", "null", ""]) {
    const reply = await w.nobody.get("/v1/feed", { origin });
    assert.equal(reply.header("access-control-allow-origin"), "", origin);
  }
});

test("by itself a daemon lets no other origin in, and with * all", async () => {
  for (const [setting, wanted] of [["", ""], ["*", "*"]] as const) {
    const daemon = await Daemon.start({ "http.cors_origins": setting });
    try {
      assert.equal((await new Client(daemon).get("/v1/feed", { origin: friend })).header("access-control-allow-origin"), wanted);
    } finally {
      await daemon.clear();
    }
  }
});
