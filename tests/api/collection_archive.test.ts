// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { blobs } from "./harness/blobs.ts";
import { Daemon } from "./harness/daemon.ts";
import { official, person } from "./harness/people.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import { until } from "./harness/until.ts";
import { world } from "./harness/world.ts";

const nasty = `<script>"autumn" & 'winter'</script>\n../../etc \u202egnp.exe שלום 👩🏽‍🚀`;

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const images = (await ada.photos(3)).map(({ id }) => ({ media: id }));
  const text = { image: 0, position: { x: 0, y: 0 }, configuration: { content: nasty } };
  const made = await ada.collect({ images, texts: [text], description: nasty, license: "CC-BY-SA-4.0", offer_template: true });
  return { ada, bob: await person(daemon, "bob"), made, path: `/v1/collections/${made.id}/archive` };
});

function unzip(...words: string[]): string {
  const ran = spawnSync("unzip", words, { encoding: "utf8" });
  assert.equal(ran.status, 0, `${ran.stdout}${ran.stderr}`);
  return ran.stdout;
}

/** What is in the archive, by name; `unzip` finds nothing wrong with it. */
function unpack(bytes: Buffer): Map<string, Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "stencil-zip-"));
  try {
    const file = join(folder, "all.zip");
    writeFileSync(file, bytes);
    assert.match(unzip("-t", file), /No errors detected/);
    assert.doesNotMatch(unzip("-Z", "-l", file), / def[NXFS] /);
    unzip("-q", file, "-d", join(folder, "out"));
    return new Map(readdirSync(join(folder, "out")).sort().map((name) => [name, readFileSync(join(folder, "out", name))]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Asks, and reads no more than the first piece of the reply; one that is refused is closed. */
async function askOnly(daemon: Daemon, path: string): Promise<{ socket: Socket; said: string }> {
  const socket = connect(Number(new URL(daemon.url).port), "127.0.0.1");
  socket.on("error", () => socket.destroy());
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${daemon.host}\r\n\r\n`);
  await once(socket, "readable");
  const said = String(socket.read(12));
  if (!said.endsWith("200")) socket.destroy();
  return { socket, said };
}

const forms = [
  ["", "jpg", "jpeg", 1080],
  ["?w=100&format=png", "png", "png", 100],
  ["?w=64&format=webp", "webp", "webp", 64],
  ["?format=jpeg&w=16", "jpg", "jpeg", 16],
] as const;
for (const [query, ending, format, width] of forms)
  test(`the archive "${query}" has all images and a text`, async () => {
    const reply = (await w.nobody.get(w.path + query)).is(200);
    assert.equal(reply.header("content-type"), "application/zip");
    assert.equal(reply.header("content-disposition"), `attachment; filename="stencil-${w.made.id}.zip"`);
    assert.doesNotMatch(reply.header("cache-control"), /immutable/);
    const found = unpack(reply.bytes);
    assert.deepEqual([...found.keys()], ["01", "02", "03"].map((n) => `${n}.${ending}`).concat("about.txt"));
    for (const [name, bytes] of [...found].slice(0, 3)) {
      const picture = await sharp(bytes).metadata();
      assert.deepEqual([picture.format, picture.width, picture.height], [format, width, Math.round((width * 400) / 320)], name);
      await sharp(bytes).stats();
    }
  });

test("its pictures are those that images/{n} gives", async () => {
  const found = unpack((await w.nobody.get(`${w.path}?w=90`)).is(200).bytes);
  for (const n of [0, 1, 2]) {
    const image = (await w.nobody.get(`/v1/collections/${w.made.id}/images/${n}?w=90&format=jpeg`)).is(200);
    assert.ok(image.bytes.equals(found.get(`0${n + 1}.jpg`)!), `image ${n}`);
  }
});

test("the text says whose it is, under which licence, and where it was", async () => {
  const about = unpack((await w.nobody.get(`${w.path}?w=16`)).is(200).bytes).get("about.txt")!.toString();
  const lines = about.split("\n");
  assert.equal(lines[0], `<script>"autumn" & 'winter'</script> ../../etc gnp.exe שלום 👩🏽‍🚀`);
  assert.ok(lines.includes("By: ada (@ada)"));
  assert.ok(lines.includes("Licence: CC-BY-SA-4.0 (https://creativecommons.org/licenses/by-sa/4.0/)"));
  assert.ok(lines.includes(`Address: ${w.daemon.url}/c/${w.made.id}`));
  assert.doesNotMatch(about, /Made with/);
});

test("what it was made from is named in it, as far as the reader may see it", async () => {
  const images = (await w.bob.photos(3)).map(({ id }) => ({ media: id }));
  const second = await w.bob.collect({ template: w.made.template_identifier, images });
  const read = async () => unpack((await w.nobody.get(`/v1/collections/${second.id}/archive?w=16`)).is(200).bytes).get("about.txt")!.toString();
  const credit = `- the template of ada (@ada), CC-BY-SA-4.0 (https://creativecommons.org/licenses/by-sa/4.0/), ${w.daemon.url}/c/${w.made.id}`;
  assert.ok((await read()).split("\n").includes(credit));
  (await w.ada.patch(`/v1/collections/${w.made.id}`, { visibility: "private" })).is(200);
  assert.doesNotMatch(await read(), /ada/);
  (await w.ada.patch(`/v1/collections/${w.made.id}`, { visibility: "public" })).is(200);
});

test("a part of it can be asked for, of the same bytes each time", async () => {
  const all = (await w.nobody.get(`${w.path}?w=50`)).is(200);
  const again = (await w.nobody.get(`${w.path}?w=50`)).is(200);
  assert.ok(again.bytes.equals(all.bytes));
  const part = (await w.nobody.get(`${w.path}?w=50`, { range: "bytes=100-199", "if-range": all.header("etag") })).is(206);
  assert.ok(part.bytes.equals(all.bytes.subarray(100, 200)));
  (await w.nobody.get(`${w.path}?w=50`, { range: "bytes=999999999-" })).refused(416, "range-not-satisfiable");
});

test("another width, form or text is another archive", async () => {
  const made = await w.ada.collect();
  const etag = async (query: string) => (await w.nobody.get(`/v1/collections/${made.id}/archive${query}`)).is(200).header("etag");
  const before = [await etag("?w=40"), await etag("?w=41"), await etag("?w=40&format=png")];
  (await w.ada.patch(`/v1/collections/${made.id}`, { description: "New" })).is(200);
  assert.equal(new Set([...before, await etag("?w=40")]).size, 4);
});

test("many who ask at the same moment get the same, and leave nothing behind", async () => {
  const made = await w.ada.collect({ images: (await w.ada.photos(5)).map(({ id }) => ({ media: id })) });
  const replies = await Promise.all(Array.from({ length: 8 }, () => w.nobody.get(`/v1/collections/${made.id}/archive?w=77`)));
  for (const reply of replies) assert.ok(reply.is(200).bytes.equals(replies[0]!.bytes));
  assert.deepEqual(readdirSync(join(w.daemon.folder, "blobs", "draft")), []);
});

test("as many images as a collection can have", async () => {
  const media = (await w.ada.photos(1))[0]!.id;
  const made = await w.ada.collect({ images: Array.from({ length: 35 }, () => ({ media })) });
  const found = unpack((await w.nobody.get(`/v1/collections/${made.id}/archive?w=32`)).is(200).bytes);
  assert.deepEqual([found.size, found.has("35.jpg"), found.has("36.jpg")], [36, true, false]);
});

test("those who do not read what they asked for take up room, up to a limit, until they go", async () => {
  const daemon = await Daemon.start({ "render.archive_bytes": "1048576" });
  try {
    const ada = await person(daemon, "ada");
    const noise = await sharp(randomBytes(3 * 1200 * 1200), { raw: { width: 1200, height: 1200, channels: 3 } }).jpeg().toBuffer();
    const media = (await ada.upload(noise)).id;
    const path = `/v1/collections/${(await ada.collect({ images: [{ media }, { media }] })).id}/archive?w=2160&format=png`;
    /* More than what a socket holds; its size is what it is of one alone. */
    const whole = (await ada.get(path)).is(200);
    assert.ok(whole.bytes.length > 12 << 20, `${whole.bytes.length}`);
    const slow = await until(() => askOnly(daemon, path), ({ said }) => said.startsWith("HTTP/1.1 200"), "an archive");
    (await ada.get(path)).refused(503, "busy");
    slow.socket.destroy();
    await until(async () => (await ada.get(path)).status, (status) => status === 200, "the room that was given back");
  } finally {
    await daemon.clear();
  }
});

test("who may not see it does not find it; its creator does", async () => {
  const moderator = await official(w.daemon, "mod", "moderator");
  const removed = await w.ada.collect();
  (await moderator.post(`/v1/moderation/collections/${removed.id}/takedown`, { reason: "spam", note: "", effect: "keep" })).is(200);
  for (const { id } of [await w.ada.collect({ visibility: "private" }), await w.ada.collect({ visibility: "followers" }), await w.ada.collect({ state: "draft" })]) {
    for (const who of [w.nobody, w.bob]) (await who.get(`/v1/collections/${id}/archive?w=16`)).refused(404, "not-found");
    (await w.ada.get(`/v1/collections/${id}/archive?w=16`)).is(200);
  }
  (await w.nobody.get(`/v1/collections/${removed.id}/archive?w=16`)).refused(404, "not-found");
});

for (const [query, pointer] of [["w=15", "?w"], ["w=2161", "?w"], ["w=x", "?w"], ["format=avif", "?format"], ["format=", "?format"]] as const)
  refuses(() => w.nobody, "GET", () => `${w.path}?${query}`, [{ name: `the query ${query}`, status: 422, type: "invalid", pointer }]);
refuses(() => w.nobody, "GET", "/v1/collections/x/archive", [{ name: "what is no identifier", status: 404, type: "not-found" }]);
readsLikeAll(() => w.nobody, () => `${w.path}?w=16`);

test("others get the only thread between two pictures of an archive", async () => {
  const daemon = await Daemon.start({ "http.workers": "1", "media.workers": "1" });
  try {
    const ada = await person(daemon, "ada");
    const media = (await ada.photos(6)).map(({ id }) => ({ media: id }));
    const [made, other] = [await ada.collect({ images: media }), await ada.collect({ images: media.slice(0, 1), description: "another" })];
    const ended: string[] = [];
    const noted = (name: string, path: string) => ada.get(path).then((reply) => (reply.is(200), ended.push(name)));
    const before = blobs(daemon.folder).length;
    const archive = noted("archive", `/v1/collections/${made.id}/archive?w=2160`);
    await until(() => blobs(daemon.folder).length, (count) => count > before, "the first of its pictures");
    await noted("picture", `/v1/collections/${other.id}/images/0?w=32`);
    await archive;
    assert.deepEqual(ended, ["picture", "archive"]);
  } finally {
    await daemon.clear();
  }
});
