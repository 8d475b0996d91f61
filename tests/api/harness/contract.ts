// SPDX-License-Identifier: Apache-2.0
// Holds every reply against schema/openapi.json: an operation, status, content type or
// member that the document does not name fails the test.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

interface Content {
  [type: string]: { schema?: object };
}
interface Response {
  $ref?: string;
  headers?: Record<string, unknown>;
  content?: Content;
}
export interface Operation {
  operationId: string;
  requestBody?: { content: Content };
  responses: Record<string, Response>;
}
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, Response>; schemas: Record<string, object> };
}

export const document = JSON.parse(readFileSync("schema/openapi.json", "utf8")) as Document;

/** Headers that stand in the document, and in some of the replies only. */
const sometimes = ["Link", "Preference-Applied", "Set-Cookie", "Stencil-Media", "Stencil-Media-State", "Stencil-Problem", "Upload-Expires", "Upload-Metadata"];

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, validateSchema: false, code: { optimize: false } });
addFormats.default(ajv);
ajv.addVocabulary(Object.keys(document));
ajv.addSchema({ ...document, $id: "openapi.json" } as object);
const validators = new Map<string, ValidateFunction>();

export interface Answer {
  status: number;
  headers: Headers;
  bytes: Buffer;
  json: unknown;
}

function pointer(...steps: string[]): string {
  return `#/${steps.map((step) => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")}`;
}

/** What does not fit, in words; "" when all does. */
function misfit(reference: string, value: unknown): string {
  let validate = validators.get(reference);
  if (!validate) validators.set(reference, (validate = ajv.compile({ $ref: `openapi.json${reference}` })));
  return validate(value) ? "" : ajv.errorsText(validate.errors, { dataVar: "" });
}

/** What does not fit the named schema of the document. */
export function misfitOf(schema: string, value: unknown): string {
  return misfit(pointer("components", "schemas", schema), value);
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  return wanted.length === given.length && wanted.every((part, i) => part === given[i] || (part.startsWith("{") && given[i] !== ""));
}

/** The path of the document that a request means; one without variables goes first. */
export function pathOf(path: string): string | undefined {
  const bare = path.split("?")[0]!;
  return Object.keys(document.paths)
    .filter((pattern) => fits(pattern, bare))
    .sort((a, b) => a.split("{").length - b.split("{").length)[0];
}

function checkContent(where: string, content: Content | undefined, reference: string, answer: Answer): void {
  if (!content) return assert.equal(answer.bytes.length, 0, `${where}: a body that the document does not name`);
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "none";
  assert.ok(content[type], `${where}: content type ${type} is not in the document`);
  if (!type.endsWith("json")) return;
  const wrong = misfit(`${reference}/content/${pointer(type, "schema").slice(2)}`, answer.json);
  assert.equal(wrong, "", `${where}: ${wrong}\n${answer.bytes.toString().slice(0, 2000)}`);
}

function checkUnrouted(where: string, method: string, path: string | undefined, answer: Answer): void {
  assert.ok(answer.headers.get("x-request-id"), `${where}: no X-Request-Id`);
  const status = path === undefined ? 404 : method === "OPTIONS" ? 204 : 405;
  assert.equal(answer.status, status, `${where}: no operation of the document`);
  if (path !== undefined) assert.match(answer.headers.get("allow") ?? "", /OPTIONS/);
  if (status === 204 || method === "HEAD") return;
  assert.equal(answer.headers.get("content-type"), "application/problem+json");
  assert.equal(misfitOf("Problem", answer.json), "");
}

/** Fails where the reply is not what the document says. */
export function checkReply(method: string, path: string, answer: Answer): void {
  const where = `${method} ${path} → ${answer.status}`;
  const known = pathOf(path);
  const operations = known === undefined ? {} : document.paths[known]!;
  const name = method === "HEAD" && !operations["head"] ? "get" : method.toLowerCase();
  const operation = operations[name];
  if (!operation) return checkUnrouted(where, method, known, answer);
  const given = operation.responses[answer.status];
  assert.ok(given, `${where}: a status that the document does not name\n${answer.bytes.toString().slice(0, 500)}`);
  const response = given.$ref ? document.components.responses[given.$ref.split("/").pop()!]! : given;
  for (const header of Object.keys(response.headers ?? {}).filter((one) => !sometimes.includes(one)))
    assert.ok(answer.headers.get(header), `${where}: no ${header}`);
  if (answer.status === 401) assert.ok(answer.headers.get("www-authenticate"), `${where}: no WWW-Authenticate`);
  if (method === "HEAD") return assert.equal(answer.bytes.length, 0, `${where}: a body`);
  const reference = given.$ref ?? pointer("paths", known!, name, "responses", String(answer.status));
  checkContent(where, response.content, reference, answer);
}

/** Fails where the server accepted a body that the document refuses. */
export function checkAccepted(method: string, path: string, type: string, body: unknown): void {
  const known = pathOf(path);
  const content = known && document.paths[known]![method.toLowerCase()]?.requestBody?.content;
  if (!content || !content[type]) return;
  const wrong = misfit(pointer("paths", known, method.toLowerCase(), "requestBody", "content", type, "schema"), body);
  assert.equal(wrong, "", `${method} ${path}: accepted, though by the document ${wrong}`);
}
