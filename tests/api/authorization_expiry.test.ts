// SPDX-License-Identifier: Apache-2.0
// No answer in time is a refusal (seed ¶0094): exact to a second, also over a restart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { another, ask, askingWorld, becomes, decide, postReference } from "./harness/authorizations.ts";
import { Daemon } from "./harness/daemon.ts";
import { returning } from "./harness/people.ts";
import { world } from "./harness/world.ts";

const settings = { "authorization.ttl": "1" };
const w = world(askingWorld, settings);

test("a request that nobody answers is refused in time, and says so", async () => {
  const made = await another(w);
  const asked = await ask(w.bob, made.id);
  const ended = await becomes(w.bob, asked.id, "expired");
  assert.equal(ended.state, "expired");
  const late = Date.parse(ended.decided!) - Date.parse(ended.expires!);
  assert.ok(late >= 0 && late < 1000, `${late} ms late`);
  assert.match(ended.sentence!, /no answer in time/);
  assert.equal(ended.receipts.length, 1);
  (await decide(w.ada, asked.id, "grant")).refused(409, "wrong-state");
  const refused = (await postReference(w.bob, made.id)).refused(422, "invalid", "/images/0/reference");
  assert.match(refused.errors![0]!.detail, /no answer in time/);
});

test("what became due while the server was down is refused when it is back", async () => {
  const first = await Daemon.start(settings);
  const people = await askingWorld(first);
  const asked = await ask(people.bob, people.made.id);
  await first.kill();
  await sleep(1100);
  const second = await Daemon.start(settings, first.folder);
  const bob = await returning(second, "bob");
  assert.equal((await becomes(bob, asked.id, "expired", 2000)).state, "expired");
  await second.clear();
});

test("two servers on one database decide once", async () => {
  const first = await Daemon.start(settings);
  const people = await askingWorld(first);
  const second = await Daemon.start(settings, first.folder);
  const asked: string[] = [];
  for (let n = 0; n < 20; n++) asked.push((await ask(people.bob, (await another(people)).id)).id);
  for (const id of asked) {
    const ended = await becomes(people.bob, id, "expired");
    assert.deepEqual([ended.state, ended.receipts.length], ["expired", 1]);
  }
  await second.stop();
  await first.clear();
});
