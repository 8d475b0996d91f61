// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "./harness/client.ts";
import { password, person, returning } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Account } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), bob: await person(daemon, "bob") }));
const path = "/v1/accounts/me";

test("what is given changes, what is left out stays", async () => {
  const before = (await w.ada.get(path)).as<Account>();
  const named = (await w.ada.patch(path, { name: "Ada L." })).as<Account>();
  assert.deepEqual(named, { ...before, name: "Ada L." });
  const told = (await w.ada.patch(path, { bio: "Photos.\nAnd more." })).as<Account>();
  assert.deepEqual(told, { ...before, name: "Ada L.", bio: "Photos.\nAnd more." });
  assert.deepEqual((await w.ada.get(path)).as<Account>(), told);
});

test("a change is refused when somebody changed it meanwhile", async () => {
  const etag = (await w.ada.get(path)).header("etag");
  const reply = (await w.ada.patch(path, { bio: "first" }, { "if-match": etag })).is(200);
  (await w.ada.patch(path, { bio: "second" }, { "if-match": etag })).refused(412, "changed-meanwhile");
  (await w.ada.patch(path, { bio: "third" }, { "if-match": reply.header("etag") })).is(200);
  assert.equal((await w.ada.get(path)).as<Account>().bio, "third");
});

test("of many changes of one version at the same time, one is made", async () => {
  const etag = (await w.bob.get(path)).header("etag");
  const replies = await Promise.all([1, 2, 3, 4].map((n) => w.bob.patch(path, { bio: `${n}` }, { "if-match": etag })));
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 412, 412, 412]);
});

test("a new password ends all other sessions, and the old password", async () => {
  const phone = await person(w.daemon, "carol");
  const desk = await returning(w.daemon, "carol");
  const fresh = "another password altogether";
  (await desk.patch(path, { password: fresh, current_password: password })).is(200);
  (await desk.get(path)).is(200);
  (await phone.get(path)).refused(401, "sign-in-required");
  (await w.nobody.post("/v1/sessions", { handle: "carol", password })).refused(401, "wrong-password");
  (await w.nobody.post("/v1/sessions", { handle: "carol", password: fresh })).is(201);
});

test("nobody else is changed", async () => {
  const before = (await w.nobody.get("/v1/accounts/bob")).as<Account>();
  (await new Client(w.daemon, w.ada.token).patch(path, { name: "Still Ada" })).is(200);
  assert.deepEqual((await w.nobody.get("/v1/accounts/bob")).as<Account>(), before);
});

refuses(() => w.ada, "PATCH", path, [
  invalid("nothing to change", {}, ""),
  invalid("a new password without the current one", { password: "another password" }, "/current_password"),
  invalid("a wrong current password", { password: "another password", current_password: "wrong" }, "/current_password"),
  invalid("a new password that is too short", { password: "short", current_password: password }, "/password"),
  invalid("an empty name", { name: "" }, "/name"),
  invalid("a name that is null", { name: null }, "/name"),
  invalid("a bio of 501 characters", { bio: "x".repeat(501) }, "/bio"),
  invalid("another handle", { handle: "lovelace" }, "/handle"),
  invalid("another role", { role: "admin" }, "/role"),
]);
needsSignIn(() => w.nobody, "PATCH", path, { name: "Nobody" });
refusesBadBodies(() => w.ada, "PATCH", path, 16384);
