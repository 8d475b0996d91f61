// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { document } from "./harness/contract.ts";
import { readsLikeAll } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

const w = world(async () => ({}));
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
);

test("the document is served as it is in the source", async () => {
  const reply = (await w.nobody.get("/v1/openapi.json")).is(200);
  assert.equal(reply.header("content-type"), "application/json");
  assert.ok(reply.bytes.equals(readFileSync("schema/openapi.json")), "the daemon was built with another document");
});

test("every operation of the document is taken by the daemon", async () => {
  for (const { path, method } of operations) {
    const reply = await fetch(w.daemon.url + path.replaceAll(/\{\w+\}/g, "nothing"), { method, redirect: "manual" });
    await reply.arrayBuffer();
    assert.notEqual(reply.status, 405, `${method} ${path}`);
  }
});

test("every route has its operation, and the other way round", () => {
  const table = readFileSync("server/routes.def", "utf8");
  const routes = [...table.matchAll(/^ROUTE\((\w+),\s*"([^"]+)",\s*(\w+)/gm)].map((match) => match.slice(1, 4).join(" "));
  assert.deepEqual(operations.map((one) => `${one.method} ${one.path} ${one.operationId}`).sort(), routes.sort());
});

test("every schema of the document is one, and so is that of the template document", () => {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true });
  addFormats.default(ajv);
  ajv.addVocabulary(["components"]);
  for (const [name, schema] of Object.entries(document.components.schemas))
    assert.ok(ajv.validateSchema(schema as Record<string, unknown>), `${name}: ${ajv.errorsText()}`);
  ajv.compile(JSON.parse(readFileSync("schema/template.schema.json", "utf8")) as object);
});

readsLikeAll(() => w.nobody, "/v1/openapi.json");
