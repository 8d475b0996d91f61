// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { audited, madeWith, moderatedWorld, restore, showing, takeDown } from "./harness/moderation.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Collection, Page } from "./harness/shapes.ts";
import type { Event } from "./harness/stream.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const people = await moderatedWorld(daemon);
  return { ...people, still: await people.ada.collect() };
});
const pathOf = (id: string) => `/v1/moderation/collections/${id}/restore`;

/** But for what each change counts up. */
async function look(id: string): Promise<Omit<Collection, "version">> {
  const { version: _, ...rest } = await w.judge.collection(id);
  return rest;
}

test("everybody sees it again, its template can be called, its creator is told", async () => {
  const made = await w.ada.collect({ offer_template: true });
  const before = await look(made.id);
  const { takedown } = await takeDown(w.judge, made.id);
  const undone = await restore(w.jury, made.id, "A mistake");
  const none = { count: 0, samples: [] };
  assert.deepEqual(undone, {
    takedown, collection: made.id, source: made.id, note: "A mistake", template: made.template_identifier, removed: none, hidden: none, images_dropped: none,
  });
  assert.deepEqual(await look(made.id), before);
  (await w.bob.get(`/v1/collections/${made.id}`)).is(200);
  (await w.bob.get(`/v1/templates/${made.template_identifier}`)).is(200);
  const [event] = (await w.ada.get("/v1/notifications")).as<Page<Event>>().items;
  assert.deepEqual([event!.kind, event!.data], ["moderation.restore", { collection: made.id, source: made.id, what: "removed", reason: "spam", note: "A mistake" }]);
  const [entry] = await audited(w.judge, `subject=${made.id}`);
  assert.deepEqual([entry!.action, entry!.actor, entry!.note, entry!.before!["removed"], entry!.after!["removed"]], ["collection.restore", "jury", "A mistake", true, false]);
});

for (const effect of ["drop_images", "hide", "remove"] as const)
  test(`what the effect ${effect} did is undone, and its creators are told`, async () => {
    const first = await w.ada.collect({ offer_template: true });
    const shown = await showing(w.bob, first);
    const third = await madeWith(w.ada, shown);
    const before = [await look(first.id), await look(shown.id), await look(third.id)];
    await takeDown(w.judge, first.id, effect);
    assert.notDeepEqual(await look(shown.id), before[1]);
    const undone = await restore(w.judge, first.id);
    assert.deepEqual([await look(first.id), await look(shown.id), await look(third.id)], before);
    const counts = [undone.images_dropped.count, undone.hidden.count, undone.removed.count];
    assert.deepEqual(counts, { drop_images: [1, 0, 0], hide: [0, 2, 0], remove: [0, 0, 2] }[effect]);
    const [event] = (await w.bob.get("/v1/notifications")).as<Page<Event>>().items;
    assert.deepEqual([event!.kind, event!.subject], ["moderation.restore", shown.id]);
  });

test("what a revocation hid or replaced before or meanwhile stays so", async () => {
  for (const when of ["before", "meanwhile"])
    for (const effect of ["replace", "hide"] as const) {
      const first = await w.ada.collect();
      const asked = (await w.bob.post("/v1/authorizations", { collection: first.id, image: 0 })).as<{ id: string }>(201);
      const shown = await showing(w.bob, first);
      const revoke = async () => (await w.ada.post(`/v1/authorizations/${asked.id}/revoke`, { effect })).is(200);
      if (when === "before") await revoke();
      await takeDown(w.judge, first.id, effect === "hide" ? "hide" : "drop_images");
      if (when === "meanwhile") await revoke();
      await restore(w.judge, first.id);
      const { hidden, boxes } = await w.judge.collection(shown.id);
      assert.deepEqual([hidden, boxes[0]!.replaced], effect === "hide" ? [true, undefined] : [undefined, true], `${effect} ${when}`);
    }
});

test("one that is changed by the takedown of another is let go alone", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const [second, sister] = [await madeWith(w.bob, first), await madeWith(w.bob, first)];
  const { takedown } = await takeDown(w.judge, first.id, "remove");
  const undone = await restore(w.judge, second.id);
  assert.deepEqual([undone.takedown, undone.source, undone.collection, undone.template], [takedown, first.id, second.id, second.template_identifier]);
  (await w.eve.get(`/v1/collections/${second.id}`)).is(200);
  for (const { id } of [first, sister]) (await w.eve.get(`/v1/collections/${id}`)).refused(404, "not-found");
  assert.deepEqual((await restore(w.judge, first.id)).removed.samples.map(({ collection }) => collection), [sister.id]);
});

test("what was taken down twice needs both, in either order", async () => {
  for (const order of ["own first", "other first"]) {
    const first = await w.ada.collect({ offer_template: true });
    const second = await madeWith(w.bob, first);
    await takeDown(w.judge, first.id, "remove");
    await takeDown(w.judge, second.id);
    for (const { id } of order === "own first" ? [second, first] : [first, second]) {
      assert.equal((await w.eve.get(`/v1/collections/${second.id}`)).status, 404);
      assert.equal((await w.eve.get(`/v1/templates/${second.template_identifier}`)).status, 404);
      await restore(w.judge, id);
    }
    (await w.eve.get(`/v1/collections/${second.id}`)).is(200);
    (await w.eve.get(`/v1/templates/${second.template_identifier}`)).is(200);
  }
});

test("what was changed with one that its creator deleted meanwhile is free again", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await madeWith(w.bob, first);
  await takeDown(w.judge, first.id, "hide");
  (await w.ada.delete(`/v1/collections/${first.id}`)).is(204);
  (await w.eve.get(`/v1/collections/${second.id}`)).refused(404, "not-found");
  assert.equal((await restore(w.judge, first.id)).hidden.count, 1);
  (await w.eve.get(`/v1/collections/${second.id}`)).is(200);
  (await w.eve.get(`/v1/templates/${first.template_identifier}`)).refused(410, "gone");
  (await w.judge.post(pathOf(first.id), {})).refused(404, "not-found");
});

test("what was deleted meanwhile of those that were changed is not missed", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await madeWith(w.bob, first);
  await takeDown(w.judge, first.id, "remove");
  (await w.bob.delete(`/v1/collections/${second.id}`)).is(204);
  assert.equal((await restore(w.judge, first.id)).removed.count, 0);
  (await w.eve.get(`/v1/templates/${second.template_identifier}`)).refused(410, "gone");
});

test("what is not taken down cannot be restored, nor twice", async () => {
  (await w.judge.post(pathOf(w.still.id), {})).refused(409, "wrong-state");
  const made = await w.ada.collect();
  await takeDown(w.judge, made.id);
  await restore(w.judge, made.id);
  (await w.judge.post(pathOf(made.id), {})).refused(409, "wrong-state");
});

refuses(() => w.judge, "POST", () => pathOf(w.still.id), [
  invalid("a note of 1001 characters", { note: "n".repeat(1001) }, "/note"),
  invalid("a member that there is not", { note: "", effect: "keep" }, "/effect"),
]);
for (const id of ["AZqv0m3dcJ2mS0lYxA1bCw", "nonsense"])
  refuses(() => w.judge, "POST", pathOf(id), [{ name: `the collection ${id}, which there is not`, json: {}, status: 404, type: "not-found" }]);
refuses(() => w.ada, "POST", () => pathOf(w.still.id), [{ name: "its creator, who is no moderator", json: {}, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", () => pathOf(w.still.id), {});
refusesBadBodies(() => w.judge, "POST", () => pathOf(w.still.id), 16384);
