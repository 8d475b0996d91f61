// SPDX-License-Identifier: Apache-2.0
// Whatever is taken down and restored, in whatever order and lineage: at each step all is as a
// plain model says, and after the last restoration as it was at the beginning.
import assert from "node:assert/strict";
import { test } from "node:test";
import { moderatedWorld, restore, takeDown, type Effect } from "./harness/moderation.ts";
import type { Collection } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(moderatedWorld);
const effects: Effect[] = ["keep", "drop_images", "hide", "remove"];

/** Numbers from 0 to n - 1, the same ones for the same seed (a linear congruential generator). */
function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

interface Node {
  collection: Collection;
  /** What its template and its image come from: places in the list; itself for its own photo. */
  madeWith: number | undefined;
  origin: number;
}

async function lineage(roll: (n: number) => number, size: number): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let n = 0; n < size; n++) {
    const who = roll(2) ? w.ada : w.bob;
    const madeWith = n && roll(3) ? roll(n) : undefined;
    const shows = n && roll(2) ? roll(n) : undefined;
    const template = madeWith === undefined ? null : nodes[madeWith]!.collection.template_identifier;
    const image = shows === undefined ? { media: (await who.photos(1))[0]!.id } : { reference: { collection: nodes[shows]!.collection.id, image: 0 } };
    const collection = await who.collect({ images: [image], template, offer_template: true });
    nodes.push({ collection, madeWith, origin: shows === undefined ? n : nodes[shows]!.origin });
  }
  return nodes;
}

function reach(nodes: Node[], from: number): number[] {
  const reached = new Set([from]);
  for (const at of reached)
    nodes.forEach((node, n) => {
      if (node.madeWith === at || (node.origin === at && n !== at)) reached.add(n);
    });
  reached.delete(from);
  return [...reached];
}

type What = "removed" | "hidden" | "dropped";

/** What stands: by the place of what was taken down, what it does to which. */
class Model {
  readonly standing = new Map<number, Map<number, What>>();

  constructor(readonly nodes: Node[]) {}

  takeDown(at: number, effect: Effect): void {
    const marks = new Map<number, What>([[at, "removed"]]);
    for (const n of reach(this.nodes, at)) {
      if (effect === "remove") marks.set(n, "removed");
      if (effect === "hide") marks.set(n, "hidden");
      if (effect === "drop_images" && this.nodes[n]!.origin === at) marks.set(n, "dropped");
    }
    this.standing.set(at, marks);
  }

  is(n: number, what: What): boolean {
    return [...this.standing.values()].some((marks) => marks.get(n) === what);
  }

  /** Which takedowns of others change it. */
  others(n: number): number[] {
    return [...this.standing].filter(([at, marks]) => at !== n && marks.has(n)).map(([at]) => at);
  }
}

async function look({ collection }: Node) {
  const { version: _, ...whole } = await w.judge.collection(collection.id);
  const seen = (await w.eve.get(`/v1/collections/${collection.id}`)).status;
  const called = (await w.eve.get(`/v1/templates/${collection.template_identifier}`)).status;
  return { whole, seen, called };
}

async function check(model: Model, story: string): Promise<void> {
  for (const [n, node] of model.nodes.entries()) {
    const { whole, seen, called } = await look(node);
    const [removed, hidden, dropped] = [model.is(n, "removed"), model.is(n, "hidden"), model.is(n, "dropped")];
    assert.deepEqual(
      { removed: !!whole.removed, hidden: !!whole.hidden, dropped: !!whole.boxes[0]!.replaced, seen, called },
      { removed, hidden, dropped, seen: removed || hidden ? 404 : 200, called: removed ? 404 : 200 },
      `${n} after ${story}`,
    );
  }
}

/** Takes down what is not, or restores; in the same step in the model. */
async function step(model: Model, n: number, effect: Effect): Promise<string> {
  const { id } = model.nodes[n]!.collection;
  const others = model.others(n);
  if (model.standing.has(n)) {
    await restore(w.judge, id);
    model.standing.delete(n);
    return `restore ${n}`;
  }
  if (others.length && effect === "keep") {
    const { source } = await restore(w.judge, id);
    const at = model.nodes.findIndex(({ collection }) => collection.id === source);
    assert.ok(others.includes(at));
    model.standing.get(at)!.delete(n);
    return `let ${n} go from ${at}`;
  }
  await takeDown(w.judge, id, effect);
  model.takeDown(n, effect);
  return `take ${n} down, ${effect}`;
}

for (const seed of [1, 2, 3, 4, 5, 6])
  test(`lineage and order ${seed}`, async () => {
    const roll = dice(seed);
    const model = new Model(await lineage(roll, 9));
    const before = await Promise.all(model.nodes.map(look));
    let story = "";
    for (let n = 0; n < 14; n++) {
      story += ` ${await step(model, roll(9), effects[roll(4)]!)};`;
      await check(model, story);
    }
    for (const at of [...model.standing.keys()].sort(() => roll(3) - 1)) {
      story += ` ${await step(model, at, "keep")};`;
      await check(model, story);
    }
    assert.deepEqual(await Promise.all(model.nodes.map(look)), before, story);
  });
