// SPDX-License-Identifier: Apache-2.0
// Who is told of what, once each, in the order in which it happened.
import assert from "node:assert/strict";
import { test } from "node:test";
import { another, ask, askingWorld, becomes, decide, granted, revoke } from "./harness/authorizations.ts";
import type { Person } from "./harness/people.ts";
import type { Authorization } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const w = world(askingWorld, { "authorization.ttl": "2" });
interface Told {
  id: string;
  kind: string;
  subject: string;
  data: Authorization;
}

/** What a person was told of an authorization, oldest first. */
async function told(who: Person, id: string): Promise<Told[]> {
  const all = await walk<Told>(who, "/v1/notifications?limit=100");
  return all.filter((one) => one.kind.startsWith("authorization.") && one.subject === id).reverse();
}
const kinds = (list: Told[]) => list.map((one) => one.kind.replace("authorization.", ""));

test("a grant and its revocation", async () => {
  const grant = await granted(w, (await another(w)).id);
  (await revoke(w.ada, grant.id, "replace")).is(200);
  const bobs = await told(w.bob, grant.id);
  assert.deepEqual([kinds(await told(w.ada, grant.id)), kinds(bobs)], [["requested"], ["granted", "revoked"]]);
  assert.deepEqual([bobs[1]!.data.state, bobs[1]!.data.effect, bobs[1]!.data.collection], ["revoked", "replace", grant.collection]);
  assert.deepEqual(await told(w.eve, grant.id), []);
});

test("a denial and a withdrawal", async () => {
  const [denied, withdrawn] = [await ask(w.bob, (await another(w)).id), await ask(w.bob, (await another(w)).id)];
  (await decide(w.ada, denied.id, "deny")).is(200);
  (await decide(w.bob, withdrawn.id, "withdraw")).is(200);
  assert.deepEqual([kinds(await told(w.ada, denied.id)), kinds(await told(w.bob, denied.id))], [["requested"], ["denied"]]);
  assert.deepEqual([kinds(await told(w.ada, withdrawn.id)), kinds(await told(w.bob, withdrawn.id))], [["requested", "withdrawn"], []]);
});

test("no answer in time is told to both", async () => {
  const asked = await ask(w.bob, (await another(w)).id);
  await becomes(w.bob, asked.id, "expired");
  const bobs = await told(w.bob, asked.id);
  assert.deepEqual([kinds(await told(w.ada, asked.id)), kinds(bobs)], [["requested", "expired"], ["expired"]]);
  assert.match(bobs[0]!.data.sentence!, /no answer in time/);
});

test("a refused act tells nobody", async () => {
  const grant = await granted(w, (await another(w)).id);
  (await decide(w.ada, grant.id, "deny")).refused(409, "wrong-state");
  assert.deepEqual(kinds(await told(w.bob, grant.id)), ["granted"]);
});
