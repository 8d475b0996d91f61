// SPDX-License-Identifier: Apache-2.0
// The HTTP API as one person calls it. Every POST carries an Idempotency-Key made from its
// content, so that doing it again does nothing.
import { createHash } from "node:crypto";

export class Refusal extends Error {
  constructor(method, path, status, problem) {
    const fields = (problem.errors ?? []).map((error) => `${error.pointer}: ${error.detail}`);
    super(`${method} ${path} was answered ${status}: ${[problem.detail, ...fields].join(" ")}`);
    this.status = status;
  }
}

function keyOf(path, bytes) {
  return createHash("sha256").update(path).update("\0").update(bytes).digest("base64url");
}

export class Client {
  #base;
  #token;

  constructor(base, token) {
    this.#base = base;
    this.#token = token;
  }

  async #call(method, path, { body, type } = {}) {
    const headers = {};
    if (this.#token) headers.Authorization = `Bearer ${this.#token}`;
    if (type) headers["Content-Type"] = type;
    if (method === "POST") headers["Idempotency-Key"] = keyOf(path, body ?? "");
    const response = await fetch(this.#base + path, { method, headers, body });
    const text = await response.text();
    const value = text && /json/.test(response.headers.get("Content-Type") ?? "") ? JSON.parse(text) : {};
    if (!response.ok) throw new Refusal(method, path, response.status, value);
    return value;
  }

  get(path) {
    return this.#call("GET", path);
  }

  post(path, value) {
    return this.#call("POST", path, { body: JSON.stringify(value), type: "application/json" });
  }

  put(path, value) {
    return this.#call("PUT", path, value && { body: JSON.stringify(value), type: "application/json" });
  }

  /** Uploads a file; the same file again is the same media. */
  upload(bytes) {
    return this.#call("POST", "/v1/media", { body: bytes, type: "application/octet-stream" });
  }

  /** The same server as somebody else. */
  as(token) {
    return new Client(this.#base, token);
  }
}
