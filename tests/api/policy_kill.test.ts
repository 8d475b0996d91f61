// SPDX-License-Identifier: Apache-2.0
// A crash in the middle of an evaluation: it goes on where it was, and ends as if nothing had been.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Daemon } from "./harness/daemon.ts";
import { official, returning } from "./harness/people.ts";
import { Poster, put, rule, settled } from "./harness/policies.ts";
import type { EligibilityEntry, EligibilityPage, PolicyPreview } from "./harness/shapes.ts";
import { until } from "./harness/until.ts";
import { walk } from "./harness/walk.ts";

const path = "/v1/moderation/eligibility";
/** More than are looked at in one read (ROUND_READ), so that it goes on between two of them, too. */
const posts = 2100;
const soon = 60_000; /* ms; a build with sanitizers takes a few times as long */
const nothing = { evaluations: { min_count: 50 } };
const sea = { target_content: { words_any: ["sea"] } };

/** Posts so many, every third one about the sea. */
async function fill(daemon: Daemon): Promise<void> {
  const ada = await Poster.make(daemon, "ada");
  for (let n = 0; n < posts; n += 10) await Promise.all(Array.from({ length: 10 }, (_, i) => ada.say((n + i) % 3 ? `hill ${n + i}` : `sea ${n + i}`)));
}

/** The policies that it is killed after, one after the other, and how long after the reply. */
const rounds: [string, object, number][] = [
  ["at once", sea, 0],
  ["after a moment", { not: sea }, 2],
  ["a bit later", { attributes: { min_images: 1 } }, 5],
  ["later", { all: [sea, { attributes: { has_text: true } }] }, 10],
  ["while texts are compared", { text_shared: { more_than: 0, min_similarity: 0.6 } }, 5],
  ["while nothing is left", nothing, 20],
];

test("an evaluation that is cut short goes on after the next start and ends at the same result", async () => {
  let daemon = await Daemon.start();
  try {
    await official(daemon, "boss", "admin");
    await fill(daemon);
    await rule(await returning(daemon, "boss"), nothing);
    let [attached, cut] = [0, 0];
    for (const [name, policy, wait] of rounds) {
      const { version } = await put(await returning(daemon, "boss"), policy);
      for (const end = performance.now() + wait; performance.now() < end; ) await new Promise((resolve) => setImmediate(resolve));
      await daemon.kill();
      const killed = new Date().toISOString();
      daemon = await Daemon.start({}, daemon.folder);
      const boss = await returning(daemon, "boss");
      const { evaluation, version: now } = await settled(boss, soon);
      cut += Number(evaluation!.finished! > killed);
      assert.deepEqual([now, evaluation!.looked_at, evaluation!.collections], [version, posts, posts], name);
      attached = Math.max(attached, await check(boss, policy, name));
    }
    assert.ok(cut > 0, "no evaluation was cut short");
    assert.equal(attached, posts);
  } finally {
    await daemon.clear();
  }
});

/** What is stored is what the policy finds, each template is there once; gives how many there are. */
async function check(boss: Awaited<ReturnType<typeof returning>>, policy: object, name: string): Promise<number> {
  const preview = await until(() => boss.post("/v1/policy/preview", { policy }), (reply) => reply.status !== 503, "a preview", soon);
  const { gain, lose, eligible } = preview.as<PolicyPreview>();
  assert.deepEqual([gain.collections, lose.collections], [0, 0], name);
  const { counts } = (await boss.get(path)).as<EligibilityPage>();
  assert.deepEqual([counts.eligible, counts.not_eligible], [eligible.then, posts - eligible.then], name);
  const entries = await walk<EligibilityEntry>(boss, `${path}?limit=100`, undefined, "collection");
  for (const one of entries) assert.ok(!one.eligible || one.template_identifier, `${name}: ${one.collection} has no template`);
  const sources = (await walk<{ id: string; source: { collection: string } }>(boss, "/v1/templates?limit=100")).map((one) => one.source.collection);
  assert.equal(new Set(sources).size, sources.length, `${name}: two templates of one collection`);
  assert.deepEqual(sources.sort(), entries.filter((one) => one.template_identifier).map((one) => one.collection).sort(), name);
  return sources.length;
}
