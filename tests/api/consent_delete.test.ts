// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { another, ask, askingWorld } from "./harness/authorizations.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import type { Consent, Page } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const path = "/v1/accounts/bob/consent";
const w = world(askingWorld);

test("it is then as for everybody, and to take back nothing is no mistake", async () => {
  (await w.ada.put(path, { consent: "free" })).is(200);
  assert.equal((await ask(w.bob, (await another(w)).id)).state, "granted");
  for (let n = 0; n < 2; n++) (await w.ada.delete(path)).is(204);
  assert.equal((await ask(w.bob, (await another(w)).id)).state, "pending");
});

test("what others decided stays", async () => {
  (await w.eve.put(path, { consent: "never" })).is(200);
  (await w.ada.delete(path)).is(204);
  assert.equal((await w.eve.get("/v1/consents")).as<Page<Consent>>().items.length, 1);
});

refuses(() => w.ada, "DELETE", "/v1/accounts/nobody_here/consent", [{ name: "somebody who is not there", status: 404, type: "not-found" }]);
refuses(() => w.ada, "DELETE", path, [{ name: "a body that is far too large", body: "x".repeat(70_000), status: 413, type: "too-large" }]);
needsSignIn(() => w.nobody, "DELETE", path);
