// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { official, person } from "./harness/people.ts";
import { deliveries, Receiver, register, until, type Delivery } from "./harness/receiver.ts";
import { needsSignIn, readsLikeAll, refuses } from "./harness/refusals.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const receiver = await Receiver.start();
after(() => receiver.stop());

const w = world(
  async (daemon) => {
    const [ada, boss] = [await person(daemon, "ada"), await official(daemon, "boss", "admin")];
    const webhook = await register(boss, receiver.url(), ["collection.posted"]);
    receiver.answer = (reply) => reply.writeHead(receiver.got.length > 3 ? 500 : 200).end();
    for (let n = 1; n <= 5; n++) await receiver.about((await ada.collect()).id);
    await until("all five have an end", async () => ((await deliveries(boss, webhook, "waiting")).length ? undefined : true));
    return { ada, judge: await official(daemon, "judge", "moderator"), boss, webhook, path: `/v1/webhooks/${webhook.id}/deliveries` };
  },
  { "webhook.allow_private": "true", "webhook.attempts": "1" },
);

test("those of the newest event come first, with what became of them", async () => {
  const all = await walk<Delivery>(w.boss, `${w.path}?limit=2`);
  assert.deepEqual(all.map(({ event }) => event), receiver.got.map(({ event }) => event.id).reverse());
  assert.deepEqual(all.map(({ id }) => id), receiver.got.map(({ headers }) => headers["stencil-delivery"]).reverse());
  for (const [n, one] of all.entries()) {
    const { kind, state, attempts, status, due, error } = one;
    const dead = n < 2;
    assert.deepEqual({ kind, state, attempts, status, due, error }, {
      kind: "collection.posted",
      state: dead ? "dead" : "delivered",
      attempts: 1,
      status: dead ? 500 : 200,
      due: null,
      error: dead ? "The receiver answered 500." : null,
    });
    assert.ok(one.tried! >= one.created);
  }
});

test("only those of a state, page by page", async () => {
  for (const [state, count] of [["dead", 2], ["delivered", 3], ["waiting", 0]] as const) {
    const found = await walk<Delivery>(w.boss, `${w.path}?state=${state}&limit=1`);
    assert.deepEqual(found.map((one) => one.state), Array(count).fill(state));
  }
});

refuses(() => w.boss, "GET", () => `${w.path}?state=lost`, [{ name: "a state that there is not", status: 422, type: "invalid", pointer: "?state" }]);
refuses(() => w.boss, "GET", "/v1/webhooks/AZqv0m3dcJ2mS0lYxA1bCw/deliveries", [{ name: "a webhook that there is not", status: 404, type: "not-found" }]);
for (const name of ["ada", "judge"] as const) refuses(() => w[name], "GET", () => w.path, [{ name: `${name}, who is no admin`, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", () => w.path);
readsLikeAll(() => w.boss, () => w.path);

for (const [query, pointer] of [["limit=0", "?limit"], ["limit=101", "?limit"], ["cursor=nonsense", "?cursor"]] as const)
  refuses(() => w.boss, "GET", () => `${w.path}?${query}`, [{ name: `a page of ${query}`, status: 422, type: "invalid", pointer }]);
