// SPDX-License-Identifier: Apache-2.0
// Posting with somebody else's image: what is refused, and that the refusal says what to do.
import assert from "node:assert/strict";
import { test } from "node:test";
import { another, ask, askingWorld, authorization, decide, granted, postReference } from "./harness/authorizations.ts";
import type { Authorization, Collection, Page, Template } from "./harness/shapes.ts";
import { walk } from "./harness/walk.ts";
import { world } from "./harness/world.ts";

const w = world(askingWorld);
const why = async (collection: string) => (await postReference(w.bob, collection)).refused(422, "invalid", "/images/0/reference").errors![0]!.detail;

test("a refusal says what to do, in each state", async () => {
  const made = await another(w);
  assert.match(await why(made.id), /ask for it/);
  const asked = await ask(w.bob, made.id);
  assert.match(await why(made.id), /has not answered yet/);
  (await decide(w.ada, asked.id, "deny")).is(200);
  assert.match(await why(made.id), /does not allow you/);
  assert.match(await why((await another(w, { authorization: "never" })).id), /does not allow it/);
});

test("a granted image is posted as one's own photo, in its own box", async () => {
  const grant = await granted(w, w.made.id, 1);
  const posted = (await postReference(w.bob, w.made.id, 1)).as<Collection>(201);
  assert.deepEqual(posted.boxes, [{ ...w.made.boxes[1]!, image: 0 }]);
  (await w.eve.get(`/v1/collections/${posted.id}/images/0?w=64`)).is(200);
  assert.equal((await authorization(w.ada, grant.id)).uses, 1);
});

test("a grant is for one image and one person", async () => {
  const made = await another(w);
  await granted(w, made.id, 0);
  (await postReference(w.bob, made.id, 1)).refused(422, "invalid", "/images/0/reference");
  (await postReference(w.eve, made.id, 0)).refused(422, "invalid", "/images/0/reference");
});

test("a grant is for the photo that was asked for, not for what its creator shows there later", async () => {
  const made = await another(w);
  await granted(w, made.id, 0);
  (await w.ada.patch(`/v1/collections/${made.id}`, { images: [...w.photos].reverse() })).is(200);
  assert.match(await why(made.id), /ask for it/);
});

test("what is free can be posted without asking, and leaves a receipt", async () => {
  const made = await another(w, { authorization: "free" });
  (await postReference(w.bob, made.id)).is(201);
  (await postReference(w.bob, made.id)).is(201);
  const mine = (await walk<Authorization>(w.bob, "/v1/authorizations?state=granted&limit=100")).filter((one) => one.collection === made.id);
  assert.deepEqual(mine.map((one) => [one.uses, one.receipts.length]), [[2, 1]]);
});

test("a post that is refused for another reason leaves no grant behind", async () => {
  const made = await another(w, { authorization: "free" });
  const images = [{ reference: { collection: made.id, image: 0 } }, { media: "A".repeat(22) }];
  (await w.bob.post("/v1/collections", { images })).refused(422, "invalid", "/images/1/media");
  assert.ok(!(await walk<Authorization>(w.bob, "/v1/authorizations?limit=100")).some((one) => one.collection === made.id));
});

test("a draft is asked again when it is posted", async () => {
  const made = await another(w);
  const grant = await granted(w, made.id);
  const draft = await w.bob.collect({ images: [{ reference: { collection: made.id, image: 0 } }], state: "draft" });
  (await w.ada.post(`/v1/authorizations/${grant.id}/revoke`, { effect: "keep" })).is(200);
  (await w.bob.post(`/v1/collections/${draft.id}/post`)).refused(422, "invalid", "/images/0/reference");
});

test("the boxes of a template say how its creator stands to the one who calls it", async () => {
  const made = await another(w, { offer_template: true });
  const seen = async (who: Pick<typeof w.bob, "get">) =>
    (await who.get(`/v1/templates/${made.template_identifier}`)).as<Template>().boxes.map((box) => box.reference.authorization);
  const asked = await ask(w.bob, made.id);
  assert.deepEqual([await seen(w.nobody), await seen(w.ada), await seen(w.bob), await seen(w.eve)], [["ask", "ask"], ["own", "own"], ["pending", "ask"], ["ask", "ask"]]);
  (await decide(w.ada, asked.id, "grant")).is(200);
  (await w.ada.put("/v1/accounts/eve/consent", { consent: "blocked" })).is(200);
  assert.deepEqual([await seen(w.bob), await seen(w.eve)], [["granted", "ask"], ["never", "never"]]);
  (await w.ada.delete("/v1/accounts/eve/consent")).is(204);
  (await w.ada.patch(`/v1/collections/${made.id}`, { authorization: "free" })).is(200);
  assert.deepEqual([await seen(w.nobody), await seen(w.eve)], [["free", "free"], ["free", "free"]]);
  const listed = (await w.eve.get("/v1/templates")).as<Page<Template>>().items.find((one) => one.id === made.template_identifier);
  assert.equal(listed!.boxes[0]!.reference.authorization, "free");
});
