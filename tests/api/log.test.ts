// SPDX-License-Identifier: Apache-2.0
// The log: one line a request, found by its id, and nothing secret in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "./harness/client.ts";
import { Daemon } from "./harness/daemon.ts";
import { password, person } from "./harness/people.ts";

type Line = Record<string, string | number>;

/** What a logfmt line says. */
function logfmt(line: string): Line {
  return Object.fromEntries([...line.matchAll(/([\w-]+)=("(?:[^"\\]|\\.)*"|\S*)/g)].map(([, name, value]) => [name!, value!.replaceAll('"', "")]));
}

const readers: [string, (line: string) => Line][] = [
  ["logfmt", logfmt],
  ["json", (line) => JSON.parse(line) as Line],
];
for (const [format, read] of readers)
  test(`in ${format}, each request is one line, and no line holds a secret`, async () => {
    const daemon = await Daemon.start({ "log.format": format });
    const ada = await person(daemon, "ada");
    const ids: string[] = [];
    for (const path of ["/v1/accounts/me", "/v1/feed?limit=2", "/v1/nothing\u00e9%0a%22x%22", "/v1/media/x"])
      ids.push((await ada.get(path)).header("x-request-id"));
    (await new Client(daemon).get("/v1/feed", { cookie: `stencil_session=${ada.token}` })).is(200);
    await daemon.clear();
    const lines = daemon.lines.map(read);
    for (const id of ids) assert.equal(lines.filter((line) => line["id"] === id).length, 1, id);
    for (const secret of [password, ada.token!]) assert.ok(!daemon.lines.join("\n").includes(secret));
    const seen = lines.find((line) => line["id"] === ids[0])!;
    assert.deepEqual([seen["method"], seen["path"], String(seen["status"]), seen["account"]], ["GET", "/v1/accounts/me", "200", "ada"]);
  });
