// SPDX-License-Identifier: Apache-2.0
// JSON Schemas as trees that people can read.

/** An element with attributes and children; text stays text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/** Text in which `…` is code. */
export function prose(text) {
  return text.split("`").map((part, i) => (i % 2 ? element("code", {}, part) : part));
}

/** Follows a `$ref` within the document; what stands beside it comes over it. */
export function resolve(api, value) {
  if (!value?.$ref) return value;
  const target = value.$ref.slice(2).split("/").reduce((at, step) => at[step], api);
  const { $ref, ...beside } = value;
  return { ...resolve(api, target), ...beside };
}

function refName(schema) {
  return schema.$ref?.split("/").pop() ?? "";
}

/** The alternatives of a schema without "or null", and whether null is one. */
function alternatives(schema) {
  const all = schema.anyOf?.every((one) => one.$ref || one.type) ? schema.anyOf : [schema];
  return {
    list: all.filter((one) => one.type !== "null"),
    takesNull: all.some((one) => one.type === "null") || (Array.isArray(schema.type) && schema.type.includes("null")),
  };
}

function typeText(api, schema) {
  const { list, takesNull } = alternatives(schema);
  const words = list.map((one) => {
    const whole = resolve(api, one);
    if (whole.type === "array") return `array of ${typeText(api, whole.items)}`;
    if (whole.format === "binary") return "the file's bytes";
    if ("const" in whole) return JSON.stringify(whole.const);
    const type = [whole.type ?? (whole.oneOf ? "object" : "anything")].flat().filter((name) => name !== "null");
    return refName(one) && whole.type !== "object" && !whole.oneOf ? type.join(" or ") : refName(one) || type.join(" or ");
  });
  return words.join(" or ") + (takesNull ? " or null" : "");
}

function range(least, most, unit) {
  if (least === undefined && most === undefined) return "";
  if (most === undefined) return `at least ${least}${unit}`;
  return least ? `${least} to ${most}${unit}` : `${unit ? "at most " : "0 to "}${most}${unit}`;
}

function limitsOf(schema) {
  const numbers = schema.minimum < 0 ? `${schema.minimum} to ${schema.maximum}` : range(schema.minimum, schema.maximum, "");
  return [
    numbers,
    range(schema.minLength, schema.maxLength, " characters"),
    range(schema.minItems, schema.maxItems, " elements"),
    schema.uniqueItems ? "none twice" : "",
  ].filter(Boolean);
}

/** What else there is to say about a value: limits, words, pattern, default. */
function facts(api, schema) {
  const whole = resolve(api, alternatives(schema).list[0] ?? schema);
  const said = limitsOf(whole).map((limit) => [limit]);
  const words = whole.enum ?? resolve(api, whole.items)?.enum;
  if (words) said.push(["one of ", ...words.flatMap((word) => [element("code", {}, String(word)), " "])]);
  if (whole.pattern?.length < 60 && !whole.pattern.startsWith("^[^")) said.push(["matches ", element("code", {}, whole.pattern)]);
  if (schema.default !== undefined) said.push(["default ", element("code", {}, JSON.stringify(schema.default))]);
  return said.flatMap((one, i) => (i ? [" · ", ...one] : one));
}

/** The objects within a value that have members to show, with their names. */
function inner(api, schema) {
  return alternatives(schema).list.flatMap((one) => {
    const whole = resolve(api, one);
    if (whole.type === "array") return inner(api, whole.items);
    return whole.properties || whole.oneOf ? [{ name: refName(one) || "the object", schema: whole }] : [];
  });
}

function row(api, name, schema, isNeeded, above, place = "") {
  const about = facts(api, schema);
  const description = schema.description ?? resolve(api, schema).description;
  const deeper = inner(api, schema).filter((part) => !above.includes(part.name));
  return element("li", {},
    element("span", { class: "name" }, name), " ",
    element("span", { class: "type" }, typeText(api, schema), place), " ",
    isNeeded ? element("span", { class: "needed" }, "required") : "",
    description ? element("p", {}, ...prose(description)) : "",
    about.length ? element("p", {}, ...about) : "",
    ...deeper.map((part) => folded(`Members of ${part.name}`, () => tree(api, part.schema, [...above, part.name]))));
}

/** A part that is made when it is first opened. */
export function folded(title, make, attributes = {}) {
  const box = element("details", attributes, element("summary", {}, ...[title].flat()));
  box.addEventListener("toggle", () => box.childElementCount === 1 && box.append(element("div", {}, make())));
  return box;
}

/** The members of an object as a list; of alternatives, one list each. */
export function tree(api, schema, above = []) {
  const whole = resolve(api, schema);
  if (whole.oneOf && !whole.properties)
    return element("div", {}, ...whole.oneOf.flatMap((one, i) => [
      element("p", { class: "note" }, i ? "or" : "one of"), tree(api, one, above)]));
  const [part] = whole.properties ? [] : inner(api, whole);
  if (part) return tree(api, part.schema, [...above, part.name]);
  const rows = Object.entries(whole.properties ?? {});
  if (!rows.length) return element("p", { class: "note" }, whole.properties ? "No members." : typeText(api, whole));
  return element("ul", { class: "tree" },
    ...rows.map(([name, member]) => row(api, name, member, whole.required?.includes(name) ?? false, above)));
}

export { typeText, row };
