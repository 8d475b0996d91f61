// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { official, person } from "./harness/people.ts";
import { deliveries, Receiver, register, until, type Delivery } from "./harness/receiver.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const receiver = await Receiver.start();
after(() => receiver.stop());

const w = world(
  async (daemon) => {
    const [ada, boss] = [await person(daemon, "ada"), await official(daemon, "boss", "admin")];
    const webhook = await register(boss, receiver.url(), ["collection.posted"]);
    const other = await register(boss, receiver.url("/other"), ["media.ready"]);
    return { ada, judge: await official(daemon, "judge", "moderator"), boss, webhook, other };
  },
  { "webhook.allow_private": "true", "webhook.attempts": "1", "webhook.timeout": "5" },
);

const path = (id: string, webhook = w.webhook) => `/v1/webhooks/${webhook.id}/deliveries/${id}/redeliver`;

/** Posts a collection and waits for the delivery of that to end. */
async function delivered(state: string): Promise<[Delivery, string]> {
  const made = await w.ada.collect();
  const [got] = await receiver.about(made.id);
  const find = async () => (await deliveries(w.boss, w.webhook, state)).find(({ event }) => event === got!.event.id);
  return [await until(`a delivery that is ${state}`, find), made.id];
}

for (const state of ["dead", "delivered"])
  test(`one that is ${state} is sent again, the same as before`, async () => {
    receiver.answer = (reply) => reply.writeHead(state === "dead" ? 500 : 200).end();
    const [one, subject] = await delivered(state);
    receiver.answer = (reply) => reply.writeHead(200).end();
    const waiting = (await w.boss.post(path(one.id))).as<Delivery>();
    assert.deepEqual([waiting.id, waiting.state, waiting.attempts], [one.id, "waiting", 0]);
    const [first, again] = await receiver.about(subject, 2);
    assert.equal(again!.body, first!.body);
    assert.equal(again!.headers["stencil-delivery"], first!.headers["stencil-delivery"]);
    const end = await until("it is delivered", async () => (await deliveries(w.boss, w.webhook, "delivered")).find(({ id }) => id === one.id));
    assert.deepEqual([end.attempts, end.status, end.error], [1, 200, null]);
  });

test("one that waits is left as it is", async () => {
  let release = () => {};
  receiver.answer = (reply) => (release = () => reply.writeHead(200).end());
  const [one] = await delivered("waiting");
  (await w.boss.post(path(one.id))).refused(409, "wrong-state");
  release();
});

test("a delivery of another webhook is not found, nor one that there is not", async () => {
  receiver.answer = (reply) => reply.writeHead(200).end();
  const [one] = await delivered("delivered");
  (await w.boss.post(path(one.id, w.other))).refused(404, "not-found");
  (await w.boss.post(path("AZqv0m3dcJ2mS0lYxA1bCw"))).refused(404, "not-found");
});

for (const name of ["ada", "judge"] as const)
  refuses(() => w[name], "POST", () => path("AZqv0m3dcJ2mS0lYxA1bCw"), [{ name: `${name}, who is no admin`, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", () => path("AZqv0m3dcJ2mS0lYxA1bCw"));
