// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { put, rulingWorld } from "./harness/policies.ts";
import { needsSignIn, readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const at = (n: number | string, since?: number | string) => `/v1/policy/versions/${n}/changes${since === undefined ? "" : `?since=${since}`}`;
const any = (...nodes: unknown[]) => ({ any: nodes });
const w = world(async (daemon) => {
  const people = await rulingWorld(daemon);
  await put(people.boss, any({ creator_opted_in: {} }, { evaluations: { min_count: 20, min_positive_share: 0.9 } }));
  await put(people.boss, any({ creator_opted_in: {} }, { evaluations: { min_count: 20 } }, { text_shared: { more_than: 2 } }));
  return people;
});

interface Changes {
  version: number;
  since: number;
  changes: { pointer: string; before?: unknown; after?: unknown }[];
}
const compare = async (path: string) => (await w.judge.get(path)).as<Changes>();

test("a version is compared with the one before it", async () => {
  assert.deepEqual(await compare(at(2)), { version: 2, since: 1, changes: [{ pointer: "/any/1/evaluations/min_count", before: 50, after: 20 }] });
});

test("what was added and what was taken away have one side only", async () => {
  const { changes } = await compare(at(3));
  assert.deepEqual(changes, [
    { pointer: "/any/1/evaluations/min_positive_share", before: 0.9 },
    { pointer: "/any/2", after: { text_shared: { more_than: 2 } } },
  ]);
});

test("any two can be compared, in both directions", async () => {
  const there = await compare(at(3, 1));
  const back = await compare(at(1, 3));
  assert.deepEqual(back.changes, there.changes.map(({ pointer, before, after }) => ({ pointer, ...(after !== undefined && { before: after }), ...(before !== undefined && { after: before }) })));
  assert.equal(there.changes.length, 3);
});

test("a version is no other one than itself, and the first one has none before it", async () => {
  assert.deepEqual(await compare(at(3, 3)), { version: 3, since: 3, changes: [] });
  assert.deepEqual(await compare(at(1)), { version: 1, since: 1, changes: [] });
});

refuses(() => w.judge, "GET", at(4), [{ name: "a version that there is not", status: 404, type: "not-found" }]);
for (const since of ["4", "0", "x", "-1", "1.5"]) refuses(() => w.judge, "GET", at(3, since), [{ name: `since=${since}`, status: 422, type: "invalid", pointer: "?since" }]);
refuses(() => w.ada.who, "GET", at(2), [{ name: "a member", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", at(2));
readsLikeAll(() => w.judge, at(2));
