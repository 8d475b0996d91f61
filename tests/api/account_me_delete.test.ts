// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { tone } from "./harness/files.ts";
import { password, person } from "./harness/people.ts";
import { needsSignIn } from "./harness/refusals.ts";
import type { Account, Collection, Page } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ bob: await person(daemon, "bob") }));
const path = "/v1/accounts/me";

test("with the account go its sessions, media, collections, ratings and followers", async () => {
  const ada = await person(w.daemon, "ada");
  const theirs = await w.bob.collect();
  const own = await ada.collect({ offer_template: true });
  (await ada.put(`/v1/collections/${theirs.id}/rating`, { value: "up" })).is(200);
  (await ada.put("/v1/accounts/bob/follow")).is(204);
  (await ada.delete(path)).is(204);

  (await ada.get(path)).refused(401, "sign-in-required");
  (await w.nobody.post("/v1/sessions", { handle: "ada", password })).refused(401, "wrong-password");
  (await w.nobody.get("/v1/accounts/ada")).refused(404, "not-found");
  (await w.nobody.get(`/v1/collections/${own.id}`)).refused(404, "not-found");
  (await w.nobody.get(`/v1/media/${own.images[0]!.media}`)).refused(404, "not-found");
  (await w.nobody.get(`/v1/templates/${own.template_identifier}`)).refused(410, "gone");
  assert.equal((await w.nobody.get("/v1/accounts/bob")).as<Account>().followers, 0);
  assert.deepEqual((await w.nobody.get(`/v1/collections/${theirs.id}`)).as<Collection>().evaluations, { up: 0, down: 0, mine: null });
  assert.ok((await w.nobody.get("/v1/feed")).as<Page<Collection>>().items.every((one) => one.creator.handle !== "ada"));
});

test("what others made with its template stays whole", async () => {
  const eve = await person(w.daemon, "eve");
  const audio = { media: (await eve.upload(tone())).id, name: "Audio 1" };
  const first = await eve.collect({ offer_template: true, audio, texts: [{ image: 0, position: { x: 0, y: 0 }, configuration: { content: "Hello" } }] });
  const second = await w.bob.collect({ template: first.template_identifier });
  (await eve.delete(path)).is(204);
  const kept = await w.bob.collection(second.id);
  assert.deepEqual(kept.texts, second.texts);
  assert.equal(kept.audio?.name, "Audio 1");
  (await w.nobody.get(`/v1/collections/${second.id}/images/0?w=64`)).is(200);
});

test("the handle is free again", async () => {
  const first = await person(w.daemon, "temporary");
  (await first.delete(path)).is(204);
  const second = await person(w.daemon, "temporary");
  assert.notEqual(second.account.id, first.account.id);
});

test("it is not deleted when it was changed meanwhile", async () => {
  const carol = await person(w.daemon, "carol");
  const etag = (await carol.get(path)).header("etag");
  (await carol.patch(path, { bio: "changed" })).is(200);
  (await carol.delete(path, { "if-match": etag })).refused(412, "changed-meanwhile");
  (await carol.get(path)).is(200);
});

needsSignIn(() => w.nobody, "DELETE", path);
