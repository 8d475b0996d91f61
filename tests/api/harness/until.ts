// SPDX-License-Identifier: Apache-2.0
// Waiting for what comes by itself.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

/** Asks again and again until it holds; gives what came last. */
export async function until<T>(ask: () => Promise<T> | T, holds: (came: T) => boolean, what: string, withinMs = 10_000): Promise<T> {
  for (const end = Date.now() + withinMs; ; await sleep(15)) {
    const came = await ask();
    if (holds(came)) return came;
    assert.ok(Date.now() < end, `${what} did not come; there was ${JSON.stringify(came)}`);
  }
}
