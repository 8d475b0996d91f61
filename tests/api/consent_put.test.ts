// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { askingWorld } from "./harness/authorizations.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Account, Collection, Consent, Page } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const path = "/v1/accounts/bob/consent";
const w = world(askingWorld);

test("the last decision for a person counts", async () => {
  for (const consent of ["free", "never", "blocked", "ask"])
    assert.deepEqual((await w.ada.put(path, { consent })).as<Consent>(), { person: { handle: "bob", name: "bob" }, consent });
  assert.deepEqual((await w.ada.get("/v1/consents")).as<Page<Consent>>().items, [{ person: { handle: "bob", name: "bob" }, consent: "ask" }]);
});

test("an account and a collection have a consent of their own", async () => {
  const me = async () => (await w.eve.get("/v1/accounts/me")).as<Account>();
  assert.equal((await me()).consent, "ask");
  for (const consent of ["free", "never", "ask"]) assert.equal((await w.eve.patch("/v1/accounts/me", { consent })).as<Account>().consent, consent);
  assert.equal((await w.ada.get("/v1/accounts/eve")).as<Account>().consent, undefined);
  const made = await w.eve.collect({ authorization: "never" });
  assert.equal(made.authorization, "never");
  assert.equal((await w.eve.patch(`/v1/collections/${made.id}`, { authorization: null })).as<Collection>().authorization, null);
});

refuses(() => w.eve, "PATCH", "/v1/accounts/me", [invalid("to block everybody", { consent: "blocked" }, "/consent")]);
refuses(() => w.ada, "PUT", path, [invalid("no consent", {}, "/consent"), invalid("a consent that is none", { consent: "perhaps" }, "/consent")]);
refuses(() => w.ada, "PUT", "/v1/accounts/ada/consent", [{ name: "a consent to oneself", json: { consent: "free" }, status: 422, type: "invalid" }]);
refuses(() => w.ada, "PUT", "/v1/accounts/nobody_here/consent", [{ name: "somebody who is not there", json: { consent: "free" }, status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "PUT", path, { consent: "free" });
refusesBadBodies(() => w.ada, "PUT", path, 4096);
