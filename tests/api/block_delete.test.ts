// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import type { NewBlock } from "./harness/blocking.ts";
import { photograph } from "./harness/files.ts";
import { audited } from "./harness/moderation.ts";
import { official, person } from "./harness/people.ts";
import { needsSignIn, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const path = "/v1/moderation/blocks";
const w = world(async (daemon) => ({ ada: await person(daemon, "ada"), judge: await official(daemon, "judge", "moderator") }));

test("a picture that is no longer blocked is taken again", async () => {
  const media = await w.ada.upload(await photograph(1));
  const made = (await w.judge.post(path, { media: media.id, reason: "spam" })).as<NewBlock>(201);
  const copy = await photograph(1, { format: "webp" });
  (await w.ada.send("POST", "/v1/media", { body: copy })).refused(422, "media-blocked");
  (await w.judge.delete(`${path}/${made.id}`)).is(204);
  (await w.ada.send("POST", "/v1/media", { body: copy })).is(201);
  (await w.judge.delete(`${path}/${made.id}`)).refused(404, "not-found");
  const { matching, ...shown } = made;
  const [act] = await audited(w.judge, `subject=${made.id}`);
  assert.deepEqual([act?.actor, act?.action, act?.before, act?.after], ["judge", "block.delete", shown, null]);
});

test("those who are no moderators learn nothing of what there is", async () => {
  const { id } = (await w.judge.post(path, { hash: "0123456789abcdef", reason: "spam" })).as<NewBlock>(201);
  for (const one of [id, "AZqv0m3dcJ2mS0lYxA1bCw"]) (await w.ada.delete(`${path}/${one}`)).refused(403, "forbidden");
});

refuses(() => w.judge, "DELETE", `${path}/no-such-thing`, [{ name: "what there is not", status: 404, type: "not-found" }]);
needsSignIn(() => w.nobody, "DELETE", `${path}/AZqv0m3dcJ2mS0lYxA1bCw`);
