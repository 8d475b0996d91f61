// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { password, person, returning } from "./harness/people.ts";
import { needsSignIn } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada") }));
const path = "/v1/sessions/current";

test("the session ends, the others of the account go on", async () => {
  const other = await returning(w.daemon, "ada");
  (await other.delete(path)).is(204);
  (await other.get("/v1/accounts/me")).refused(401, "sign-in-required");
  (await other.delete(path)).refused(401, "sign-in-required");
  (await w.ada.get("/v1/accounts/me")).is(200);
});

test("a token that is over is refused also where no sign-in is needed", async () => {
  const other = await returning(w.daemon, "ada");
  (await other.delete(path)).is(204);
  for (const open of ["/v1/feed", "/v1/accounts/ada", "/healthz"]) (await other.get(open)).refused(401, "sign-in-required");
});

test("the cookie is taken back", async () => {
  const reply = (await w.nobody.post("/v1/sessions", { handle: "ada", password, cookie: true })).is(201);
  const cookie = reply.header("set-cookie").split(";")[0]!;
  const ended = (await w.nobody.delete(path, { cookie, origin: w.daemon.url })).is(204);
  assert.match(ended.header("set-cookie"), /^stencil_session=; .*Max-Age=0/);
  (await w.nobody.get("/v1/accounts/me", { cookie })).refused(401, "sign-in-required");
});

needsSignIn(() => w.nobody, "DELETE", path);
