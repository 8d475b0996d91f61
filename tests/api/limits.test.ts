// SPDX-License-Identifier: Apache-2.0
// Requests that are too large, malformed or odd, as bytes on the wire.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "./harness/client.ts";
import { misfitOf } from "./harness/contract.ts";
import { Daemon } from "./harness/daemon.ts";
import { person } from "./harness/people.ts";
import { refuses } from "./harness/refusals.ts";
import { sendBytes, sendRequest, type WireReply } from "./harness/wire.ts";
import { world } from "./harness/world.ts";

const w = world(async (daemon) => ({ ada: await person(daemon, "ada") }), { "media.bytes_max": "100000" });
const json = ["Content-Type: application/json"];
const signed = () => [`Authorization: Bearer ${w.ada.token}`];

function refused(reply: WireReply, status: number, type: string): void {
  assert.equal(reply.status, status, reply.body);
  assert.equal(reply.headers.get("content-type"), "application/problem+json");
  const problem = JSON.parse(reply.body) as { type: string };
  assert.equal(misfitOf("Problem", problem), "");
  assert.equal(problem.type, `urn:stencil:problem:${type}`);
}

/** A body of so many bytes in chunks, without a length in front. */
function chunks(total: number, size = 8192): string {
  const whole = `${size.toString(16)}\r\n${"x".repeat(size)}\r\n`.repeat(Math.floor(total / size));
  const rest = total % size;
  return `${whole}${rest ? `${rest.toString(16)}\r\n${"x".repeat(rest)}\r\n` : ""}0\r\n\r\n`;
}

test("a body in chunks that grows beyond the limit is refused", async () => {
  const chunked = "Transfer-Encoding: chunked";
  refused(await sendRequest(w.daemon, "POST /v1/sessions", [...json, chunked], chunks(16385)), 413, "too-large");
  refused(await sendRequest(w.daemon, "POST /v1/media", [...signed(), chunked], chunks(100_001)), 413, "too-large");
});

test("a body in chunks within the limit is read", async () => {
  const body = JSON.stringify({ handle: "ada", password: "wrong" });
  const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  refused(await sendRequest(w.daemon, "POST /v1/sessions", [...json, "Transfer-Encoding: chunked"], chunked), 401, "wrong-password");
});

test("a body that is announced as too large is refused before it comes", async () => {
  const headers = [...signed(), "Content-Length: 100000000", "Expect: 100-continue"];
  refused(await sendRequest(w.daemon, "POST /v1/media", headers), 413, "too-large");
});

test("a header that is too long is refused and does no harm", async () => {
  const reply = await sendRequest(w.daemon, "GET /v1/feed", [`X-Long: ${"x".repeat(100_000)}`]);
  assert.ok([431, 413, 400].includes(reply.status), `${reply.status}`);
  (await w.nobody.get("/healthz")).is(200);
});

test("a path that is too long is not found or refused, and does no harm", async () => {
  const reply = await sendRequest(w.daemon, `GET /v1/accounts/${"a".repeat(5000)}`);
  assert.equal(reply.status, 404);
  assert.ok([404, 414, 431].includes((await sendRequest(w.daemon, `GET /${"a".repeat(100_000)}`)).status));
  (await w.nobody.get("/healthz")).is(200);
});

test("what is no HTTP gets no reply that says well done, and its connection ends", async () => {
  const daemon = await Daemon.start({ "http.timeout": "1" });
  try {
    const garbage = ["\r\n\r\n\r\n", "HELLO\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00", "GET /v1/feed HTTP/9.9\r\n\r\n", "GET /v1/feed HTT"];
    const replies = await Promise.all(garbage.map((bytes) => sendBytes(daemon, [bytes])));
    for (const [n, { status }] of replies.entries()) assert.ok(Number.isNaN(status) || status >= 400, `${garbage[n]}: ${status}`);
    (await new Client(daemon).get("/healthz")).is(200);
  } finally {
    await daemon.clear();
  }
});

test("two lengths that differ are not taken", async () => {
  const reply = await sendRequest(w.daemon, "POST /v1/sessions", [...json, "Content-Length: 2", "Content-Length: 20"], "{}");
  assert.ok(Number.isNaN(reply.status) || reply.status >= 400, `${reply.status}`);
});

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const headers = { "content-type": "application/json" };
refuses(() => w.ada, "POST", "/v1/collections", [
  { name: "JSON of 65 levels", body: nested(65), headers, status: 400, type: "malformed" },
  { name: "JSON of 100,000 levels", body: nested(100_000), headers, status: 400, type: "malformed" },
  { name: "JSON of 64 levels for what it is, no collection", body: nested(64), headers, status: 422, type: "invalid" },
  { name: "the same member twice, deep inside", body: '{"images": [{"fit": {"x": 0, "x": 1}}]}', headers, status: 400, type: "malformed" },
  { name: "two values", body: "{} {}", headers, status: 400, type: "malformed" },
  { name: "a NUL character", body: '{"description": "a\\u0000b"}', headers, status: 400, type: "malformed" },
  { name: "bytes that are no UTF-8", body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), headers, status: 400, type: "malformed" },
  { name: "half a surrogate pair", body: '{"description": "\\ud800"}', headers, status: 400, type: "malformed" },
  { name: "NaN", body: '{"images": [{"fit": {"x": NaN}}]}', headers, status: 400, type: "malformed" },
  { name: "a number beyond all bounds", body: '{"images": [{"fit": {"zoom": 1e999}}]}', headers, status: 400, type: "malformed" },
  { name: "an integer beyond all bounds", body: '{"texts": [{"image": 99999999999999999999}]}', headers, status: 400, type: "malformed" },
  { name: "a form", body: "a=b", headers: { "content-type": "application/x-www-form-urlencoded" }, status: 415, type: "wrong-content-type" },
  { name: "a content type that only begins like JSON", body: "{}", headers: { "content-type": "application/jsonp" }, status: 415, type: "wrong-content-type" },
]);

test("a content type may have a charset, and capitals", async () => {
  for (const type of ["application/json; charset=utf-8", "Application/JSON"])
    (await w.ada.send("POST", "/v1/collections", { body: "{}", headers: { "content-type": type } })).refused(422, "invalid", "/images");
});

test("more mistakes than anybody reads are not all listed", async () => {
  const body = JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`m${n}`, n])));
  const { errors } = (await w.ada.send("POST", "/v1/collections", { body, headers })).refused(422, "invalid");
  assert.ok(errors!.length > 5 && errors!.length <= 200, `${errors!.length}`);
});

const paths: [string, number][] = [
  ["/v1/accounts/ada", 200],
  ["/v1/accounts/%61%64%61", 200],
  ["/v1/accounts/ada?x=%2f", 200],
  ["/v1/accounts/ada%2fcollections", 404],
  ["/v1/accounts/ad%", 404],
  ["/v1/accounts/ad%zz", 404],
  ["/v1/accounts/%c3%28", 404],
  ["/v1/accounts/ada%00", 404],
  ["/v1/%61ccounts/ada", 404],
  ["/v1//accounts/ada", 404],
  ["/v1/accounts/ada/", 404],
  ["/v1/accounts/../feed", 404],
  ["/v1/./feed", 404],
  ["/docs/%2e%2e", 404],
  ["/docs/..", 404],
];
for (const [path, status] of paths)
  test(`the path ${path} answers ${status}`, async () => {
    assert.equal((await sendRequest(w.daemon, `GET ${path}`)).status, status);
  });
