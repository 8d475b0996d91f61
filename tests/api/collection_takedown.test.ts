// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { photograph } from "./harness/files.ts";
import { audited, madeWith, moderatedWorld, restore, showing, takeDown, tryTakeDown, type Effect } from "./harness/moderation.ts";
import { invalid, needsSignIn, refuses, refusesBadBodies } from "./harness/refusals.ts";
import type { Collection, Page, Takedown } from "./harness/shapes.ts";
import type { Event } from "./harness/stream.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const people = await moderatedWorld(daemon);
  return { ...people, still: await people.ada.collect({ offer_template: true }) };
});
const body = { reason: "copyright", effect: "keep" };
const pathOf = (id: string) => `/v1/moderation/collections/${id}/takedown`;

/** Ada's, Bob's made with her template and showing her image, and one made with Bob's. */
async function family() {
  const first = await w.ada.collect({ offer_template: true });
  const [second, shown] = [await madeWith(w.bob, first), await showing(w.bob, first)];
  return { first, second, shown, third: await madeWith(w.ada, second) };
}

async function told(who: typeof w.ada, kind: string, subject: string): Promise<Event[]> {
  const { items } = (await who.get("/v1/notifications?limit=100")).as<Page<Event>>();
  return items.filter((item) => item.kind === kind && item.subject === subject);
}

test("only its creator and moderators see what was taken down, and why", async () => {
  const made = await w.ada.collect({ offer_template: true });
  const done = (await tryTakeDown(w.judge, made.id, { reason: "violence", note: "Blood\non the floor" })).as<Takedown>();
  assert.deepEqual([done.collection, done.preview, done.reason, done.effect, done.template], [made.id, false, "violence", "keep", made.template_identifier]);
  for (const who of [w.bob, w.nobody]) (await who.get(`/v1/collections/${made.id}`)).refused(404, "not-found");
  for (const who of [w.ada, w.jury]) {
    const { removed, template_identifier } = (await who.get(`/v1/collections/${made.id}`)).as<Collection>();
    assert.deepEqual([removed?.reason, removed?.note, template_identifier], ["violence", "Blood\non the floor", null]);
    assert.ok(removed!.since >= made.created);
  }
  const listed = (await w.ada.get("/v1/accounts/ada/collections")).as<Page<Collection>>().items.find(({ id }) => id === made.id);
  assert.equal(listed?.removed?.reason, "violence");
});

test("its rating, its images and its template are as if they were not there", async () => {
  const made = await w.ada.collect({ offer_template: true });
  (await w.bob.put(`/v1/collections/${made.id}/rating`, { value: "up" })).is(200);
  await takeDown(w.judge, made.id);
  for (const who of [w.bob, w.jury]) {
    (await who.put(`/v1/collections/${made.id}/rating`, { value: "down" })).refused(404, "not-found");
    (await who.delete(`/v1/collections/${made.id}/rating`)).refused(404, "not-found");
    (await who.post("/v1/authorizations", { collection: made.id, image: 0 })).refused(422, "invalid", "/image");
    (await who.get(`/v1/templates/${made.template_identifier}`)).refused(404, "not-found");
  }
  (await w.bob.get(`/v1/templates/${made.template_identifier}/collections`)).refused(404, "not-found");
  (await w.jury.get(`/v1/templates/${made.template_identifier}/collections`)).is(200);
  const images = (await w.bob.photos(1)).map(({ id }) => ({ media: id }));
  (await w.bob.post("/v1/collections", { images, template: made.template_identifier })).refused(422, "invalid", "/template");
  for (const who of [w.ada, w.bob])
    (await who.post("/v1/collections", { images: [{ reference: { collection: made.id, image: 0 } }] })).refused(422, "invalid", "/images/0/reference");
});

test("its creator cannot edit it into sight, but may delete it", async () => {
  const made = await w.ada.collect();
  await takeDown(w.judge, made.id);
  (await w.ada.patch(`/v1/collections/${made.id}`, { visibility: "public", description: "clean" })).refused(409, "wrong-state");
  (await w.bob.get(`/v1/collections/${made.id}`)).refused(404, "not-found");
  (await w.ada.delete(`/v1/collections/${made.id}`)).is(204);
  (await w.ada.get(`/v1/collections/${made.id}`)).refused(404, "not-found");
});

test("lineage, the users of a template, its list and the feed of followers leave it out; lineage counts it", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await madeWith(w.bob, first);
  (await w.eve.put("/v1/accounts/bob/follow")).is(204);
  const lists = {
    lineage: `/v1/collections/${first.id}/lineage?direction=with`,
    users: `/v1/templates/${first.template_identifier}/collections`,
    following: "/v1/feed?order=following&limit=100",
    templates: "/v1/templates?limit=100",
  };
  const names = async (who: typeof w.eve, path: string) => {
    const page = (await who.get(path)).as<{ items: { id?: string; collection?: { id: string } }[]; hidden?: number }>();
    return { named: page.items.some((item) => [second.id, second.template_identifier].includes(item.collection?.id ?? item.id!)), hidden: page.hidden ?? 0 };
  };
  for (const path of Object.values(lists)) assert.deepEqual(await names(w.eve, path), { named: true, hidden: 0 }, path);
  await takeDown(w.judge, second.id);
  for (const [list, path] of Object.entries(lists))
    assert.deepEqual(await names(w.eve, path), { named: false, hidden: list === "lineage" || list === "users" ? 1 : 0 }, path);
  for (const path of [lists.lineage, lists.users])
    for (const who of [w.bob, w.judge]) assert.deepEqual(await names(who, path), { named: true, hidden: 0 }, path);
  (await w.eve.delete("/v1/accounts/bob/follow")).is(204);
});

test("a profile does not count it", async () => {
  const count = async () => (await w.bob.get("/v1/accounts/ada")).as<{ collections: number }>().collections;
  const made = await w.ada.collect();
  const before = await count();
  await takeDown(w.judge, made.id);
  assert.equal(await count(), before - 1);
});

const outcomes: Record<Effect, { second: string; shown: string; third: string }> = {
  keep: { second: "as it was", shown: "as it was", third: "as it was" },
  drop_images: { second: "as it was", shown: "a neutral picture", third: "as it was" },
  hide: { second: "hidden", shown: "hidden", third: "hidden" },
  remove: { second: "removed", shown: "removed", third: "removed" },
};

function look(c: Collection): string {
  if (c.removed) return "removed";
  if (c.hidden) return "hidden";
  return c.boxes.some((box) => box.replaced) ? "a neutral picture" : "as it was";
}

for (const [effect, wanted] of Object.entries(outcomes) as [Effect, (typeof outcomes)["keep"]][]) {
  test(`the effect ${effect} on what was made from it, as the preview said`, async () => {
    const made = await family();
    const before = await w.judge.collection(made.second.id);
    const preview = (await tryTakeDown(w.judge, made.first.id, { effect, preview: true })).as<Takedown>();
    assert.deepEqual(await w.judge.collection(made.second.id), before, "a preview changes nothing");
    assert.deepEqual(await audited(w.judge, `subject=${made.first.id}`), []);
    const done = await takeDown(w.judge, made.first.id, effect);
    assert.deepEqual({ ...done, takedown: null, preview: true }, preview);
    assert.ok(done.takedown);
    for (const name of ["second", "shown", "third"] as const) {
      assert.equal(look(await w.judge.collection(made[name].id)), wanted[name], name);
      const seen = (await w.eve.get(`/v1/collections/${made[name].id}`)).status;
      assert.equal(seen, ["removed", "hidden"].includes(wanted[name]) ? 404 : 200, name);
      assert.equal((await w.eve.get(`/v1/templates/${made[name].template_identifier}`)).status, wanted[name] === "removed" ? 404 : 200, name);
    }
    const groups = { removed: done.removed, hidden: done.hidden, "a neutral picture": done.images_dropped, "as it was": done.kept };
    for (const [what, group] of Object.entries(groups)) {
      const names = (["third", "shown", "second"] as const).filter((name) => wanted[name] === what);
      assert.equal(group.count, names.length, what);
      assert.deepEqual(group.samples.map(({ collection }) => collection), names.map((name) => made[name].id), what);
    }
  });
}

test("a dropped image is neutral to look at, and its media hidden, also after an edit", async () => {
  const media = (await w.ada.upload(await photograph(77))).id;
  const first = await w.ada.collect({ images: [{ media }] });
  const shown = await showing(w.bob, first);
  const picture = async () => (await w.eve.get(`/v1/collections/${shown.id}/images/0?w=32`)).is(200).bytes;
  const before = await picture();
  await takeDown(w.judge, first.id, "drop_images");
  const after = await picture();
  assert.notDeepEqual(after, before);
  (await w.eve.get(`/v1/media/${media}`)).refused(404, "not-found");
  const edited = (await w.bob.patch(`/v1/collections/${shown.id}`, { description: "changed" })).as<Collection>();
  assert.equal(edited.boxes[0]!.replaced, true);
  assert.deepEqual(await picture(), after);
  await restore(w.judge, first.id);
  assert.deepEqual(await picture(), before);
});

test("an edit does not bring back what is hidden", async () => {
  const made = await family();
  await takeDown(w.judge, made.first.id, "hide");
  assert.equal((await w.bob.patch(`/v1/collections/${made.second.id}`, { description: "changed" })).as<Collection>().hidden, true);
  (await w.eve.get(`/v1/collections/${made.second.id}`)).refused(404, "not-found");
});

for (const [effect, status] of [["keep", 200], ["hide", 200], ["remove", 409]] as const)
  test(`a draft that was made from it is held, too: ${effect}`, async () => {
    const first = await w.ada.collect({ offer_template: true });
    const draft = await madeWith(w.bob, first, { state: "draft" });
    const done = await takeDown(w.judge, first.id, effect);
    assert.deepEqual([done.kept.count, done.hidden.count, done.removed.count], [0, 0, 0], "and nobody hears of it");
    assert.equal((await w.bob.post(`/v1/collections/${draft.id}/post`)).status, status);
    assert.equal((await w.eve.get(`/v1/collections/${draft.id}`)).status, effect === "keep" ? 200 : 404);
  });

test("its creator and those whose collections are changed are told, and nobody else", async () => {
  const made = await family();
  const { takedown } = await takeDown(w.judge, made.first.id, "drop_images", "Not yours");
  const data = { source: made.first.id, reason: "spam", note: "Not yours" };
  assert.deepEqual((await told(w.ada, "moderation.takedown", made.first.id)).map((event) => event.data), [{ ...data, collection: made.first.id, what: "removed" }]);
  assert.deepEqual((await told(w.bob, "moderation.takedown", made.shown.id)).map((event) => event.data), [{ ...data, collection: made.shown.id, what: "images_dropped" }]);
  assert.deepEqual(await told(w.bob, "moderation.takedown", made.second.id), []);
  const [entry, ...more] = await audited(w.judge, `subject=${made.shown.id}`);
  assert.deepEqual(more, []);
  const before = { removed: false, hidden: false, images_dropped: 0, template: "active" };
  assert.deepEqual(
    { ...entry, id: 0, created: "" },
    {
      id: 0, created: "", actor: "judge", action: "collection.takedown", subject: { kind: "collection", id: made.shown.id }, reason: "spam", note: "Not yours",
      before, after: { ...before, images_dropped: 1, takedown, source: made.first.id, effect: "drop_images" },
    },
  );
});

test("a photo taken over from another collection is not dropped with the one it was taken from", async () => {
  const first = await w.ada.collect();
  const shown = await showing(w.bob, first);
  const again = await showing(w.ada, shown);
  assert.deepEqual((await takeDown(w.judge, shown.id, "drop_images")).images_dropped.count, 0);
  assert.equal(look(await w.judge.collection(again.id)), "as it was");
});

test("a circle of collections is walked once", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const second = await madeWith(w.bob, first);
  (await w.ada.patch(`/v1/collections/${first.id}`, { images: [{ reference: { collection: second.id, image: 0 } }] })).is(200);
  const done = await takeDown(w.judge, first.id, "remove");
  assert.deepEqual(done.removed.samples.map(({ collection }) => collection), [second.id]);
});

test("what is taken down is not taken down a second time, unless with another", async () => {
  const made = await family();
  await takeDown(w.judge, made.first.id, "remove");
  (await tryTakeDown(w.jury, made.first.id)).refused(409, "wrong-state");
  (await tryTakeDown(w.jury, made.first.id, { preview: true })).refused(409, "wrong-state");
  await takeDown(w.jury, made.second.id);
  await restore(w.judge, made.first.id);
  assert.equal(look(await w.judge.collection(made.second.id)), "removed");
});

test("the same Idempotency-Key takes down once", async () => {
  const made = await w.ada.collect();
  const send = () => w.judge.post(pathOf(made.id), body, { "idempotency-key": "once" });
  const first = (await send()).as<Takedown>();
  assert.deepEqual((await send()).as<Takedown>(), first);
  assert.equal((await told(w.ada, "moderation.takedown", made.id)).length, 1);
});

test("at most twenty samples of a kind are named, and all are counted", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const images = (await w.bob.photos(1)).map(({ id }) => ({ media: id }));
  for (let n = 0; n < 21; n++) await madeWith(w.bob, first, { images });
  const { kept, complete } = (await tryTakeDown(w.judge, first.id, { preview: true })).as<Takedown>();
  assert.deepEqual([kept.count, kept.samples.length, complete], [21, 20, true]);
});

test("more than 1000 others are not changed at once, but may be kept", async () => {
  const first = await w.ada.collect({ offer_template: true });
  const images = (await w.bob.photos(1)).map(({ id }) => ({ media: id }));
  const post = () => madeWith(w.bob, first, { images, offer_template: false });
  for (let n = 0; n < 1000; n += 50) await Promise.all(Array.from({ length: 50 }, post));
  assert.equal((await tryTakeDown(w.judge, first.id, { effect: "remove", preview: true })).as<Takedown>().removed.count, 1000);
  const shown = await showing(w.bob, first);
  for (const effect of ["hide", "remove"]) {
    const { detail } = (await tryTakeDown(w.judge, first.id, { effect })).refused(409, "wrong-state");
    assert.match(detail, /More than 1000/);
  }
  const dropped = await takeDown(w.judge, first.id, "drop_images");
  assert.deepEqual([dropped.complete, dropped.images_dropped.samples.map(({ collection }) => collection)], [false, [shown.id]]);
  await restore(w.judge, first.id);
  const kept = await takeDown(w.judge, first.id, "keep");
  assert.deepEqual([kept.complete, kept.kept.count], [false, 1000]);
});

refuses(() => w.judge, "POST", () => pathOf(w.still.id), [
  invalid("no reason", { effect: "keep" }, "/reason"),
  invalid("a reason that there is not", { ...body, reason: "dislike" }, "/reason"),
  invalid("the reason that only the server gives", { ...body, reason: "watched-word" }, "/reason"),
  invalid("no effect", { reason: "spam" }, "/effect"),
  invalid("an effect that there is not", { ...body, effect: "burn" }, "/effect"),
  invalid("a note of 1001 characters", { ...body, note: "n".repeat(1001) }, "/note"),
  invalid("a note that is no text", { ...body, note: 1 }, "/note"),
  invalid("a preview that is no yes or no", { ...body, preview: "yes" }, "/preview"),
  invalid("a member that there is not", { ...body, colour: 1 }, "/colour"),
]);
test("takes a note of 1000 characters", async () => {
  (await tryTakeDown(w.judge, w.still.id, { note: "n".repeat(1000), preview: true })).is(200);
});
test("nobody's draft is taken down: others do not see it, a moderator's own is no matter", async () => {
  const [hers, own] = [await w.ada.collect({ state: "draft" }), await w.judge.collect({ state: "draft" })];
  (await tryTakeDown(w.judge, hers.id)).refused(404, "not-found");
  (await tryTakeDown(w.judge, own.id)).refused(409, "wrong-state");
});
refuses(() => w.judge, "POST", pathOf("AZqv0m3dcJ2mS0lYxA1bCw"), [{ name: "a collection that there is not", json: body, status: 404, type: "not-found" }]);
refuses(() => w.ada, "POST", () => pathOf(w.still.id), [{ name: "its creator, who is no moderator", json: body, status: 403, type: "forbidden" }]);
needsSignIn(() => w.nobody, "POST", () => pathOf(w.still.id), body);
refusesBadBodies(() => w.judge, "POST", () => pathOf(w.still.id), 16384);
