// SPDX-License-Identifier: Apache-2.0
// A crash between decisions and their announcement: each decision that stands was told of, once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, authorization, decide } from "./harness/authorizations.ts";
import { Daemon } from "./harness/daemon.ts";
import { person, returning } from "./harness/people.ts";
import { walk } from "./harness/walk.ts";

const rounds = 4;
const requests = 24;

interface Told {
  id: string;
  kind: string;
  subject: string;
}

/** How often the requester was told that it was granted. */
function timesGranted(told: Told[], id: string): number {
  return told.filter((one) => one.kind === "authorization.granted" && one.subject === id).length;
}

test("after a crash each grant that stands was announced once, and no other", async () => {
  let daemon = await Daemon.start();
  await person(daemon, "ada");
  await person(daemon, "bob");
  for (let round = 0; round < rounds; round++) {
    let [ada, bob] = [await returning(daemon, "ada"), await returning(daemon, "bob")];
    const photo = { media: (await ada.photos(1))[0]!.id };
    const made = await ada.collect({ images: Array(requests).fill(photo) });
    const asked = await Promise.all(Array.from({ length: requests }, (_, image) => ask(bob, made.id, image)));
    const acknowledged: string[] = [];
    const deciding = asked.map(async ({ id }, n) => {
      try {
        if ((await decide(ada, id, "grant")).status === 200) acknowledged.push(id);
      } catch (error) {
        /* Fetch says this when the other side is gone; anything else is a failure. */
        if (!(error instanceof TypeError)) throw error;
      }
      if (n === round * 2) await daemon.kill();
    });
    await Promise.all(deciding);
    daemon = await Daemon.start({}, daemon.folder);
    [ada, bob] = [await returning(daemon, "ada"), await returning(daemon, "bob")];
    const told = await walk<Told>(bob, "/v1/notifications?limit=100");
    for (const { id } of asked) {
      const { state, receipts } = await authorization(bob, id);
      assert.ok(state === "granted" || !acknowledged.includes(id), `${id} was acknowledged and is ${state}`);
      assert.equal(timesGranted(told, id), state === "granted" ? 1 : 0, `${id} is ${state}`);
      assert.equal(receipts.length, state === "granted" ? 1 : 0);
    }
  }
  await daemon.stop();
  await daemon.clear();
});
