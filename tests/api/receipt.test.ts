// SPDX-License-Identifier: Apache-2.0
// Receipts, verified as docs/authorization.md says: by the openssl command alone.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { another, ask, askingWorld, becomes, decide, revoke } from "./harness/authorizations.ts";
import type { Authorization, Receipt } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const w = world(askingWorld);
const folder = mkdtempSync(join(tmpdir(), "stencil-receipt-"));
after(() => rmSync(folder, { recursive: true }));
interface Statement {
  [name: string]: unknown;
  state: string;
}

/** Whether openssl finds the signature to be over these bytes. */
async function verifies(receipt: Receipt): Promise<boolean> {
  const { keys } = (await w.nobody.get("/.well-known/stencil/keys")).as<{ keys: { id: string; pem: string }[] }>();
  const at = (name: string, content: string | Buffer) => (writeFileSync(join(folder, name), content), join(folder, name));
  const key = at("key.pem", keys.find((one) => one.id === receipt.key)!.pem);
  const statement = at("statement.json", receipt.statement);
  const signature = at("signature", Buffer.from(receipt.signature, "base64url"));
  const ran = spawnSync("openssl", ["pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", statement, "-sigfile", signature], { encoding: "utf8" });
  assert.equal(ran.error, undefined);
  return ran.status === 0 && ran.stdout.includes("Signature Verified Successfully");
}

async function checked(now: Authorization): Promise<Statement[]> {
  for (const receipt of now.receipts) assert.ok(await verifies(receipt), receipt.statement);
  return now.receipts.map((receipt) => JSON.parse(receipt.statement) as Statement);
}

test("every decision yields a receipt that openssl verifies", async () => {
  const made = await another(w);
  const asked = await ask(w.bob, made.id, 1);
  (await decide(w.ada, asked.id, "grant")).is(200);
  const now = (await revoke(w.ada, asked.id, "hide")).as<Authorization>();
  const statements = await checked(now);
  assert.deepEqual(statements.map((one) => [one.state, one["effect"]]), [["granted", undefined], ["revoked", "hide"]]);
  const { requester, creator, ...rest } = statements[1]! as unknown as Record<"requester" | "creator", { id: string; handle: string }> & Statement;
  assert.deepEqual([requester, creator], [w.bob, w.ada].map(({ account: { id, handle } }) => ({ id, handle })));
  assert.deepEqual(rest, {
    type: "stencil-authorization-receipt", version: 1, authorization: asked.id, collection: made.id, image: 1,
    state: "revoked", effect: "hide", at: now.decided, key: now.receipts[1]!.key,
  });
});

test("denials and withdrawals have theirs, too", async () => {
  for (const [who, act] of [[w.ada, "deny"], [w.bob, "withdraw"]] as const) {
    const asked = await ask(w.bob, (await another(w)).id);
    const [statement] = await checked((await decide(who, asked.id, act)).as<Authorization>());
    assert.equal(statement!.state, act === "deny" ? "denied" : "withdrawn");
  }
});

test("a receipt that was tampered with is refused", async () => {
  const asked = await ask(w.bob, (await another(w)).id);
  const [receipt] = (await decide(w.ada, asked.id, "deny")).as<Authorization>().receipts;
  assert.ok(await verifies(receipt!));
  assert.ok(!(await verifies({ ...receipt!, statement: receipt!.statement.replace("denied", "granted") })));
  const first = receipt!.signature[0] === "A" ? "B" : "A";
  assert.ok(!(await verifies({ ...receipt!, signature: first + receipt!.signature.slice(1) })));
});

test("asking once more after an answer does not change what was signed", async () => {
  const asked = await ask(w.bob, (await another(w)).id);
  const decided = (await decide(w.ada, asked.id, "deny")).as<Authorization>();
  assert.deepEqual((await becomes(w.bob, asked.id, "denied")).receipts, decided.receipts);
});
