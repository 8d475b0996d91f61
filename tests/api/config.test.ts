// SPDX-License-Identifier: Apache-2.0
// Settings: a mistake stops the start with a sentence that says where it is.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { Client } from "./harness/client.ts";
import { Daemon, newFolder, run, type Settings } from "./harness/daemon.ts";

const folder = newFolder();
const file = join(folder, "stencil.conf");
after(() => rmSync(folder, { recursive: true, force: true }));

function serve(lines: string[], settings: Settings = {}) {
  writeFileSync(file, lines.join("\n"));
  return run(["serve", "--listen", "127.0.0.1:0", "--data", join(folder, "data"), "--config", file], settings);
}

const mistakes: [string, string[], number, RegExp][] = [
  ["an unknown key", ["[http]", "listne = 127.0.0.1:0"], 2, /listne/],
  ["an unknown section", ["# a comment", "", "[htpp]", "listen = 127.0.0.1:0"], 4, /htpp/],
  ["a number that is none", ["[session]", "ttl = soon"], 2, /ttl.*soon|soon.*ttl/],
  ["a number that is too small", ["[session]", "", "ttl = 5"], 3, /60/],
  ["a number that is too large", ["[password]", "cost = 99"], 2, /20/],
  ["a word that is no choice", ["[log]", "format = xml"], 2, /logfmt/],
  ["neither true nor false", ["[http]", "cookie_secure = maybe"], 2, /maybe|true/],
  ["a line that is no setting", ["[http]", "listen"], 2, /listen/],
  ["a key before any section", ["listen = 127.0.0.1:0"], 1, /./],
];
for (const [name, lines, line, said] of mistakes)
  test(`${name} stops the start and is named with file and line`, () => {
    const ended = serve(lines);
    assert.notEqual(ended.status, 0);
    assert.ok(ended.stderr.includes(`${file}:${line}:`), ended.stderr);
    assert.match(ended.stderr, said);
    assert.equal(ended.stdout, "");
  });

test("a mistake in the environment is named by its variable", () => {
  for (const [setting, variable] of [["http.listne", "STENCIL_HTTP_LISTNE"], ["session.ttl", "STENCIL_SESSION_TTL"]] as const) {
    const ended = serve([], { [setting]: "soon" });
    assert.notEqual(ended.status, 0);
    assert.ok(ended.stderr.includes(variable), ended.stderr);
  }
});

test("a file that is not there stops the start", () => {
  const ended = run(["serve", "--config", join(folder, "none.conf"), "--data", join(folder, "data")]);
  assert.notEqual(ended.status, 0);
  assert.ok(ended.stderr.includes("none.conf"), ended.stderr);
});

test("a policy file that makes no sense stops the start", () => {
  const policy = join(folder, "policy.json");
  for (const text of ["{", '{"any": []}', '{"no_such_condition": {}}']) {
    writeFileSync(policy, text);
    const ended = run(["serve", "--listen", "127.0.0.1:0", "--data", join(folder, "fresh")], { "policy.file": policy });
    assert.notEqual(ended.status, 0, text);
    assert.ok(ended.stderr.includes(policy), ended.stderr);
  }
});

test("every setting is printed with its value, its source and its sentence", () => {
  writeFileSync(file, "[session]\nttl = 7200\n");
  const printed = run(["config", "--config", file], { "log.level": "error" });
  assert.equal(printed.status, 0, printed.stderr);
  const settings = [...readFileSync("config/config.def", "utf8").matchAll(/^SETTING\((\w+), (\w+),.* "([^"]+)"\)$/gm)];
  assert.ok(settings.length > 20);
  for (const [, section, key, sentence] of settings) {
    assert.ok(printed.stdout.includes(sentence!), sentence);
    assert.match(printed.stdout, new RegExp(`${section}.?${key}|\\[${section}\\][^[]*\\b${key}\\b`), `${section}.${key}`);
  }
  assert.match(printed.stdout, /ttl\D+7200.*/);
  assert.ok(printed.stdout.includes(`${file}:2`) && printed.stdout.includes("STENCIL_LOG_LEVEL"), printed.stdout);
});

test("the environment goes before the file", async () => {
  writeFileSync(file, "[http]\ncors_origins = https://file.example\n[account]\nregistration = false\n");
  const printed = run(["config", "--config", file], { "http.cors_origins": "https://environment.example" }).stdout;
  assert.ok(printed.includes("https://environment.example") && !printed.includes("https://file.example"), printed);
});

test("a daemon does not start where another one listens", async () => {
  const daemon = await Daemon.start();
  try {
    const ended = run(["serve", "--listen", daemon.host, "--data", join(folder, "second")]);
    assert.notEqual(ended.status, 0);
    (await new Client(daemon).get("/healthz")).is(200);
  } finally {
    await daemon.clear();
  }
});

test("an account that cannot be is refused with a sentence", () => {
  const add = (handle: string, role: string, secret: string) =>
    run(["account", "add", handle, "--role", role, "--password-stdin", "--data", join(folder, "accounts")], {}, secret);
  assert.equal(add("judge", "moderator", "long enough").status, 0);
  const wrong: [string, string, string][] = [
    ["judge", "member", "long enough"],
    ["Judge", "member", "long enough"],
    ["other", "king", "long enough"],
    ["other", "member", "short"],
    ["other", "member", ""],
  ];
  for (const [handle, role, secret] of wrong) {
    const ended = add(handle, role, secret);
    assert.notEqual(ended.status, 0, `${handle} ${role} ${secret}`);
    assert.ok(ended.stderr.length > 10);
  }
});
