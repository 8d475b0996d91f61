// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { another, ask, askingWorld, authorization, decide } from "./harness/authorizations.ts";
import { official } from "./harness/people.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import type { Authorization } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const people = await askingWorld(daemon);
  const asked = await ask(people.bob, people.made.id);
  return { ...people, asked, mod: await official(daemon, "judge", "moderator"), path: `/v1/authorizations/${asked.id}/withdraw` };
});

test("it is withdrawn from then on, with a receipt, and both see so", async () => {
  const asked = await ask(w.bob, (await another(w)).id);
  const now = (await decide(w.bob, asked.id, "withdraw")).as<Authorization>();
  assert.deepEqual([now.state, now.expires, now.receipts.length], ["withdrawn", null, 1]);
  assert.ok(now.decided! >= asked.requested);
  assert.deepEqual(await authorization(w.ada, asked.id), now);
});

test("it is decided once, also when many try at the same moment", async () => {
  const asked = await ask(w.bob, (await another(w)).id);
  const replies = await Promise.all(Array.from({ length: 8 }, () => decide(w.bob, asked.id, "withdraw")));
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, ...Array<number>(7).fill(409)]);
  (await decide(w.bob, asked.id, "withdraw")).refused(409, "wrong-state");
  assert.equal((await authorization(w.bob, asked.id)).receipts.length, 1);
});

test("the same key decides once and gives the same reply", async () => {
  const asked = await ask(w.bob, (await another(w)).id);
  const send = () => w.bob.post(`/v1/authorizations/${asked.id}/withdraw`, undefined, { "idempotency-key": "withdraw" });
  assert.deepEqual((await send()).as<Authorization>(), (await send()).as<Authorization>());
});

refuses(() => w.ada, "POST", () => w.path, [{ name: "the other side", status: 403, type: "forbidden" }]);
refuses(() => w.mod, "POST", () => w.path, [{ name: "a moderator", status: 403, type: "forbidden" }]);
refuses(() => w.eve, "POST", () => w.path, [{ name: "a stranger", status: 404, type: "not-found" }]);
refuses(() => w.bob, "POST", "/v1/authorizations/nonsense/withdraw", [{ name: "what is no id", status: 404, type: "not-found" }]);
refuses(() => w.bob, "POST", () => w.path, [{ name: "a body that is far too large", body: "x".repeat(70_000), status: 413, type: "too-large" }]);
needsSignIn(() => w.nobody, "POST", () => w.path);

test("somebody who was blocked meanwhile may still withdraw", async () => {
  const asked = await ask(w.bob, (await another(w)).id);
  (await w.ada.put("/v1/accounts/bob/consent", { consent: "blocked" })).is(200);
  (await decide(w.bob, asked.id, "withdraw")).is(200);
  (await w.ada.delete("/v1/accounts/bob/consent")).is(204);
});
