// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { askingWorld } from "./harness/authorizations.ts";
import { person } from "./harness/people.ts";
import { needsSignIn, pagesLikeAll, readsLikeAll } from "./harness/refusals.ts";
import type { Consent, Page } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const path = "/v1/consents";
const w = world(async (daemon) => {
  const people = await askingWorld(daemon);
  await person(daemon, "dan");
  for (const handle of ["bob", "eve", "dan"]) (await people.ada.put(`/v1/accounts/${handle}/consent`, { consent: "free" })).is(200);
  return people;
});

test("those for whom one decided, newest first, page by page, for oneself only", async () => {
  const first = (await w.ada.get(`${path}?limit=2`)).as<Page<Consent>>();
  const second = (await w.ada.get(`${path}?limit=2&cursor=${first.next}`)).as<Page<Consent>>();
  assert.deepEqual([...first.items, ...second.items].map((one) => one.person.handle), ["dan", "eve", "bob"]);
  assert.equal(second.next, null);
  assert.deepEqual((await w.bob.get(path)).as<Page<Consent>>().items, []);
});

needsSignIn(() => w.nobody, "GET", path);
pagesLikeAll(() => w.ada, path);
readsLikeAll(() => w.ada, path);
