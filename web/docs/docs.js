// SPDX-License-Identifier: Apache-2.0
// The API reference: reads /v1/openapi.json and lays it out by tag.
import { element, folded, prose, resolve, row, tree, typeText } from "/docs/schema.js";

const methods = ["get", "head", "post", "put", "patch", "delete"];

function paragraphs(text) {
  return text.split("\n\n").map((paragraph) => element("p", {}, ...prose(paragraph)));
}

/** A path that may break after each slash. */
function breakable(path) {
  return path.split("/").flatMap((part, i) => (i ? ["/", element("wbr"), part] : [part]));
}

function signInText(security = []) {
  if (!security.length) return "No sign-in.";
  return security.some((one) => !Object.keys(one).length) ? "Sign-in possible, not needed." : "Needs a sign-in.";
}

function parameterList(api, operation) {
  const list = (operation.parameters ?? []).map((one) => resolve(api, one));
  if (!list.length) return [];
  const rows = list.map((one) => {
    const schema = one.description ? { ...one.schema, description: one.description } : one.schema;
    return row(api, one.name, schema, one.required ?? false, [], ` in the ${one.in}`);
  });
  return [element("h3", {}, "Parameters"), element("ul", { class: "tree" }, ...rows)];
}

function contentTitle(api, type, schema) {
  return element("p", { class: "note" }, element("code", {}, type), schema ? ` ${typeText(api, schema)}` : "");
}

function bodyTree(api, operation) {
  const content = operation.requestBody?.content;
  if (!content) return [];
  const [type, { schema }] = Object.entries(content)[0];
  return [element("h3", {}, "Request body"), contentTitle(api, type, schema),
    schema.format === "binary" ? "" : tree(api, schema, [schema.$ref?.split("/").pop()])];
}

/** The problem types that a response may have. */
function problemTypes(schema) {
  const narrowed = schema?.allOf?.find((one) => one.properties?.type?.enum);
  return narrowed?.properties.type.enum.map((type) => type.split(":").pop()) ?? [];
}

function responseDetail(api, content) {
  const [type, { schema }] = content;
  const types = problemTypes(schema);
  if (types.length)
    return element("div", {}, contentTitle(api, type), element("p", { class: "note" }, "Type ",
      ...types.flatMap((one) => [element("code", {}, one), " "])));
  const shown = schema && resolve(api, schema).type !== "string" ? tree(api, schema, [schema.$ref?.split("/").pop()]) : "";
  return element("div", {}, contentTitle(api, type, schema), shown);
}

function responseList(api, operation) {
  const rows = Object.entries(operation.responses).map(([status, given]) => {
    const response = resolve(api, given);
    const asked = (operation.parameters ?? []).map((one) => one.$ref ?? "");
  if (asked.some((one) => one.endsWith("/TusResumable"))) words.push("-H 'Tus-Resumable: 1.0.0'");
  const content = Object.entries(response.content ?? {})[0];
    const title = [element("b", {}, status), element("span", {}, ...prose(response.description))];
    return content ? folded(title, () => responseDetail(api, content), { class: "response" })
      : element("div", { class: "response" }, element("p", {}, title[0], title[1]));
  });
  return [element("h3", {}, "Responses"), ...rows];
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** JSON on one line that can break between its members. */
function spaced(value) {
  return JSON.stringify(value, null, 1).replaceAll(/\n */g, " ");
}

function curlText(api, path, method, operation) {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => ({ handle: "ada", n: "0", file: "docs.css" })[name] ?? name.toUpperCase());
  const words = [method === "get" ? "curl" : method === "head" ? "curl -I" : `curl -X ${method.toUpperCase()}`];
  if (operation.security?.length) words.push('-H "Authorization: Bearer $TOKEN"');
  const asked = (operation.parameters ?? []).map((one) => one.$ref ?? "");
  if (asked.some((one) => one.endsWith("/TusResumable"))) words.push("-H 'Tus-Resumable: 1.0.0'");
  const content = Object.entries(operation.requestBody?.content ?? {})[0];
  if (content?.[0] === "*/*") words.push("--data-binary @photo.jpg");
  else if (content?.[0].endsWith("octet-stream")) words.push(`-H 'Content-Type: ${content[0]}'`, "--data-binary @photo.jpg");
  else if (content) words.push("-H 'Content-Type: application/json'", `-d ${quoted(spaced(content[1].example ?? {}))}`);
  return [...words, quoted(`${location.origin}${filled}`)].join(" \\\n  ");
}

function operationDetail(api, path, method, operation) {
  return element("div", {},
    ...(operation.description ? paragraphs(operation.description) : []),
    element("p", { class: "note" }, signInText(operation.security), " Name: ", element("code", {}, operation.operationId)),
    ...parameterList(api, operation),
    ...bodyTree(api, operation),
    ...responseList(api, operation),
    element("h3", {}, "Example"),
    element("pre", {}, element("code", {}, curlText(api, path, method, operation))));
}

function operationBox(api, path, method, operation) {
  const title = [
    element("span", { class: `badge ${method}` }, method.toUpperCase()),
    element("span", {}, element("span", { class: "path" }, ...breakable(path)), element("small", {}, operation.summary))];
  const box = folded(title, () => operationDetail(api, path, method, operation), { class: "operation", id: operation.operationId });
  box.words = [path, method, operation.operationId, operation.summary, operation.description ?? ""].join(" ").toLowerCase();
  return box;
}

function operationsOf(api, tag) {
  return Object.entries(api.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]?.tags[0] === tag).map((method) => operationBox(api, path, method, item[method])));
}

function show(api) {
  const [lead, ...shared] = api.info.description.split("\n\n");
  document.getElementById("version").textContent = api.info.version;
  document.getElementById("lead").replaceChildren(...prose(lead));
  document.querySelector("#shared .prose").append(...shared.flatMap(paragraphs));
  document.getElementById("shared").hidden = false;
  document.getElementById("operations").append(...api.tags.map((tag) => element("section", {},
    element("h2", {}, tag.name), element("p", {}, ...prose(tag.description)), ...operationsOf(api, tag.name))));
}

function filter(words) {
  let shown = 0;
  for (const section of document.querySelectorAll("main section")) {
    const boxes = [...section.querySelectorAll(".operation")];
    for (const box of boxes) box.hidden = !words.every((word) => box.words.includes(word));
    section.hidden = boxes.every((box) => box.hidden);
    shown += boxes.filter((box) => !box.hidden).length;
  }
  document.getElementById("count").textContent = shown === 1 ? "1 operation" : `${shown} operations`;
}

function openNamed() {
  const box = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!box?.classList.contains("operation")) return;
  box.open = true;
  box.scrollIntoView();
}

async function start() {
  const reply = await fetch("/v1/openapi.json");
  if (!reply.ok) throw new Error(`the server answered ${reply.status}`);
  show(await reply.json());
  const input = document.getElementById("filter");
  input.disabled = false;
  input.addEventListener("input", () => filter(input.value.toLowerCase().split(/\s+/)));
  filter([]);
  addEventListener("hashchange", openNamed);
  openNamed();
}

start().catch((error) => {
  document.getElementById("lead").textContent = `The document could not be loaded: ${error.message}. Reload the page to try again.`;
});
