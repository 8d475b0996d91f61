// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { tone } from "./harness/files.ts";
import { person } from "./harness/people.ts";
import { refuses } from "./harness/refusals.ts";
import { created, createWith, head, patch, remove, send } from "./harness/uploads.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  return { ada, bob: await person(daemon, "bob"), path: await created(ada, 100) };
});

test("an upload that is given up is gone with its file", async () => {
  const path = await created(w.ada, 100);
  (await patch(w.ada, path, 0, Buffer.alloc(10))).is(204);
  (await remove(w.ada, path)).is(204);
  (await head(w.ada, path)).is(404);
  (await patch(w.ada, path, 10, Buffer.alloc(10))).refused(404, "not-found");
  (await remove(w.ada, path)).refused(404, "not-found");
  assert.ok(!readdirSync(`${w.daemon.folder}/blobs/upload`).includes(path.split("/").pop()!));
});

test("the media that it has become stay", async () => {
  const made = (await createWith(w.ada, tone().length, tone())).is(201);
  (await remove(w.ada, made.header("location"))).is(204);
  (await w.ada.get(`/v1/media/${made.header("stencil-media")}`)).is(200);
});

test("DELETE may come as POST", async () => {
  const path = await created(w.ada, 100);
  assert.equal((await send(w.ada, "POST", path, { headers: { "x-http-method-override": "DELETE" } })).status, 204);
  (await head(w.ada, path)).is(404);
});

test("with the account its uploads go", async () => {
  const eve = await person(w.daemon, "eve");
  const path = await created(eve, 100);
  (await eve.delete("/v1/accounts/me")).is(204);
  (await head(w.ada, path)).is(404);
});

const given = { "tus-resumable": "1.0.0" };
refuses(() => w.ada, "DELETE", () => w.path, [{ name: "no version of tus", status: 412, type: "tus-version" }]);
refuses(() => w.bob, "DELETE", () => w.path, [{ name: "somebody else's upload", headers: given, status: 404, type: "not-found" }]);
refuses(() => w.nobody, "DELETE", () => w.path, [{ name: "somebody who is not signed in", headers: given, status: 401, type: "sign-in-required" }]);
