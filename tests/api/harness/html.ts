// SPDX-License-Identifier: Apache-2.0
// A page of the server taken apart. Not a parser of HTML: it knows the form that the server writes.

const names: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };

/** The text that escaped text stands for. */
export function unescape(html: string): string {
  return html.replace(/&(amp|lt|gt|quot|#39);/g, (one) => names[one]!);
}

/** All tags by name, with their attributes. */
export function tags(html: string, name: string): Record<string, string>[] {
  return [...html.matchAll(new RegExp(`<${name}((?:\\s+[a-z:-]+(?:="[^"]*")?)*)>`, "g"))].map(([, list]) =>
    Object.fromEntries([...list!.matchAll(/([a-z:-]+)(?:="([^"]*)")?/g)].map((one) => [one[1]!, unescape(one[2] ?? "")])),
  );
}

/** What the meta tag says by this name or property. */
export function meta(html: string, name: string): string | undefined {
  return tags(html, "meta").find((one) => one["name"] === name || one["property"] === name)?.["content"];
}

/** Where the link of this relation leads. */
export function linked(html: string, relation: string): string | undefined {
  return tags(html, "link").find((one) => one["rel"] === relation)?.["href"];
}

/** The names of all elements. */
export function elements(html: string): Set<string> {
  return new Set([...html.matchAll(/<([a-z0-9]+)/gi)].map((one) => one[1]!));
}
