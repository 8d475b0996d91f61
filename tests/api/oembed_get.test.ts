// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { Client } from "./harness/client.ts";
import { Daemon } from "./harness/daemon.ts";
import { linked } from "./harness/html.ts";
import { person } from "./harness/people.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import { world } from "./harness/world.ts";

interface Embedded {
  title: string;
  author_name: string;
  author_url: string;
  provider_url: string;
  url: string;
  width: number;
  height: number;
  thumbnail_url: string;
  thumbnail_width: number;
  thumbnail_height: number;
}

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const made = await ada.collect({ texts: [{ image: 0, position: { x: 0, y: 0 }, configuration: { content: `<b>"Hello"</b> & \u202eשלום 👋🏽` } }] });
  return { ada, made, path: pathOf(`${daemon.url}/c/${made.id}`) };
});

function pathOf(url: string, more = ""): string {
  return `/v1/oembed?url=${encodeURIComponent(url)}${more}`;
}

function pageOf({ id }: { id: string }): string {
  return `${w.daemon.url}/c/${id}`;
}

async function sizeOf(url: string): Promise<number[]> {
  const reply = (await w.nobody.get(url.slice(w.daemon.url.length), { accept: "image/webp" })).is(200);
  const found = await sharp(reply.bytes).metadata();
  assert.equal(found.format, "jpeg");
  return [found.width!, found.height!];
}

test("a page is a photo with a title, names and addresses that are whole", async () => {
  const found = (await w.nobody.get(w.path)).as<Embedded>();
  assert.equal(found.title, `<b>"Hello"</b> & שלום 👋🏽`);
  assert.equal(found.author_name, "ada");
  assert.equal(found.author_url, `${w.daemon.url}/v1/accounts/ada`);
  assert.equal(found.provider_url, w.daemon.url);
  assert.deepEqual([found.width, found.height], [1080, 1350]);
  assert.deepEqual(await sizeOf(found.url), [1080, 1350]);
  assert.deepEqual(await sizeOf(found.thumbnail_url), [found.thumbnail_width, found.thumbnail_height]);
  assert.deepEqual([found.thumbnail_width, found.thumbnail_height], [256, 320]);
});

const sizes = [
  ["maxwidth=400", 400, 500],
  ["maxheight=500", 400, 500],
  ["maxwidth=300&maxheight=5000", 300, 375],
  ["maxwidth=2147483647", 1080, 1350],
  ["maxwidth=16", 16, 20],
] as const;
for (const [query, width, height] of sizes)
  test(`with ${query} the picture is ${width}×${height}`, async () => {
    const found = (await w.nobody.get(`${w.path}&${query}`)).as<Embedded>();
    assert.deepEqual([found.width, found.height], [width, height]);
    assert.deepEqual(await sizeOf(found.url), [width, height]);
    assert.ok(found.thumbnail_width <= width && found.thumbnail_height <= height);
  });

test("the page leads here", async () => {
  const page = (await w.nobody.get(`/c/${w.made.id}`)).is(200).bytes.toString();
  const address = linked(page, "alternate")!;
  (await w.nobody.get(address.slice(w.daemon.url.length))).as<Embedded>();
});

test("what only some see is embedded for nobody, its creator included", async () => {
  for (const body of [{ visibility: "private" }, { visibility: "followers" }, { state: "draft" }]) {
    const made = await w.ada.collect(body);
    for (const who of [w.nobody, w.ada]) (await who.get(pathOf(pageOf(made)))).refused(404, "not-found");
  }
  (await w.nobody.get(pathOf(pageOf(await w.ada.collect({ visibility: "unlisted" }))))).is(200);
});

test("addresses of other sites and other pages are not found", async () => {
  const own = w.daemon.url;
  const page = `/c/${w.made.id}`;
  const other = [`https://example.org${page}`, `${own}/docs`, `${own}/c/`, `${own}${page}x`, page, "", "http://", `${own}.evil.org${page}`];
  for (const url of [...other, pageOf({ id: "AAAAAAAAAAAAAAAAAAAAAA" })]) (await w.nobody.get(pathOf(url))).refused(404, "not-found");
  for (const more of ["?utm=1", "#top"]) (await w.nobody.get(pathOf(pageOf(w.made) + more))).is(200);
});

test("with http.public_url that address is the site's", async () => {
  const daemon = await Daemon.start({ "http.public_url": "https://photos.example.org" });
  try {
    const made = await (await person(daemon, "ada")).collect();
    const nobody = new Client(daemon);
    const found = (await nobody.get(pathOf(`https://photos.example.org/c/${made.id}`))).as<Embedded>();
    assert.ok(found.url.startsWith("https://photos.example.org/v1/collections/"));
    (await nobody.get(pathOf(`${daemon.url}/c/${made.id}`))).refused(404, "not-found");
  } finally {
    await daemon.clear();
  }
});

test("XML is not offered", async () => {
  (await w.nobody.get(`${w.path}&format=xml`)).refused(501, "not-implemented");
  (await w.nobody.get(`${w.path}&format=json`)).is(200);
});

test("a picture that cannot be made so low is refused by name", async () => {
  const strip = await w.ada.upload(await sharp({ create: { width: 8, height: 160, channels: 3, background: "red" } }).png().toBuffer());
  const made = await w.ada.collect({ images: [{ media: strip.id }] });
  (await w.nobody.get(pathOf(pageOf(made), "&maxheight=100"))).refused(422, "invalid", "?maxheight");
  const found = (await w.nobody.get(pathOf(pageOf(made), "&maxheight=320"))).as<Embedded>();
  assert.deepEqual([found.width, found.height], [16, 320]);
});

refuses(() => w.nobody, "GET", "/v1/oembed", [{ name: "no address", status: 422, type: "invalid", pointer: "?url" }]);
for (const [query, pointer] of [["maxwidth=15", "?maxwidth"], ["maxheight=x", "?maxheight"], ["maxwidth=-1", "?maxwidth"], ["maxheight=2147483648", "?maxheight"], ["format=yaml", "?format"]] as const)
  refuses(() => w.nobody, "GET", () => `${w.path}&${query}`, [{ name: `the query ${query}`, status: 422, type: "invalid", pointer }]);
readsLikeAll(() => w.nobody, () => w.path);
