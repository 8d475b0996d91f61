// SPDX-License-Identifier: Apache-2.0
// The condition `target_content` (seed ¶0032), from the policy to the template.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eligibility, found, rule, rulingWorld, text } from "./harness/policies.ts";
import { world } from "./harness/world.ts";

const w = world(rulingWorld);

/** Words that are looked for, words that are posted, what of them is found. */
const words: [string, string[], string, string[]][] = [
  ["a word of Chinese, which has no blanks, stands anywhere", ["海滩"], "我们去海滩吧", ["海滩"]],
  ["another one does not", ["大海"], "我们去海滩吧", []],
  ["a word of Thai stands anywhere, too", ["ชายหาด"], "ไปชายหาดกัน", ["ชายหาด"]],
  ["a word of Arabic is a whole one", ["شاطئ"], "على شاطئ البحر", ["شاطئ"]],
  ["with the article it is another one", ["شاطئ"], "على الشاطئ", []],
  ["what only lengthens an Arabic word does not matter", ["شاطئ"], "شـــاطئ", ["شاطئ"]],
  ["a word of Latin letters is a whole one", ["beach"], "beaches", []],
  ["whatever its case, width and the punctuation around it", ["Beach"], "At the ＢＥＡＣＨ!", ["beach"]],
  ["before an emoji, too", ["beach"], "beach😍", ["beach"]],
  ["é is not e", ["cafe"], "Café", []],
  ["however é is written", ["cafe\u0301"], "Café", ["café"]],
  ["a phrase is found over punctuation", ["a day out"], "It was a day, out there", ["a day out"]],
  ["one of several is enough", ["lake", "sea"], "at sea", ["sea"]],
];

for (const [name, wanted, content, there] of words)
  test(`${name}: ${wanted.join(", ")} in "${content}"`, async () => {
    await rule(w.boss, { target_content: { words_any: wanted } });
    const made = await w.ada.say(content);
    const { holds, measured } = await found(w.ada.who, made.id);
    assert.deepEqual({ holds, measured }, { holds: there.length > 0, measured: { topics: [], words: there } });
    assert.equal(made.template_identifier !== null, holds);
  });

test("all words of a list, in whatever texts and the description", async () => {
  await rule(w.boss, { target_content: { words_all: ["lake", "boat", "海滩"] } });
  const some = await w.ada.post({ texts: [text("the lake")], description: "A boat." });
  assert.deepEqual(await eligibility(w.ada.who, some.id).then(({ eligible, missing }) => [eligible, missing]), [false, "It needs the word 海滩."]);
  const all = await w.ada.post({ texts: [text("the lake"), text("去海滩")], description: "A boat." });
  assert.notEqual(all.template_identifier, null);
});

test("topics are compared as a whole, whatever their case", async () => {
  await rule(w.boss, { target_content: { topics_any: ["Day Out", "旅行"] } });
  for (const [topics, eligible] of [[["day out"], true], [["旅行"], true], [["旅行记"], false], [["day"], false], [[], false]] as const) {
    const made = await w.ada.post({ topics });
    assert.equal((await eligibility(w.ada.who, made.id)).eligible, eligible, topics.join());
  }
});

test("several lists must all hold", async () => {
  await rule(w.boss, { target_content: { topics_all: ["travel"], words_any: ["lake", "sea"] } });
  const half = await w.ada.say("the lake");
  const { eligible, nearness, missing } = await eligibility(w.ada.who, half.id);
  assert.deepEqual([eligible, nearness, missing], [false, 0, "It needs the topic travel."]);
  const whole = await w.ada.say("the lake", { topics: ["Travel"] });
  assert.deepEqual((await found(w.ada.who, whole.id)).measured, { topics: ["travel"], words: ["lake"] });
});

test("an edit makes it eligible, and a template is there at once", async () => {
  await rule(w.boss, { target_content: { words_any: ["lake"] } });
  const made = await w.ada.say("the sea");
  assert.equal(made.template_identifier, null);
  const edited = (await w.ada.who.patch(`/v1/collections/${made.id}`, { description: "no, the lake" })).as<typeof made>();
  assert.notEqual(edited.template_identifier, null);
  (await w.ada.who.patch(`/v1/collections/${made.id}`, { description: "" })).is(200);
  const now = await eligibility(w.ada.who, made.id);
  assert.deepEqual([now.eligible, now.template_identifier], [false, edited.template_identifier]);
});
