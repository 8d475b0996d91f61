// SPDX-License-Identifier: Apache-2.0
// The condition `evaluations` (seed ¶0032): the identifier appears exactly when it is reached.
import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { newFolder } from "./harness/daemon.ts";
import { person } from "./harness/people.ts";
import type { Eligibility } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const policy = { evaluations: { min_count: 3, min_positive_share: 0.6 } };
const folder = newFolder();
const file = join(folder, "policy.json");
writeFileSync(file, JSON.stringify(policy));
after(() => rmSync(folder, { recursive: true, force: true }));

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const people = await Promise.all(["b", "c", "d", "e", "f"].map((letter) => person(daemon, `rater_${letter}`)));
  return { ada, people, images: [{ media: (await ada.photos(1))[0]!.id }] };
}, { "policy.file": file });

/** Ratings one after the other: + up, - down, 0 taken back; the digit says who. */
const courses: [string, string[], boolean][] = [
  ["two ups are too few", ["+0", "+1"], false],
  ["three ups are enough", ["+0", "+1", "+2"], true],
  ["two of three are a share of 0.67", ["-0", "+1", "+2"], true],
  ["one of three is too small a share", ["-0", "-1", "+2"], false],
  ["three of five are just the share", ["-0", "-1", "+2", "+3", "+4"], true],
  ["two of four are too small a share", ["-0", "-1", "+2", "+3"], false],
  ["the same person three times is one", ["+0", "+0", "+0"], false],
  ["what is taken back does not count", ["+0", "+1", "01", "+2"], false],
  ["a change of mind counts as it is now", ["-0", "-1", "+2", "+0"], true],
];

for (const [name, course, eligible] of courses)
  test(name, async () => {
    const made = await w.ada.collect({ images: w.images, offer_template: true });
    assert.equal(made.template_identifier, null);
    for (const [n, step] of course.entries()) {
      const path = `/v1/collections/${made.id}/rating`;
      const who = w.people[Number(step[1])]!;
      const reply = step[0] === "0" ? await who.delete(path) : await who.put(path, { value: step[0] === "+" ? "up" : "down" });
      reply.is(200);
      const now = (await w.ada.collection(made.id)).template_identifier;
      assert.equal(now !== null, eligible && n === course.length - 1, `after ${course.slice(0, n + 1).join(" ")}`);
    }
    const found = (await w.ada.get(`/v1/collections/${made.id}/eligibility`)).as<Eligibility>();
    assert.equal(found.eligible, eligible);
    assert.deepEqual(found.explanation.wanted, policy.evaluations);
  });

test("a template that is there stays when the ratings fall", async () => {
  const made = await w.ada.collect({ images: w.images });
  const path = `/v1/collections/${made.id}/rating`;
  for (const who of w.people.slice(0, 3)) (await who.put(path, { value: "up" })).is(200);
  const { template_identifier: id } = await w.ada.collection(made.id);
  for (const who of w.people) (await who.put(path, { value: "down" })).is(200);
  assert.equal((await w.ada.get(`/v1/collections/${made.id}/eligibility`)).as<Eligibility>().eligible, false);
  assert.equal((await w.ada.collection(made.id)).template_identifier, id);
  (await w.nobody.get(`/v1/templates/${id}`)).is(200);
});

test("ratings at the same moment make one template", async () => {
  const made = await w.ada.collect({ images: w.images });
  await Promise.all(w.people.map((who) => who.put(`/v1/collections/${made.id}/rating`, { value: "up" })));
  const now = await w.ada.collection(made.id);
  assert.deepEqual([now.evaluations.up, now.template_identifier !== null], [5, true]);
});
