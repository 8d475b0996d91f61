// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { rate, rule, rulingWorld } from "./harness/policies.ts";
import { needsSignIn, pagesLikeAll, readsLikeAll, refuses } from "./harness/refusals.ts";
import type { Collection, EligibilityEntry, EligibilityPage } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const path = "/v1/moderation/eligibility";
const policy = { any: [{ creator_opted_in: {} }, { evaluations: { min_count: 2 } }, { target_content: { words_all: ["lake"] } }] };

/** Ada offers 3 of her 6, Bob writes of the lake in 1 of his 3, Eve's one is rated once. */
const w = world(async (daemon) => {
  const people = await rulingWorld(daemon);
  await rule(people.boss, policy);
  const made: Collection[] = [];
  for (let n = 0; n < 6; n++) made.push(await people.ada.post({ offer_template: n % 2 === 0 }));
  for (const words of ["a lake", "a sea", "a hill"]) made.push(await people.bob.say(words));
  made.push(await people.eve.post());
  await rate(people.ada.who, made[9]!.id, "up");
  return { ...people, made };
});

async function list(query = ""): Promise<EligibilityPage> {
  return (await w.judge.get(`${path}?limit=100${query}`)).as<EligibilityPage>();
}
/** The places in `made` of what is found. */
async function places(query: string): Promise<number[]> {
  const { items, count, count_is_exact } = await list(query);
  assert.deepEqual([count, count_is_exact], [items.length, true]);
  return items.map((one) => w.made.findIndex(({ id }) => id === one.collection));
}
const all = (query: string, between?: () => Promise<void>) => walk<EligibilityEntry>(w.judge, path + query, between, "collection");

test("every posted collection with what was found, the newest first, and counts over everything", async () => {
  const { items, counts, next } = await list();
  assert.equal(next, null);
  assert.deepEqual(items.map((one) => one.collection), w.made.map(({ id }) => id).reverse());
  const lake = items.find((one) => one.collection === w.made[6]!.id)!;
  assert.deepEqual(
    [lake.creator.handle, lake.posted, lake.eligible, lake.nearness, lake.holding, lake.failing, lake.template_identifier],
    ["bob", w.made[6]!.posted, true, 1, ["target_content"], ["creator_opted_in", "evaluations"], w.made[6]!.template_identifier],
  );
  assert.deepEqual(counts, {
    eligible: 4,
    not_eligible: 6,
    conditions: {
      creator_opted_in: { holds: 3, fails: 7 },
      evaluations: { holds: 0, fails: 10 },
      target_content: { holds: 1, fails: 9 },
      attributes: { holds: 0, fails: 0 },
      text_shared: { holds: 0, fails: 0 },
    },
  });
});

const filters: [string, () => string, number[]][] = [
  ["those that are eligible", () => "&eligible=true", [6, 4, 2, 0]],
  ["those that are not", () => "&eligible=false", [9, 8, 7, 5, 3, 1]],
  ["any", () => "&eligible=any&nearly=any&holds=any&condition=evaluations", []],
  ["those of which a condition holds", () => "&condition=target_content", [6]],
  ["those of which it holds, when it is said", () => "&condition=creator_opted_in&holds=true", [4, 2, 0]],
  ["those of which it fails", () => "&condition=creator_opted_in&holds=false", [9, 8, 7, 6, 5, 3, 1]],
  ["a condition that is not in the policy", () => "&condition=text_shared", []],
  ["those of a creator", () => "&creator=bob", [8, 7, 6]],
  ["those of a creator that are not eligible", () => "&creator=ada&eligible=false", [5, 3, 1]],
  ["those of a creator by a condition", () => "&creator=bob&condition=target_content&holds=false", [8, 7]],
  ["those posted since", () => `&since=${w.made[6]!.posted}`, [9, 8, 7, 6]],
  ["those posted before", () => `&before=${w.made[3]!.posted}`, [2, 1, 0]],
  ["those posted between, of a creator", () => `&since=${w.made[1]!.posted}&before=${w.made[4]!.posted}&creator=ada`, [3, 2, 1]],
  ["nobody's", () => `&creator=judge`, []],
];
for (const [name, query, wanted] of filters)
  test(`lists ${name}, with their count`, async () => assert.deepEqual(await places(query()), wanted));

test("each filter page by page gives the same as at once", async () => {
  for (const [, query] of filters) {
    const found = await all(`?limit=2${query()}`);
    assert.deepEqual(found.map((one) => one.collection), (await list(query())).items.map((one) => one.collection), query());
  }
});

test("those that are nearly eligible come nearest first, page by page, with their count", async () => {
  const held = [{ min_images: 1 }, { max_images: 9 }, { max_texts: 9 }, { max_stickers: 9 }].map((attributes) => ({ attributes }));
  const five = { any: [{ creator_opted_in: {} }, { evaluations: { min_count: 5 } }, { target_content: { words_all: ["lake"] } }] };
  const others = [w.bob.who, w.judge, w.boss];
  for (const who of others) await rate(who, w.made[9]!.id, "up");
  await rule(w.boss, { all: [five, ...held] });
  const items = await all("?nearly=true&limit=3");
  assert.equal(items.length, 6);
  for (const one of items) assert.ok(!one.eligible && one.nearness >= 0.8);
  assert.deepEqual(items.map((one) => one.nearness), items.map((one) => one.nearness).sort((a, b) => b - a));
  assert.equal(items[0]!.collection, w.made[9]!.id, "rated four times of five");
  assert.ok(items[0]!.nearness > items[1]!.nearness);
  assert.equal((await list("&nearly=true")).count, 6);
  assert.deepEqual((await list("&nearly=true&creator=bob")).items.map((one) => one.creator.handle), ["bob", "bob"]);
  assert.deepEqual((await list("&nearly=true&eligible=true")).items, []);
  for (const who of others) (await who.delete(`/v1/collections/${w.made[9]!.id}/rating`)).is(200);
  await rule(w.boss, policy);
});

test("pages follow each other without gap or repeat while others post", async () => {
  const before = (await list()).items.map((one) => one.collection);
  const items = await all("?limit=2", async () => void (await w.eve.post({ offer_template: true })));
  assert.deepEqual(items.map((one) => one.collection), before);
  assert.ok((await list()).items.length > before.length);
});

test("the link to the next page keeps what was asked for", async () => {
  const reply = await w.judge.get(`${path}?limit=1&eligible=false&creator=ada&since=2020-01-01T00:00:00%2B00:00`);
  const link = new URL(/^<([^>]+)>/.exec(reply.is(200).header("link"))![1]!, w.daemon.url);
  assert.deepEqual([...link.searchParams].filter(([name]) => name !== "cursor"), [["eligible", "false"], ["creator", "ada"], ["since", "2020-01-01T00:00:00+00:00"], ["limit", "1"]]);
});

const wrong = ["eligible=yes", "nearly=1", "condition=likes", "holds=maybe", "holds=true", "creator=nobody_there", "creator=", "since=yesterday", "before=2026-13-01T00:00:00Z"];
for (const query of wrong) refuses(() => w.judge, "GET", `${path}?${query}`, [{ name: `?${query}`, status: 422, type: "invalid", pointer: `?${query.split("=")[0]}` }]);
test("everything that is wrong is named at once", async () => {
  const { errors } = (await w.judge.get(`${path}?eligible=x&since=x&limit=0`)).refused(422, "invalid");
  assert.deepEqual(errors!.map((one) => one.pointer).sort(), ["?eligible", "?limit", "?since"]);
});
refuses(() => w.ada.who, "GET", path, [{ name: "a member", status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "GET", path);
pagesLikeAll(() => w.judge, path);
readsLikeAll(() => w.judge, path);
