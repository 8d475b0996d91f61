// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { WatchedWord, WatchedWords } from "./harness/blocking.ts";
import { audited, casesOf } from "./harness/moderation.ts";
import { official, person } from "./harness/people.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const path = "/v1/moderation/words";
const w = world(async (daemon) => ({
  ada: await person(daemon, "ada"),
  judge: await official(daemon, "judge", "moderator"),
  boss: await official(daemon, "boss", "admin"),
}));
const put = async (words: WatchedWord[], headers = {}) => w.judge.put(path, { words }, headers);
const refused: WatchedWord = { word: "casino", action: "refuse" };

const text = (content: string) => ({ image: 0, position: { x: 0, y: 0 }, configuration: { content } });
const post = async (body: object) => w.ada.post("/v1/collections", { images: (await w.ada.photos(1)).map(({ id: media }) => ({ media, alt: "" })), ...body });

test("a list takes the place of the one before", async () => {
  (await put([refused, { word: "spam", action: "report" }])).is(200);
  const { words } = (await put([{ word: "spam", action: "report" }])).as<WatchedWords>();
  assert.deepEqual(words, [{ word: "spam", action: "report" }]);
  assert.deepEqual((await w.boss.get(path)).as<WatchedWords>().words, words);
});

test("who read an older list does not overwrite a newer one", async () => {
  const old = (await w.judge.get(path)).header("etag");
  const now = (await put([refused], { "if-match": old })).is(200).header("etag");
  assert.notEqual(now, old);
  (await put([], { "if-match": old })).refused(412, "changed-meanwhile");
  (await put([], { "if-match": now })).is(200);
});

test("the audit log says what came and what went", async () => {
  (await put([refused, { word: "spam", action: "report" }, { word: "kept", action: "report" }])).is(200);
  (await put([{ word: "kept", action: "report" }, { word: "casino", action: "report" }])).is(200);
  const [one] = await audited(w.judge, "subject=words");
  assert.deepEqual([one?.actor, one?.action, one?.subject.kind], ["judge", "words.put", "words"]);
  assert.deepEqual(one?.before, { words: [refused, { word: "spam", action: "report" }] });
  assert.deepEqual(one?.after, { words: [{ word: "casino", action: "report" }] });
});

test("a post with a refused word is refused by the field, whatever the case, width and script", async () => {
  (await put([refused, { word: "赌场", action: "refuse" }])).is(200);
  for (const word of ["casino", "The CASINO!", "ｃａｓｉｎｏ", "ca\u200bsino", "去赌场吧"]) {
    (await post({ texts: [text(word)] })).refused(422, "invalid", "/texts/0/configuration/content");
    (await post({ description: word })).refused(422, "invalid", "/description");
    (await post({ topics: ["sea", word] })).refused(422, "invalid", "/topics/1");
    (await post({ images: (await w.ada.photos(2)).map(({ id: media }, n) => ({ media, alt: n ? word : "" })) })).refused(422, "invalid", "/images/1/alt");
  }
  const problem = (await post({ description: "casino", topics: ["casino"] })).refused(422, "invalid");
  assert.deepEqual(problem.errors?.map(({ pointer }) => pointer).sort(), ["/description", "/topics/0"]);
  for (const word of ["casinos", "mycasino", "cas ino"]) (await post({ description: word })).is(201);
});

test("what was refused is not there", async () => {
  const before = (await w.ada.get("/v1/accounts/ada/collections?limit=100")).as<{ items: unknown[] }>().items.length;
  (await post({ description: "casino" })).refused(422, "invalid");
  assert.equal((await w.ada.get("/v1/accounts/ada/collections?limit=100")).as<{ items: unknown[] }>().items.length, before);
});

test("an edit of what is posted is looked through, a draft only when it is posted", async () => {
  const posted = await w.ada.collect({ description: "sea" });
  (await w.ada.patch(`/v1/collections/${posted.id}`, { description: "casino" })).refused(422, "invalid", "/description");
  assert.equal((await w.ada.collection(posted.id)).description, "sea");
  const draft = await w.ada.collect({ state: "draft", description: "casino" });
  (await w.ada.patch(`/v1/collections/${draft.id}`, { topics: ["casino"] })).is(200);
  (await w.ada.post(`/v1/collections/${draft.id}/post`)).refused(422, "invalid", "/topics/0");
  (await w.ada.patch(`/v1/collections/${draft.id}`, { topics: [], description: "" })).is(200);
  (await w.ada.post(`/v1/collections/${draft.id}/post`)).is(200);
});

test("a word to be reported is reported by the server, once, and the post stays", async () => {
  (await put([{ word: "casino", action: "report" }, { word: "赌场", action: "report" }])).is(200);
  const made = await w.ada.collect({ description: "The Casino", topics: ["casino", "去赌场"] });
  (await w.ada.patch(`/v1/collections/${made.id}`, { description: "casino again" })).is(200);
  const [one, ...rest] = await casesOf(w.judge, made.id);
  assert.deepEqual(rest, []);
  assert.deepEqual([one?.reports, one?.reasons], [1, [{ reason: "watched-word", count: 1 }]]);
  assert.deepEqual(one?.newest.map(({ reporter, note }) => [reporter, note]), [[null, "casino, 赌场"]]);
  (await w.nobody.get(`/v1/collections/${made.id}`)).is(200);
  assert.deepEqual(await casesOf(w.judge, (await w.ada.collect({ description: "the sea" })).id), []);
});

test("what an edit brings in is reported, also after the case was closed", async () => {
  (await put([{ word: "casino", action: "report" }])).is(200);
  const made = await w.ada.collect({ description: "sea" });
  const edit = async (description: string) => (await w.ada.patch(`/v1/collections/${made.id}`, { description })).is(200);
  await edit("casino");
  const [first] = await casesOf(w.judge, made.id);
  (await w.judge.post(`/v1/moderation/reports/${first?.id}/close`, { outcome: "dismissed", note: "" })).is(200);
  await edit("two casino");
  assert.equal((await casesOf(w.judge, made.id)).length, 2);
});

test("a note names as many words as it has room for", async () => {
  const words = Array.from({ length: 30 }, (_, n): WatchedWord => ({ word: `${"ü".repeat(60)}${n}`, action: "report" }));
  (await put(words)).is(200);
  const made = await w.ada.collect({ description: words.map(({ word }) => word).join(" ") });
  const [one] = await casesOf(w.judge, made.id);
  assert.equal([...(one?.newest[0]?.note ?? "")].length, 1000);
});

test("a list has 1000 words, not 1001", async () => {
  const words = Array.from({ length: 1001 }, (_, n): WatchedWord => ({ word: `${"é".repeat(60)}${n}`, action: "report" }));
  (await put(words)).refused(422, "invalid", "/words");
  (await put(words.slice(1))).is(200);
  (await post({ description: "a long list changes nothing" })).is(201);
});

refuses(() => w.judge, "PUT", path, [
  invalid("no list", {}, "/words"),
  invalid("a word without an action", { words: [{ word: "casino" }] }, "/words/0/action"),
  invalid("an action that there is not", { words: [{ word: "casino", action: "burn" }] }, "/words/0/action"),
  invalid("a word of nothing that is read", { words: [{ word: "…!", action: "report" }] }, "/words/0/word"),
  invalid("a word of 65 characters", { words: [{ word: "x".repeat(65), action: "report" }] }, "/words/0/word"),
  invalid("a word twice, as it is looked for", { words: [refused, { word: "CASINO", action: "report" }] }, "/words/1/word"),
  invalid("a member that it does not know", { words: [], colour: 1 }, "/colour"),
]);
refuses(() => w.ada, "PUT", path, [{ name: "a member who is no moderator", json: { words: [] }, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "PUT", path, { words: [] });
refusesBadBodies(() => w.judge, "PUT", path, 524288);
