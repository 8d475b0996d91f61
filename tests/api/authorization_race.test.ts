// SPDX-License-Identifier: Apache-2.0
// A post against a revocation, at the same moment: whichever commits first wins, and nothing
// that was posted escapes what the creator chose.
import assert from "node:assert/strict";
import { test } from "node:test";
import { another, askingWorld, granted, postReference, revoke } from "./harness/authorizations.ts";
import type { Collection } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(askingWorld);
const ROUNDS = 40;

/** Whether what was posted is as the effect wants it. */
async function isAffected(id: string, effect: "hide" | "replace"): Promise<boolean> {
  const seen = await w.eve.get(`/v1/collections/${id}`);
  return effect === "hide" ? seen.status === 404 : seen.as<Collection>().boxes[0]!.replaced === true;
}

for (const effect of ["hide", "replace"] as const)
  test(`a post that races a revocation is refused, or the revocation reaches it (${effect})`, async () => {
    const made = await another(w);
    let [posted, refused] = [0, 0];
    for (let round = 0; round < ROUNDS; round++) {
      const grant = await granted(w, made.id);
      /* Some rounds begin with the one, some with the other. */
      const before = round % 2 ? [postReference(w.bob, made.id), postReference(w.bob, made.id)] : [];
      const revoked = revoke(w.ada, grant.id, effect);
      const posts = [...before, ...Array.from({ length: 3 - before.length }, () => postReference(w.bob, made.id))];
      (await revoked).is(200);
      for (const reply of await Promise.all(posts)) {
        if (reply.status === 422) refused++;
        else assert.ok(await isAffected(reply.as<Collection>(201).id, effect), `round ${round}: a post escaped the revocation`);
        if (reply.status === 201) posted++;
      }
      (await postReference(w.bob, made.id)).refused(422, "invalid", "/images/0/reference");
    }
    assert.equal(posted + refused, 3 * ROUNDS);
    assert.ok(posted > 0 && refused > 0, `one side always won: ${posted} posted, ${refused} refused`);
  });
