// SPDX-License-Identifier: Apache-2.0
// What every address of a kind refuses or answers in the same way, as tables of tests.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client, Request } from "./client.ts";
import { document, pathOf } from "./contract.ts";

export type Lazy<T> = T | (() => T);

function value<T>(lazy: Lazy<T>): T {
  return typeof lazy === "function" ? (lazy as () => T)() : lazy;
}

/** A request that is refused; `json` may be a function, for what is known only when it runs. */
export interface Refusal extends Request {
  name: string;
  status: number;
  type: string;
  pointer?: string;
}

/** One test a refusal. */
export function refuses(who: () => Client, method: string, path: Lazy<string>, table: Refusal[]): void {
  for (const { name, status, type, pointer, json, ...request } of table)
    test(`refuses ${name}`, async () => {
      const reply = await who().send(method, value(path), { ...request, json: value(json) });
      reply.refused(status, type, pointer);
    });
}

/** A field of a JSON body that is not accepted. */
export function invalid(name: string, json: unknown, pointer: string): Refusal {
  return { name, json, status: 422, type: "invalid", pointer };
}

/** What every address with a JSON body refuses. */
export function refusesBadBodies(who: () => Client, method: string, path: Lazy<string>, limit: number): void {
  const headers = { "content-type": "application/json" };
  refuses(who, method, path, [
    { name: "a body that is no JSON", body: '{"a": ', headers, status: 400, type: "malformed" },
    { name: "an empty body", body: "", headers, status: 400, type: "malformed" },
    { name: "a body that is no object", body: "[]", headers, status: 422, type: "invalid" },
    { name: "a member twice", body: '{"a": 1, "a": 2}', headers, status: 400, type: "malformed" },
    { name: "a body of another content type", body: "{}", headers: { "content-type": "text/plain" }, status: 415, type: "wrong-content-type" },
    { name: "a body of one byte more than it takes", body: `{}${" ".repeat(limit - 1)}`, headers, status: 413, type: "too-large" },
  ]);
  test("takes a body of just the size that it takes as far as to look into it", async () => {
    const reply = await who().send(method, value(path), { body: `{"no_such_member": 1}`.padEnd(limit), headers });
    reply.refused(422, "invalid");
  });
}

/** What every address that needs a sign-in refuses. */
export function needsSignIn(nobody: () => Client, method: string, path: Lazy<string>, json?: unknown): void {
  const headers = { authorization: "Bearer no-such-token" };
  refuses(nobody, method, path, [
    { name: "somebody who is not signed in", json, status: 401, type: "sign-in-required" },
    { name: "a token that nobody has", json, headers, status: 401, type: "sign-in-required" },
  ]);
}

/** What every address that can be read answers. */
export function readsLikeAll(who: () => Client, path: Lazy<string>): void {
  test("HEAD answers the same head without a body", async () => {
    const got = (await who().get(value(path))).is(200);
    const head = (await who().send("HEAD", value(path))).is(200);
    for (const name of ["content-type", "cache-control"]) assert.equal(head.header(name), got.header(name), name);
  });
  test("If-None-Match with the ETag answers 304, with another one 200", async () => {
    const etag = (await who().get(value(path))).is(200).header("etag");
    const same = (await who().get(value(path), { "if-none-match": `"another", ${etag}` })).is(304);
    assert.equal(same.header("etag"), etag);
    (await who().get(value(path), { "if-none-match": '"another"' })).is(200);
  });
  test("OPTIONS names the methods", async () => {
    const reply = (await who().send("OPTIONS", value(path))).is(204);
    for (const method of ["GET", "HEAD", "OPTIONS"]) assert.ok(reply.header("allow").split(", ").includes(method), method);
  });
  test("a method that is not taken answers 405 with Allow", async () => {
    const known = document.paths[pathOf(value(path))!]!;
    const method = ["PATCH", "PUT", "POST", "DELETE"].find((name) => !known[name.toLowerCase()])!;
    const reply = await who().send(method, value(path), { json: {} });
    reply.refused(405, "method-not-allowed");
    assert.match(reply.header("allow"), /\bGET\b/);
  });
  refuses(who, "GET", path, [{ name: "a token that nobody has, also when reading", headers: { authorization: "Bearer nobody" }, status: 401, type: "sign-in-required" }]);
}

/** What every list refuses. */
export function pagesLikeAll(who: () => Client, path: string): void {
  for (const [query, name] of [["limit=0", "a page of nothing"], ["limit=101", "a page of more than 100"], ["cursor=nonsense", "a cursor that it never gave"]] as const)
    refuses(who, "GET", `${path}?${query}`, [{ name, status: 422, type: "invalid", pointer: `?${query.split("=")[0]}` }]);
}
