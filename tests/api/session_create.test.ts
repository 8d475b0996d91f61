// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Client } from "./harness/client.ts";
import { Daemon } from "./harness/daemon.ts";
import { password, person } from "./harness/people.ts";
import { invalid, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Account, Session } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada") }));
const path = "/v1/sessions";

test("handle and password give a token that is good for a while", async () => {
  const reply = await w.nobody.post(path, { handle: "ada", password });
  const session = reply.as<Session>(201);
  assert.equal(session.account.handle, "ada");
  assert.ok(Date.parse(session.expires) > Date.now());
  assert.equal(reply.header("cache-control"), "no-store");
  assert.equal(reply.header("set-cookie"), "");
  assert.equal((await new Client(w.daemon, session.token).get("/v1/accounts/me")).as<Account>().handle, "ada");
});

test("a token is nowhere on the disk", async () => {
  const { token } = (await w.nobody.post(path, { handle: "ada", password }, { "idempotency-key": "t" })).as<Session>(201);
  for (const name of readdirSync(w.daemon.folder).filter((entry) => entry.includes(".db")))
    assert.equal(readFileSync(join(w.daemon.folder, name)).indexOf(token!), -1, name);
});

test("every sign-in is a session of its own, the same key gives the same one", async () => {
  const send = async (key: Record<string, string>) => (await w.nobody.post(path, { handle: "ada", password }, key)).as<Session>(201);
  assert.notEqual((await send({})).token, (await send({})).token);
  const key = { "idempotency-key": "sign-in" };
  assert.equal((await send(key)).token, (await send(key)).token);
});

test("a cookie instead of the token cannot be read by scripts and goes to no other site", async () => {
  const reply = await w.nobody.post(path, { handle: "ada", password, cookie: true });
  assert.equal(reply.as<Session>(201).token, undefined);
  const [pair, ...attributes] = reply.header("set-cookie").split("; ");
  for (const attribute of ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"]) assert.ok(attributes.includes(attribute), attribute);
  assert.equal((await w.nobody.get("/v1/accounts/me", { cookie: pair! })).as<Account>().handle, "ada");
});

test("with a cookie, what changes something needs an Origin of this site", async () => {
  const reply = (await w.nobody.post(path, { handle: "ada", password, cookie: true })).is(201);
  const cookie = reply.header("set-cookie").split(";")[0]!;
  const change = (origin: Record<string, string>) => w.nobody.patch("/v1/accounts/me", { bio: "by cookie" }, { cookie, ...origin });
  (await change({})).refused(403, "wrong-origin");
  (await change({ origin: "https://elsewhere.example" })).refused(403, "wrong-origin");
  (await change({ origin: "null" })).refused(403, "wrong-origin");
  (await change({ origin: w.daemon.url })).is(200);
});

test("a session ends when its time is over", async () => {
  const daemon = await Daemon.start({ "session.ttl": "60", "http.cookie_secure": "false" });
  try {
    (await new Client(daemon).post("/v1/accounts", { handle: "ada", password })).is(201);
    const reply = (await new Client(daemon).post(path, { handle: "ada", password, cookie: true })).is(201);
    const left = Date.parse(reply.as<Session>(201).expires) - Date.now();
    assert.ok(left > 50_000 && left <= 60_000, `${left} ms`);
    assert.match(reply.header("set-cookie"), /Max-Age=60/);
    assert.doesNotMatch(reply.header("set-cookie"), /Secure/);
  } finally {
    await daemon.clear();
  }
});

refuses(() => w.nobody, "POST", path, [
  { name: "a wrong password", json: { handle: "ada", password: "wrong" }, status: 401, type: "wrong-password" },
  { name: "a handle that nobody has, in the same words", json: { handle: "nobody_here", password }, status: 401, type: "wrong-password" },
  invalid("no handle", { password }, "/handle"),
  invalid("no password", { handle: "ada" }, "/password"),
  invalid("a password that is a number", { handle: "ada", password: 12345678 }, "/password"),
  invalid("a cookie that is neither true nor false", { handle: "ada", password, cookie: "yes" }, "/cookie"),
]);
refusesBadBodies(() => w.nobody, "POST", path, 16384);
