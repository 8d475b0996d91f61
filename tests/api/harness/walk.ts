// SPDX-License-Identifier: Apache-2.0
// A list, page by page, as a client would read it.
import assert from "node:assert/strict";
import type { Client } from "./client.ts";
import type { Page } from "./shapes.ts";

/** All items of the list; `between` is called before each further page. `key` tells items apart. */
export async function walk<T>(who: Client, path: string, between?: () => Promise<void>, key: keyof T = "id" as keyof T): Promise<T[]> {
  const seen: T[] = [];
  for (let at: string | undefined = path; at; ) {
    const reply = await who.get(at);
    const page = reply.as<Page<T>>();
    seen.push(...page.items);
    const link = /^<([^>]+)>; rel="next"$/.exec(reply.header("link"))?.[1];
    const cursor: string | null = link ? new URL(link, who.daemon.url).searchParams.get("cursor") : null;
    assert.equal(cursor, page.next, "Link and next name another page");
    at = link;
    if (at) await between?.();
  }
  assert.equal(new Set(seen.map((one) => one[key])).size, seen.length, "an item twice");
  return seen;
}
