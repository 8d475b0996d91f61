// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { official, person } from "./harness/people.ts";
import { Receiver, register } from "./harness/receiver.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const receiver = await Receiver.start();
after(() => receiver.stop());

const w = world(
  async (daemon) => ({
    ada: await person(daemon, "ada"),
    judge: await official(daemon, "judge", "moderator"),
    boss: await official(daemon, "boss", "admin"),
  }),
  { "webhook.allow_private": "true" },
);

test("a webhook that is deleted is told nothing more", async () => {
  const gone = await register(w.boss, receiver.url("/gone"));
  const kept = await register(w.boss, receiver.url("/kept"));
  (await w.boss.delete(`/v1/webhooks/${gone.id}`)).is(204);
  const made = await w.ada.collect();
  await receiver.about(made.id);
  assert.deepEqual([...new Set(receiver.got.map(({ path }) => path))], ["/kept"]);
  (await w.boss.get(`/v1/webhooks/${gone.id}/deliveries`)).refused(404, "not-found");
  (await w.boss.delete(`/v1/webhooks/${gone.id}`)).refused(404, "not-found");
  (await w.boss.delete(`/v1/webhooks/${kept.id}`)).is(204);
});

test("those who are no admins learn nothing of what there is", async () => {
  const one = await register(w.boss, receiver.url());
  for (const who of [w.ada, w.judge])
    for (const id of [one.id, "AZqv0m3dcJ2mS0lYxA1bCw"]) (await who.delete(`/v1/webhooks/${id}`)).refused(403, "forbidden");
});

refuses(() => w.boss, "DELETE", "/v1/webhooks/no-such-thing", [{ name: "what there is not", status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "DELETE", "/v1/webhooks/AZqv0m3dcJ2mS0lYxA1bCw");
