// SPDX-License-Identifier: Apache-2.0
// Fills a running stencild with demo content, through its public API:
//   node demo/load.mjs http://127.0.0.1:8080 --program build/stencild --data DIR
// Doing it again on the same data changes nothing.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { Client, Refusal } from "./client.mjs";
import { arabic, chinese, first, people, second } from "./content.mjs";
import { audioOne } from "./sound.mjs";

const PHOTOS = "/usr/share/backgrounds/mate/nature";
const READY_SECONDS = 15;
const PICTURE_WIDTH = 1080;

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { program: { type: "string", default: "build/stencild" }, data: { type: "string" } },
  });
  if (positionals.length !== 1 || !values.data)
    throw new Error("usage: node demo/load.mjs http://127.0.0.1:8080 --program build/stencild --data DIR");
  return { base: positionals[0].replace(/\/$/, ""), ...values };
}

async function waitUntilReady(server, base) {
  const deadline = Date.now() + READY_SECONDS * 1000;
  for (;;) {
    const failure = await server.get("/readyz").then(() => null, (error) => error);
    if (!failure) return;
    if (Date.now() > deadline) throw new Error(`${base} was not ready within ${READY_SECONDS} seconds: ${failure.message}`);
    await sleep(100);
  }
}

/** What a refusal with this status means here; anything else is thrown on. */
function unless(status, value) {
  return (error) => {
    if (error instanceof Refusal && error.status === status) return value;
    throw error;
  };
}

async function register(server, { handle, password, name, bio }) {
  await server.post("/v1/accounts", { handle, password, name, bio }).catch(unless(409, null));
}

async function signIn(server, { handle, password }) {
  const session = await server.post("/v1/sessions", { handle, password });
  return server.as(session.token);
}

// Moderators are made by the operator, not over HTTP.
async function addModerator(server, { program, data }, { handle, password, role }) {
  if (await server.get(`/v1/accounts/${handle}`).catch(unless(404, null))) return;
  const words = ["account", "add", handle, "--role", role, "--password-stdin", "--data", data];
  const done = spawnSync(program, words, { input: `${password}\n`, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`${program} ${words.join(" ")}: ${(done.error?.message ?? done.stderr).trim()}`);
}

async function uploadPhotos(person, photos) {
  return Promise.all(photos.map(async ({ file, ...image }) => {
    const media = await person.upload(await readFile(`${PHOTOS}/${file}`));
    return { ...image, media: media.id };
  }));
}

// An Idempotency-Key is forgotten after a day; the collection is not, and is found by what it says.
async function find(person, handle, { description }) {
  const { items } = await person.get(`/v1/accounts/${handle}/collections?limit=100`);
  return items.find((item) => item.description === description);
}

async function post(person, { photos, ...content }) {
  return person.post("/v1/collections", { images: await uploadPhotos(person, photos), ...content });
}

async function postFirst(person) {
  const { id } = await person.upload(audioOne());
  return post(person, { ...first, audio: { ...first.audio, media: id } });
}

async function postSecond(person, identifier) {
  const template = await person.get(`/v1/templates/${identifier}`);
  return post(person, { ...second, template: template.id });
}

async function load(server) {
  await register(server, people.ana);
  await register(server, people.ben);
  const ana = await signIn(server, people.ana);
  const ben = await signIn(server, people.ben);
  const mod = await signIn(server, people.mod);

  const more = [];
  for (const content of [chinese, arabic]) more.push((await find(ana, "ana", content)) ?? (await post(ana, content)));
  const one = (await find(ana, "ana", first)) ?? (await postFirst(ana));
  const two = (await find(ben, "ben", second)) ?? (await postSecond(ben, one.template_identifier));

  await ben.put("/v1/accounts/ana/follow");
  await Promise.all([
    ...[one, ...more].map((collection) => ben.put(`/v1/collections/${collection.id}/rating`, { value: "up" })),
    ...[one, two].map((collection) => mod.put(`/v1/collections/${collection.id}/rating`, { value: "up" })),
    ana.put(`/v1/collections/${two.id}/rating`, { value: "up" }),
  ]);
  return { one, two, more };
}

function pictures(base, collection) {
  return collection.images.map((_, n) => `      ${base}/v1/collections/${collection.id}/images/${n}?w=${PICTURE_WIDTH}`).join("\n");
}

function report(base, { one, two, more }) {
  const account = ({ handle, password }, what) => `      ${handle}  ${password}  ${what}`;
  console.log(`
  The demo content is in place. Open in a browser:

  ana's collection
${pictures(base, one)}
  ben's, made with her template
${pictures(base, two)}
  two more, in Chinese and in Arabic
${more.map((collection) => pictures(base, collection)).join("\n")}
  as data
      ${base}/v1/templates/${one.template_identifier}
      ${base}/v1/collections/${two.id}
      ${base}/v1/feed
  the API reference
      ${base}/docs

  Accounts: handle, password
${account(people.ana, "made the first collection")}
${account(people.ben, "used its template")}
${account(people.mod, "moderator")}
`);
}

try {
  const options = readArguments();
  const server = new Client(options.base);
  if (!existsSync(PHOTOS)) throw new Error(`There are no photographs in ${PHOTOS}; make deps installs the package mate-backgrounds.`);
  await waitUntilReady(server, options.base);
  await addModerator(server, options, people.mod);
  report(options.base, await load(server));
} catch (error) {
  console.error(`demo: ${error.message}`);
  process.exitCode = 1;
}
