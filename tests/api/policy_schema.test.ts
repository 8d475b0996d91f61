// SPDX-License-Identifier: Apache-2.0
// schema/policy.schema.json, which operators and editors check policies with, against what the
// server takes: the same policies are good and bad to both.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { document } from "./harness/contract.ts";
import { official } from "./harness/people.ts";
import type { Policy } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ boss: await official(daemon, "boss", "admin") }));
const schema = JSON.parse(readFileSync("schema/policy.schema.json", "utf8")) as { $defs: Record<string, object> };
const accepts = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(schema);

const opted = { creator_opted_in: {} };
const rated = (parameters: unknown) => ({ evaluations: parameters });
const about = (parameters: unknown) => ({ target_content: parameters });
const like = (parameters: unknown) => ({ attributes: parameters });
const shared = (parameters: unknown) => ({ text_shared: parameters });
const words = (count: number) => Array.from({ length: count }, (_, n) => `word ${n}`);
const nested = (depth: number): unknown => (depth > 1 ? { not: nested(depth - 1) } : opted);

const good: [string, unknown][] = [
  ["the only condition", opted],
  ["any", { any: [opted] }],
  ["all, of any and not", { all: [{ any: [opted, rated({ min_count: 1 })] }, { not: opted }] }],
  ["the same condition twice", { any: [rated({ min_count: 1 }), rated({ min_count: 2 })] }],
  ["16 nodes one inside the other", nested(16)],
  ["a count of 0", rated({ min_count: 0 })],
  ["a count of a thousand million", rated({ min_count: 1e9 })],
  ["a share of 0", rated({ min_positive_share: 0 })],
  ["a share of 1", rated({ min_positive_share: 1 })],
  ["count and share", rated({ min_count: 50, min_positive_share: 0.9 })],
  ["a topic", about({ topics_any: ["lake"] })],
  ["all four lists", about({ topics_any: ["a"], topics_all: ["b"], words_any: ["c"], words_all: ["d"] })],
  ["words of many scripts", about({ words_any: ["海滩", "شاطئ", "ชายหาด", "plage", "😍", "C++"] })],
  ["a list of 100 words", about({ words_any: words(100) })],
  ["a word of 64 characters", about({ words_any: ["海".repeat(64)] })],
  ["a phrase", about({ words_all: ["a day at the lake"] })],
  ["ranges of what is counted", like({ min_images: 1, max_images: 35, min_texts: 0, max_texts: 200, min_stickers: 0, max_stickers: 100 })],
  ["ranges of sizes", like({ min_width: 640, max_width: 65535, min_height: 0, max_height: 65535, min_aspect_ratio: 0.5, max_aspect_ratio: 2 })],
  ["a range of ages", like({ min_age_ms: 0, max_age_ms: 1e15 })],
  ["every flag", like({ has_audio: true, has_text: false, has_stickers: true, has_filters: false, has_location: true, made_with_template: false })],
  ["languages", like({ languages: ["en", "zh-Hant"] })],
  ["a range of one value", like({ min_images: 3, max_images: 3 })],
  ["shared at all", shared({ more_than: 0 })],
  ["shared, with every parameter", shared({ more_than: 2, min_distinct_creators: 2, min_similarity: 0.7, scope: "collection", count_made_with: false })],
  ["a similarity of 0.6", shared({ more_than: 1, min_similarity: 0.6 })],
  ["a similarity between two levels", shared({ more_than: 1, min_similarity: 0.75 })],
  ["a single text", shared({ more_than: 1, scope: "text" })],
  ["a single text, equal", shared({ more_than: 1, scope: "text", min_similarity: 1 })],
];

const bad: [string, unknown][] = [
  ["nothing", {}],
  ["null", null],
  ["a list", [opted]],
  ["a name", "creator_opted_in"],
  ["two conditions in one node", { ...opted, ...rated({ min_count: 1 }) }],
  ["a condition beside a tree", { any: [opted], ...opted }],
  ["an empty any", { any: [] }],
  ["an empty all", { all: [] }],
  ["any of no list", { any: opted }],
  ["not of a list", { not: [opted] }],
  ["not of nothing", { not: {} }],
  ["a node that is null", { any: [opted, null] }],
  ["a condition that there is not", { likes: {} }],
  ["a name in capitals", { ANY: [opted] }],
  ["a parameter where there are none", { creator_opted_in: { since: 1 } }],
  ["parameters that are null", { creator_opted_in: null }],
  ["parameters that are true", { creator_opted_in: true }],
  ["evaluations without any threshold", rated({})],
  ["a count below 0", rated({ min_count: -1 })],
  ["a count of a thousand million and one", rated({ min_count: 1e9 + 1 })],
  ["a broken count", rated({ min_count: 1.5 })],
  ["a count in words", rated({ min_count: "50" })],
  ["a count that is null", rated({ min_count: null })],
  ["a share above 1", rated({ min_positive_share: 1.01 })],
  ["a share below 0", rated({ min_positive_share: -0.1 })],
  ["a parameter that there is not", rated({ min_count: 1, max_count: 2 })],
  ["content without any list", about({})],
  ["an empty list", about({ words_any: [] })],
  ["a list of 101 words", about({ words_any: words(101) })],
  ["an empty word", about({ words_any: [""] })],
  ["a word of 65 characters", about({ words_any: ["海".repeat(65)] })],
  ["a word that is a number", about({ words_any: [7] })],
  ["a word over two lines", about({ words_any: ["a\nb"] })],
  ["a word twice", about({ topics_any: ["lake", "lake"] })],
  ["a word of punctuation", about({ words_any: ["!?"] })],
  ["a word of white space", about({ topics_all: [" "] })],
  ["attributes without any", like({})],
  ["36 images", like({ min_images: 36 })],
  ["201 texts", like({ max_texts: 201 })],
  ["101 stickers", like({ max_stickers: 101 })],
  ["a width of 65536", like({ min_width: 65536 })],
  ["a broken height", like({ min_height: 10.5 })],
  ["an aspect ratio below 0", like({ min_aspect_ratio: -1 })],
  ["an age of more than 10¹⁵", like({ min_age_ms: 1e15 + 1 })],
  ["a flag that is a number", like({ has_audio: 1 })],
  ["a flag in words", like({ made_with_template: "true" })],
  ["a language of one letter", like({ languages: ["e"] })],
  ["a language of 36 letters", like({ languages: ["e".repeat(36)] })],
  ["no languages", like({ languages: [] })],
  ["a language twice", like({ languages: ["en", "en"] })],
  ["shared without more_than", shared({})],
  ["more than -1", shared({ more_than: -1 })],
  ["creators below 0", shared({ more_than: 1, min_distinct_creators: -1 })],
  ["a similarity of 0.59", shared({ more_than: 1, min_similarity: 0.59 })],
  ["a similarity above 1", shared({ more_than: 1, min_similarity: 1.1 })],
  ["a scope that there is not", shared({ more_than: 1, scope: "image" })],
  ["a single text, similar", shared({ more_than: 1, scope: "text", min_similarity: 0.9 })],
];

/** What a schema cannot say, with the reason: it accepts them, the server does not. */
const differences: [string, string | object, string][] = [
  ["a whole number that is written 1.0", '{"evaluations": {"min_count": 1.0}}', "to JSON Schema 1.0 is an integer"],
  ["a range that nothing is in", like({ min_images: 3, max_images: 2 }), "JSON Schema compares no two members"],
  ["17 nodes one inside the other", nested(17) as object, "JSON Schema counts no depth"],
  ["a tilde, which folding takes away", about({ words_any: ["~"] }), "a pattern folds nothing"],
  ["an accent without a letter", about({ topics_any: ["´"] }), "a pattern folds nothing"],
  ["201 nodes", { all: [{ any: Array(100).fill(opted) }, { any: Array(98).fill(opted) }, ...Array(1).fill(opted)] }, "JSON Schema counts no nodes over several lists"],
];

/** Whether the server puts it in force, and refuses nothing but the policy where it does not. */
async function taken(policy: unknown): Promise<boolean> {
  const body = `{"policy": ${typeof policy === "string" && policy.startsWith("{") ? policy : JSON.stringify(policy)}}`;
  const reply = await w.boss.send("PUT", "/v1/policy", { body, headers: { "content-type": "application/json" } });
  if (reply.status === 200) return true;
  const { errors } = reply.refused(422, "invalid");
  for (const { pointer } of errors!) assert.match(pointer, /^\/policy/);
  return false;
}

for (const [name, policy] of good)
  test(`${name}: good to the schema and the server`, async () => {
    assert.ok(accepts(policy), JSON.stringify(accepts.errors));
    assert.ok(await taken(policy));
    assert.deepEqual((await w.boss.get("/v1/policy")).as<Policy>().policy, policy);
  });

for (const [name, policy] of bad)
  test(`${name}: bad to the schema and the server`, async () => {
    assert.ok(!accepts(policy), "accepted by the schema");
    assert.ok(!(await taken(policy)), "accepted by the server");
  });

for (const [name, policy, reason] of differences)
  test(`${name}: bad to the server alone, as ${reason}`, async () => {
    assert.ok(accepts(typeof policy === "string" ? JSON.parse(policy) : policy), JSON.stringify(accepts.errors));
    assert.ok(!(await taken(policy)));
  });

test("the policies of the source and of the document's examples are good to the schema", () => {
  assert.ok(accepts(JSON.parse(readFileSync("config/policy.json", "utf8"))));
  const operation = document.paths["/v1/policy"]!["put"]!;
  const { example } = operation.requestBody!.content["application/json"] as { example?: { policy: unknown } };
  assert.ok(accepts(example!.policy));
});

test("it says the same as schema/openapi.json", () => {
  for (const [name, part] of Object.entries(schema.$defs))
    assert.deepEqual(JSON.parse(JSON.stringify(part).replaceAll("#/$defs/", "#/components/schemas/")), document.components.schemas[name], name);
});
