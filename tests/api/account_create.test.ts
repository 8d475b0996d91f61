// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Client } from "./harness/client.ts";
import { Daemon } from "./harness/daemon.ts";
import { password, person } from "./harness/people.ts";
import { invalid, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Account } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada") }));
const path = "/v1/accounts";

test("a new account is a member without followers, named by its handle", async () => {
  const reply = await w.nobody.post(path, { handle: "grace_1", password });
  const { id, created, ...rest } = reply.as<Account>(201);
  assert.deepEqual(rest, { handle: "grace_1", name: "grace_1", bio: "", role: "member", consent: "ask", followers: 0, following: 0, collections: 0 });
  assert.equal(reply.header("location"), "/v1/accounts/grace_1");
  assert.ok(id && Math.abs(Date.parse(created) - Date.now()) < 60_000);
});

test("name and bio are kept as they are given", async () => {
  const body = { handle: "linus", password, name: "Linus 🐧 Ünïcode", bio: "Two\nlines" };
  const account = (await w.nobody.post(path, body)).as<Account>(201);
  assert.equal(account.name, body.name);
  assert.equal(account.bio, body.bio);
});

test("of two who ask for one handle at the same time, one gets it", async () => {
  const replies = await Promise.all([1, 2, 3, 4].map(() => w.nobody.post(path, { handle: "wanted", password })));
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [201, 409, 409, 409]);
});

test("the same key registers once and gives the same reply", async () => {
  const send = () => w.nobody.post(path, { handle: "again", password }, { "idempotency-key": "register-again" });
  const first = (await send()).as<Account>(201);
  assert.deepEqual((await send()).as<Account>(201), first);
});

test("a password is nowhere on the disk nor in the log", async () => {
  const secret = "a password that is easily found";
  (await w.nobody.post(path, { handle: "hidden", password: secret }, { "idempotency-key": "hidden" })).is(201);
  for (const name of readdirSync(w.daemon.folder).filter((entry) => entry.includes(".db")))
    assert.equal(readFileSync(join(w.daemon.folder, name)).indexOf(secret), -1, name);
  assert.doesNotMatch(w.daemon.lines.join("\n"), /easily found/);
});

refuses(() => w.nobody, "POST", path, [
  { name: "a handle that somebody has", json: { handle: "ada", password }, status: 409, type: "handle-taken" },
  invalid("no handle", { password }, "/handle"),
  invalid("no password", { handle: "somebody" }, "/password"),
  invalid("a handle of two letters", { handle: "ab", password }, "/handle"),
  invalid("a handle of 31 letters", { handle: "a".repeat(31), password }, "/handle"),
  invalid("a handle that begins with a digit", { handle: "1ada", password }, "/handle"),
  invalid("a handle in capitals", { handle: "Ada", password }, "/handle"),
  invalid("a reserved handle", { handle: "me", password }, "/handle"),
  invalid("a handle that is a number", { handle: 12345, password }, "/handle"),
  invalid("a password of 7 characters", { handle: "somebody", password: "1234567" }, "/password"),
  invalid("a password of 201 characters", { handle: "somebody", password: "x".repeat(201) }, "/password"),
  invalid("an empty name", { handle: "somebody", password, name: "" }, "/name"),
  invalid("a name of white space", { handle: "somebody", password, name: "  " }, "/name"),
  invalid("a name of 61 characters", { handle: "somebody", password, name: "x".repeat(61) }, "/name"),
  invalid("a name with a line break", { handle: "somebody", password, name: "a\nb" }, "/name"),
  invalid("a bio of 501 characters", { handle: "somebody", password, bio: "x".repeat(501) }, "/bio"),
  invalid("a role", { handle: "somebody", password, role: "admin" }, "/role"),
]);
refusesBadBodies(() => w.nobody, "POST", path, 16384);

test("a server that takes no registrations says so", async () => {
  const daemon = await Daemon.start({ "account.registration": "false" });
  try {
    (await new Client(daemon).post(path, { handle: "somebody", password })).refused(403, "forbidden");
  } finally {
    await daemon.clear();
  }
});
