// SPDX-License-Identifier: Apache-2.0
// Requests to the daemon; every reply is held against the document (contract.ts).
import assert from "node:assert/strict";
import { checkAccepted, checkReply, type Answer } from "./contract.ts";
import type { Daemon } from "./daemon.ts";
import type { Problem } from "./shapes.ts";

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

export interface Request {
  json?: unknown;
  /** Instead of json: as it is. */
  body?: string | Buffer;
  headers?: Record<string, string>;
}

export class Reply implements Answer {
  readonly json: unknown;

  constructor(
    private readonly what: string,
    private readonly daemon: Daemon,
    readonly status: number,
    readonly headers: Headers,
    readonly bytes: Buffer,
  ) {
    const isJson = /[/+]json$/.test(headers.get("content-type") ?? "") && bytes.length > 0;
    this.json = isJson ? (JSON.parse(bytes.toString()) as unknown) : undefined;
  }

  header(name: string): string {
    return this.headers.get(name) ?? "";
  }

  /** Fails unless the status is this one. */
  is(status: number): this {
    const said = `${this.what}: wanted ${status}, came ${this.status}\n${this.bytes.toString().slice(0, 1000)}\n${this.daemon.tail()}`;
    assert.equal(this.status, status, said);
    return this;
  }

  as<T>(status = 200): T {
    return this.is(status).json as T;
  }

  /** Fails unless it is this refusal, of this field if one is named. */
  refused(status: number, type: string, pointer?: string): Problem {
    const problem = this.as<Problem>(status);
    assert.equal(problem.type, `urn:stencil:problem:${type}`, this.what);
    assert.equal(problem.instance, `urn:stencil:request:${this.header("x-request-id")}`);
    const pointers = problem.errors?.map((one) => one.pointer) ?? [];
    if (pointer !== undefined) assert.ok(pointers.includes(pointer), `${this.what}: ${pointer} is not among ${pointers.join(" ")}`);
    return problem;
  }
}

export class Client {
  constructor(
    readonly daemon: Daemon,
    readonly token?: string,
  ) {}

  async send(method: string, path: string, { json, body, headers = {} }: Request = {}): Promise<Reply> {
    const sent = new Headers(headers);
    if (this.token && !sent.has("authorization")) sent.set("authorization", `Bearer ${this.token}`);
    if (json !== undefined && !sent.has("content-type")) sent.set("content-type", "application/json");
    const payload = json === undefined ? body : JSON.stringify(json);
    const came = await fetch(this.daemon.url + path, { method, headers: sent, redirect: "manual", ...(payload !== undefined && { body: payload }) });
    const bytes = Buffer.from(await came.arrayBuffer());
    const reply = new Reply(`${method} ${path}`, this.daemon, came.status, came.headers, bytes);
    const meant = path.startsWith("/v1/uploads/") && method === "POST" ? sent.get("x-http-method-override") : undefined;
    checkReply(meant ?? method, path, reply);
    if (json !== undefined && came.ok) checkAccepted(method, path, sent.get("content-type")!, json);
    return reply;
  }

  get(path: string, headers?: Record<string, string>): Promise<Reply> {
    return this.send("GET", path, headers && { headers });
  }

  post(path: string, json?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send("POST", path, { json, headers });
  }

  put(path: string, json?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send("PUT", path, { json, headers });
  }

  patch(path: string, json?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send("PATCH", path, { json, headers });
  }

  delete(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.send("DELETE", path, { headers });
  }
}
