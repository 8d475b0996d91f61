// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { createPublicKey } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Client } from "./harness/client.ts";
import { Daemon } from "./harness/daemon.ts";
import { readsLikeAll } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const path = "/.well-known/stencil/keys";
const w = world(async () => ({}));
interface Keys {
  keys: { id: string; alg: string; pem: string; created: string }[];
}

test("anyone gets the public key, and only the server can read the private one", async () => {
  const [key] = (await w.nobody.get(path)).as<Keys>().keys;
  assert.equal(createPublicKey(key!.pem).asymmetricKeyType, "ed25519");
  assert.equal(statSync(join(w.daemon.folder, "receipt.key")).mode & 0o777, 0o600);
});

test("the key is the same after a restart", async () => {
  const first = await Daemon.start();
  const before = (await new Client(first).get(path)).as<Keys>();
  await first.stop();
  const second = await Daemon.start({}, first.folder);
  assert.deepEqual((await new Client(second).get(path)).as<Keys>(), before);
  await second.clear();
});

readsLikeAll(() => w.nobody, path);
