// SPDX-License-Identifier: Apache-2.0
// The condition `text_shared` (seed ¶0032, ¶0110): more than so many later collections of
// others share the text, from the policy to the template.
import assert from "node:assert/strict";
import { test } from "node:test";
import { another, granted, postReference, revoke } from "./harness/authorizations.ts";
import { eligibility, found, Poster, put, rule, rulingWorld, text } from "./harness/policies.ts";
import type { Collection } from "./harness/shapes.ts";
import { until } from "./harness/until.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ...(await rulingWorld(daemon)), dan: await Poster.make(daemon, "dan") }));
const shared = (more_than: number, more: Record<string, unknown> = {}) => ({ text_shared: { more_than, ...more } });

interface Counts {
  later_collections: number;
  distinct_creators: number;
  similarity: number;
  has_text: boolean;
}
/** [later collections, different creators, whether it holds]. */
async function counts(id: string): Promise<[number, number, boolean]> {
  const { measured, holds } = await found(w.judge, id);
  const { later_collections, distinct_creators } = measured as unknown as Counts;
  return [later_collections, distinct_creators, holds];
}
const identifier = async ({ id }: Collection) => (await w.judge.collection(id)).template_identifier;

test("more than two later collections of others: the third makes it eligible, and its template comes right after", async () => {
  await rule(w.boss, shared(2));
  const first = await w.ada.say("Stay happy!");
  for (const content of ["stay  happy", "STAY HAPPY", "“Stay happy”"]) await w.ada.say(content);
  assert.deepEqual(await counts(first.id), [0, 0, false], "she repeats herself");
  await w.bob.say("Stay happy.");
  await w.bob.say("stay happy…");
  assert.deepEqual(await counts(first.id), [2, 1, false]);
  assert.equal((await eligibility(w.judge, first.id)).missing, "It needs 1 more later collection of others with its text (2 of 3).");
  await w.eve.say("Stay happy, always");
  assert.equal(await identifier(first), null);
  const last = await w.eve.say("ｓｔａｙ ｈａｐｐｙ");
  assert.deepEqual(await counts(first.id), [3, 2, true]);
  await until(() => identifier(first), (came) => came !== null, "the template");
  assert.deepEqual(await counts(last.id), [0, 0, false], "nothing is later than the last");
});

test("so many different creators, too", async () => {
  await rule(w.boss, shared(1, { min_distinct_creators: 2 }));
  const first = await w.ada.say("two voices");
  for (let n = 0; n < 3; n++) await w.bob.say("two voices");
  assert.deepEqual(await counts(first.id), [3, 1, false]);
  assert.equal((await eligibility(w.judge, first.id)).missing, "It needs 1 more creator who shares its text (1 of 2).");
  await w.eve.say("two voices");
  assert.deepEqual(await counts(first.id), [4, 2, true]);
});

test("a collection without a text has none to share", async () => {
  await rule(w.boss, shared(0));
  const [first] = [await w.ada.post(), await w.bob.post()];
  const { holds, measured } = await found(w.judge, first!.id);
  assert.deepEqual([holds, measured], [false, { later_collections: 0, distinct_creators: 0, similarity: 1, has_text: false }]);
  assert.equal((await eligibility(w.judge, first!.id)).missing, "It needs a text that others can share.");
});

test("drafts and private ones do not count until they are posted and shown, nor when they are no longer", async () => {
  await rule(w.boss, shared(0));
  const first = await w.ada.say("shown or not");
  const draft = await w.bob.say("shown or not", { state: "draft" });
  const hidden = await w.eve.say("shown or not", { visibility: "private" });
  assert.deepEqual(await counts(first.id), [0, 0, false]);
  (await w.bob.who.post(`/v1/collections/${draft.id}/post`)).is(200);
  assert.deepEqual(await counts(first.id), [1, 1, true]);
  (await w.eve.who.patch(`/v1/collections/${hidden.id}`, { visibility: "followers" })).is(200);
  assert.deepEqual(await counts(first.id), [2, 2, true]);
  (await w.eve.who.patch(`/v1/collections/${hidden.id}`, { visibility: "private" })).is(200);
  (await w.bob.who.delete(`/v1/collections/${draft.id}`)).is(204);
  assert.deepEqual(await counts(first.id), [0, 0, false]);
  assert.notEqual(await identifier(first), null, "the template stays");
});

test("an edit of the text takes a collection out of sharing, and brings it back", async () => {
  await rule(w.boss, shared(0));
  const first = await w.ada.say("written twice");
  const second = await w.bob.say("written once");
  const rewrite = async (content: string) => (await w.bob.who.patch(`/v1/collections/${second.id}`, { texts: [text(content)] })).is(200);
  assert.deepEqual(await counts(first.id), [0, 0, false]);
  await rewrite("Written twice");
  assert.deepEqual(await counts(first.id), [1, 1, true]);
  await rewrite("written once more");
  assert.deepEqual(await counts(first.id), [0, 0, false]);
});

test("those that were made with its own template count, or do not", async () => {
  await rule(w.boss, { creator_opted_in: {} });
  const first = await w.ada.say("made with it", { offer_template: true });
  for (const who of [w.bob, w.eve]) await who.post({ template: first.template_identifier });
  await w.dan.say("made with it");
  await rule(w.boss, shared(1));
  assert.deepEqual(await counts(first.id), [3, 3, true]);
  await rule(w.boss, shared(1, { count_made_with: false }));
  assert.deepEqual(await counts(first.id), [1, 1, false]);
  await w.bob.say("made with it");
  assert.deepEqual(await counts(first.id), [2, 2, true], "this one he wrote himself");
});

test("one of several texts is enough in the scope text, not in that of collections", async () => {
  const first = await w.ada.post({ texts: [text("a line of hers"), text("a line of many")] });
  await w.bob.post({ texts: [text("a line of his"), text("A line of many")] });
  await rule(w.boss, shared(0));
  assert.deepEqual(await counts(first.id), [0, 0, false]);
  await rule(w.boss, shared(0, { scope: "text" }));
  assert.deepEqual(await counts(first.id), [1, 1, true]);
  await w.eve.say("a line of many");
  assert.deepEqual(await counts(first.id), [2, 2, true]);
});

test("similar texts, those posted before the policy and those after it", async () => {
  const first = await w.ada.say("The quick brown fox jumps over the lazy dog by the river");
  await w.bob.say("The quick brown fox jumped over the lazy dog by the river");
  await rule(w.boss, shared(1, { min_similarity: 0.7 }));
  await until(() => counts(first.id), ([later]) => later === 1, "the one before");
  await w.dan.say("A slow red fox sleeps below the busy cat in the meadow");
  assert.deepEqual(await counts(first.id), [1, 1, false]);
  await w.eve.say("The quick brown fox jumps over the lazy dogs by the river");
  assert.deepEqual(await counts(first.id), [2, 2, true]);
  assert.equal((await found(w.judge, first.id)).measured["similarity"], 0.7);
  await until(() => identifier(first), (came) => came !== null, "the template");
});

test("a similarity between two levels is measured at the next one above", async () => {
  await put(w.boss, shared(0, { min_similarity: 0.75 }));
  const made = await w.ada.say("between two levels");
  assert.equal((await found(w.judge, made.id)).measured["similarity"], 0.8);
});

test("similar texts of Chinese, which has no blanks", async () => {
  await rule(w.boss, shared(0, { min_similarity: 0.6 }));
  const first = await w.ada.say("今天我们去海滩看日落吧");
  await w.bob.say("今天我们去海滩看日出吧");
  assert.deepEqual(await counts(first.id), [1, 1, true]);
});

test("an account that is deleted takes its collections out of sharing", async () => {
  await rule(w.boss, shared(0));
  const first = await w.ada.say("said by a guest");
  const guest = await Poster.make(w.daemon, "guest");
  await guest.say("said by a guest");
  assert.deepEqual(await counts(first.id), [1, 1, true]);
  (await guest.who.delete("/v1/accounts/me")).is(204);
  assert.deepEqual(await counts(first.id), [0, 0, false]);
});

test("revoking with the effect hide takes the hidden collection out of sharing", async () => {
  await rule(w.boss, shared(0));
  const people = { ada: w.ada.who, bob: w.bob.who, photos: w.ada.images };
  const picture = await another(people);
  const grant = await granted(people, picture.id);
  const first = await w.eve.say("beside a picture of hers");
  const posted = (await postReference(w.bob.who, picture.id)).as<Collection>(201);
  (await w.bob.who.patch(`/v1/collections/${posted.id}`, { texts: [text("beside a picture of hers")] })).is(200);
  assert.deepEqual(await counts(first.id), [1, 1, true]);
  (await revoke(w.ada.who, grant.id, "hide")).is(200);
  await until(() => counts(first.id), ([later]) => later === 0, "its leaving");
  assert.deepEqual(await counts(first.id), [0, 0, false]);
  (await w.bob.who.patch(`/v1/collections/${posted.id}`, { images: w.bob.images })).is(200);
  await until(() => counts(first.id), ([later]) => later === 1, "its return");
});
