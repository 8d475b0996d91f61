// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { world } from "./harness/world.ts";

const w = world(async () => ({}));

async function metrics(): Promise<Map<string, number>> {
  const lines = (await w.nobody.get("/metrics")).is(200).bytes.toString().trimEnd().split("\n");
  const samples = lines.filter((line) => !line.startsWith("#")).map((line) => {
    const sample = /^([a-z_]+(?:\{[^}]*\})?) ([-+0-9.eE]+)$/.exec(line);
    assert.ok(sample, `no line of the Prometheus format: ${line}`);
    return [sample[1]!, Number(sample[2])] as const;
  });
  return new Map(samples);
}

test("requests are counted by route and outcome", async () => {
  const name = 'stencil_requests_total{route="feed_list",status="2xx"}';
  const before = (await metrics()).get(name) ?? 0;
  for (let n = 0; n < 3; n++) (await w.nobody.get("/v1/feed")).is(200);
  assert.equal((await metrics()).get(name), before + 3);
});

test("every metric says what it is", async () => {
  const text = (await w.nobody.get("/metrics")).bytes.toString();
  for (const name of (await metrics()).keys()) {
    const bare = name.split("{")[0]!.replace(/_(bucket|sum|count)$/, "");
    assert.match(text, new RegExp(`^# TYPE ${bare} (counter|gauge|histogram)$`, "m"));
  }
});

test("the buckets of a duration grow up to its count", async () => {
  (await w.nobody.get("/v1/feed")).is(200);
  const found = await metrics();
  const buckets = [...found].filter(([name]) => name.startsWith('stencil_request_duration_seconds_bucket{route="feed_list"'));
  const counts = buckets.map(([, count]) => count);
  assert.deepEqual(counts, [...counts].sort((a, b) => a - b));
  assert.equal(counts.at(-1), found.get('stencil_request_duration_seconds_count{route="feed_list"}'));
});
