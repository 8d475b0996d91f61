// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { official, person } from "./harness/people.ts";
import { register, type Webhook } from "./harness/receiver.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Page } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({
  ada: await person(daemon, "ada"),
  judge: await official(daemon, "judge", "moderator"),
  boss: await official(daemon, "boss", "admin"),
}));

const url = "https://app.example/hook";
const kinds = ["template.attached", "authorization.*"];

test("an admin registers a webhook and sees its secret once", async () => {
  const made = await register(w.boss, url, kinds);
  assert.deepEqual([made.url, made.kinds], [url, kinds]);
  assert.match(made.secret, /^[\w-]{43}$/);
  const { items } = (await w.boss.get("/v1/webhooks")).as<Page<Webhook>>();
  const { secret, ...shown } = made;
  assert.deepEqual(items[0], shown);
  assert.notEqual((await register(w.boss, url, kinds)).secret, secret);
});

test("a webhook can ask for the evaluations of policies", async () => {
  for (const kind of ["policy.evaluated", "policy.*"]) assert.deepEqual((await register(w.boss, url, [kind])).kinds, [kind]);
});

test("a secret of one's own is taken", async () => {
  assert.equal((await register(w.boss, url, ["*"], "a secret of my own")).secret, "a secret of my own");
});

test("the same Idempotency-Key gives the same webhook, once", async () => {
  const send = () => w.boss.post("/v1/webhooks", { url, kinds }, { "idempotency-key": "once" });
  const [first, again] = [(await send()).as<Webhook>(201), (await send()).as<Webhook>(201)];
  assert.deepEqual(again, first);
  assert.equal((await walk<Webhook>(w.boss, "/v1/webhooks")).filter(({ id }) => id === first.id).length, 1);
});

refuses(() => w.boss, "POST", "/v1/webhooks", [
  invalid("no address", { kinds }, "/url"),
  invalid("an address that is none", { url: "app.example", kinds }, "/url"),
  invalid("an address that is not of the web", { url: "file:///etc/passwd", kinds }, "/url"),
  invalid("a password in the address", { url: "https://a:b@app.example/", kinds }, "/url"),
  ...["127.0.0.1", "127.1", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "[fd00::1]", "0.0.0.0", "100.64.0.1", "0x7f.0.0.1"].map((host) =>
    invalid(`the private address ${host}`, { url: `http://${host}/`, kinds }, "/url"),
  ),
  invalid("no kinds", { url, kinds: [] }, "/kinds"),
  invalid("a kind that there is not", { url, kinds: ["template.attacht"] }, "/kinds/0"),
  invalid("a kind twice", { url, kinds: ["*", "*"] }, "/kinds/1"),
  invalid("a secret that is too short", { url, kinds, secret: "short" }, "/secret"),
  invalid("a member that it does not know", { url, kinds, colour: 1 }, "/colour"),
]);
refuses(() => w.ada, "POST", "/v1/webhooks", [{ name: "a member", json: { url, kinds }, status: 403, type: "forbidden" }]);
refuses(() => w.judge, "POST", "/v1/webhooks", [{ name: "a moderator", json: { url, kinds }, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", "/v1/webhooks", { url, kinds });
refusesBadBodies(() => w.boss, "POST", "/v1/webhooks", 16384);

test("a secret is not in the log", async () => {
  await register(w.boss, url, ["*"], "never to be read in a log");
  assert.ok(!w.daemon.lines.some((line) => line.includes("never to be read")));
});

test("a server takes 32 webhooks, not 33", async () => {
  for (let have = (await walk<Webhook>(w.boss, "/v1/webhooks")).length; have < 32; have++) await register(w.boss, url, kinds);
  (await w.boss.post("/v1/webhooks", { url, kinds })).refused(409, "wrong-state");
});
