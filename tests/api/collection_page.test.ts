// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { Client } from "./harness/client.ts";
import { Daemon } from "./harness/daemon.ts";
import { elements, linked, meta, tags, unescape } from "./harness/html.ts";
import { official, person } from "./harness/people.ts";
import { readsLikeAll, refuses } from "./harness/refusals.ts";
import { sendBytes, sendRequest } from "./harness/wire.ts";
import { world } from "./harness/world.ts";

const nasty = `</title></p><script>alert("1" & '2')</script><img src=x onerror=alert(3)>`;
const bidi = "abc \u202egnp.exe\u2066 \u05e9\u05dc\u05d5\u05dd 👩🏽‍🚀";
const html = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

function written(content: string, image = 0, more: Record<string, unknown> = {}) {
  return { image, position: { x: 0, y: 0 }, configuration: { content, ...more } };
}

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const bob = await person(daemon, "bob");
  (await bob.put("/v1/accounts/ada/follow")).is(204);
  const images = (await ada.photos(3)).map(({ id }, n) => ({ media: id, alt: n ? "" : "A garden <in> autumn" }));
  const made = await ada.collect({
    images,
    texts: [written("Hello, autumn"), written("שלום", 1, { language: "he" }), written("Two\nlines", 1)],
    description: "A day out",
    topics: ["garden", "<b>autumn</b>"],
    license: "CC-BY-4.0",
    offer_template: true,
  });
  return { ada, bob, made, path: `/c/${made.id}` };
});

async function page(who: Client, id: string): Promise<string> {
  return (await who.get(`/c/${id}`)).is(200).bytes.toString();
}

test("the page runs nothing and loads nothing from elsewhere", async () => {
  const reply = (await w.nobody.get(w.path)).is(200);
  const policy = reply.header("content-security-policy");
  assert.equal(reply.header("content-type"), "text/html; charset=utf-8");
  for (const rule of ["default-src 'none'", "style-src 'self'", "img-src 'self'", "frame-ancestors 'none'"]) assert.ok(policy.includes(rule), rule);
  assert.doesNotMatch(policy, /unsafe|\*|script-src/);
  assert.doesNotMatch(reply.bytes.toString(), /<script|<style|style=|\son\w+=/);
});

test("all that the page loads is there, as large as it says", async () => {
  const text = await page(w.nobody, w.made.id);
  (await w.nobody.get(linked(text, "stylesheet")!)).is(200);
  const images = tags(text, "img");
  assert.equal(images.length, 3);
  for (const image of images) {
    const reply = (await w.nobody.get(image["src"]!)).is(200);
    const found = await sharp(reply.bytes).metadata();
    assert.deepEqual([found.width, found.height], [Number(image["width"]), Number(image["height"])]);
    assert.match(reply.header("cache-control"), /immutable/);
  }
  assert.deepEqual(images.map((image) => image["loading"]), [undefined, "lazy", "lazy"]);
  assert.deepEqual(images.map((image) => image["alt"]), ["A garden <in> autumn", "Image 2 of 3", "Image 3 of 3"]);
});

test("the head says what a preview shows, by addresses that are whole", async () => {
  const text = await page(w.nobody, w.made.id);
  const own = `${w.daemon.url}/c/${w.made.id}`;
  const picture = `${w.daemon.url}/v1/collections/${w.made.id}/images/0?w=1080&v=${w.made.version}&format=jpeg`;
  const wanted: Record<string, string> = {
    "og:type": "article", "og:site_name": "Stencil", "og:title": "Hello, autumn", "og:description": "A day out", "og:url": own,
    "og:image": picture, "og:image:type": "image/jpeg", "og:image:width": "1080", "og:image:height": "1350", "og:image:alt": "A garden <in> autumn",
    "twitter:card": "summary_large_image", "twitter:title": "Hello, autumn", "twitter:image": picture, description: "A day out",
  };
  for (const [name, content] of Object.entries(wanted)) assert.equal(meta(text, name), content, name);
  assert.equal(linked(text, "canonical"), own);
  assert.equal(linked(text, "license"), "https://creativecommons.org/licenses/by/4.0/");
  assert.equal(linked(text, "alternate"), `${w.daemon.url}/v1/oembed?url=${encodeURIComponent(own)}&format=json`);
  assert.equal(meta(text, "robots"), undefined);
});

test("texts are text, in their language and direction", async () => {
  const text = await page(w.nobody, w.made.id);
  assert.match(text, /<p dir="auto" lang="he">שלום<\/p>/);
  assert.match(text, />Two\nlines<\/p>/);
  assert.match(text, /<bdi>&lt;b&gt;autumn&lt;\/b&gt;<\/bdi>/);
  assert.match(text, new RegExp(`Use template.*${w.made.template_identifier}`));
});

test("the title is the first text, or the description, or whose photos they are", async () => {
  const titleOf = async (body: Record<string, unknown>) => {
    const text = await page(w.nobody, (await w.ada.collect(body)).id);
    assert.equal(unescape(/<title>([^<]*)<\/title>/.exec(text)![1]!), meta(text, "og:title"));
    return [meta(text, "og:title"), meta(text, "og:description")];
  };
  assert.deepEqual(await titleOf({ texts: [written("Text")], description: "Said" }), ["Text", "Said"]);
  assert.deepEqual(await titleOf({ texts: [written("Text")] }), ["Text", "Photos by ada"]);
  assert.deepEqual(await titleOf({ description: "Said\nmore" }), ["Said more", "Photos by ada"]);
  assert.deepEqual(await titleOf({}), ["Photos by ada", "Photos by ada"]);
  const [title] = await titleOf({ description: "word ".repeat(900) });
  assert.ok(title!.length <= 80 && title!.endsWith("word…"), title);
});

test("markup in what people write is text, everywhere", async () => {
  const media = (await w.ada.photos(1))[0]!.id;
  (await w.ada.patch("/v1/accounts/me", { name: nasty.slice(0, 60) })).is(200);
  const made = await w.ada.collect({ images: [{ media, alt: nasty }], texts: [written(nasty)], description: nasty, topics: [nasty.slice(0, 60)] });
  const text = await page(w.nobody, made.id);
  const known = "a body bdi figcaption figure footer h1 head header html img li link main meta p strong title ul time".split(" ");
  for (const name of elements(text)) assert.ok(known.includes(name), name);
  assert.equal(tags(text, "img").length, 1);
  assert.equal(tags(text, "img")[0]!["alt"], nasty);
  assert.ok(unescape(text).includes(`<p dir="auto">${nasty}</p>`));
  assert.doesNotMatch(text, /onerror=alert\(3\)>/);
  (await w.ada.patch("/v1/accounts/me", { name: "ada" })).is(200);
});

test("what turns text around does not leave it", async () => {
  const made = await w.ada.collect({ texts: [written(bidi)], description: bidi });
  const text = await page(w.nobody, made.id);
  assert.equal(meta(text, "og:title"), "abc gnp.exe שלום 👩🏽‍🚀");
  assert.ok(text.includes(`<p dir="auto">${bidi}</p>`));
});

test("unlisted: the page is there, and not for search; no oEmbed for what only some see", async () => {
  const unlisted = await page(w.nobody, (await w.ada.collect({ visibility: "unlisted" })).id);
  assert.equal(meta(unlisted, "robots"), "noindex");
  assert.ok(linked(unlisted, "alternate"));
  const followers = await page(w.bob, (await w.ada.collect({ visibility: "followers" })).id);
  assert.equal(meta(followers, "robots"), "noindex");
  assert.equal(linked(followers, "alternate"), undefined);
  assert.match(followers, /Not everybody may see this page/);
});

test("who may not see it gets the page of nothing, a program the problem", async () => {
  const moderator = await official(w.daemon, "mod", "moderator");
  const closed = await w.ada.collect({ visibility: "private", description: "Secret" });
  const followers = await w.ada.collect({ visibility: "followers" });
  const draft = await w.ada.collect({ state: "draft" });
  const removed = await w.ada.collect();
  const takedown = { reason: "spam", note: "", effect: "keep" };
  const taken = await moderator.post(`/v1/moderation/collections/${removed.id}/takedown`, takedown);
  assert.ok(taken.status < 300, taken.bytes.toString());
  for (const { id } of [closed, followers, draft, removed, { id: "AAAAAAAAAAAAAAAAAAAAAA" }, { id: "x" }]) {
    const reply = (await w.nobody.get(`/c/${id}`, html)).is(404);
    assert.equal(reply.header("content-type"), "text/html; charset=utf-8");
    assert.equal(reply.header("cache-control"), "no-store");
    assert.match(reply.header("vary"), /Accept/);
    assert.match(reply.bytes.toString(), /There is nothing here, or nothing that you may see/);
    (await w.nobody.get(`/c/${id}`)).refused(404, "not-found");
  }
  await page(w.ada, closed.id);
  await page(w.ada, draft.id);
  await page(moderator, removed.id);
});

test("what it was made from is named, as far as the reader may see it", async () => {
  const images = (await w.bob.photos(1)).map(({ id }) => ({ media: id }));
  const first = await w.ada.collect({ texts: [written("Mine")], offer_template: true, license: "CC-BY-4.0" });
  const second = await w.bob.collect({ template: first.template_identifier, images });
  const text = await page(w.nobody, second.id);
  assert.match(text, new RegExp(`Made with the template of <a href="/c/${first.id}"><bdi>ada</bdi> \\(@ada\\)</a>, <a rel="license"`));
  (await w.ada.patch(`/v1/collections/${first.id}`, { visibility: "private" })).is(200);
  const later = await page(w.nobody, second.id);
  assert.match(later, /Made with a template\./);
  assert.doesNotMatch(later, /@ada/);
});

test("a Host that is none is refused, and not repeated", async () => {
  for (const host of ['a"><script>', "user@evil.org", "a/b"]) {
    const head = [`GET ${w.path} HTTP/1.1`, `Host: ${host}`, "Connection: close", "", ""].join("\r\n");
    const reply = await sendBytes(w.daemon, [head]);
    assert.equal(reply.status, 400);
    assert.doesNotMatch(reply.body, /evil|script/);
  }
  const forwarded = await sendRequest(w.daemon, `GET ${w.path}`, ["X-Forwarded-Proto: https", "X-Forwarded-Host: evil.org"]);
  assert.equal(linked(forwarded.body, "canonical"), `${w.daemon.url}${w.path}`);
});

test("http.public_url is the address that the page names", async () => {
  const daemon = await Daemon.start({ "http.public_url": "https://photos.example.org" });
  try {
    const made = await (await person(daemon, "ada")).collect();
    const text = await page(new Client(daemon), made.id);
    assert.equal(linked(text, "canonical"), `https://photos.example.org/c/${made.id}`);
    assert.ok(meta(text, "og:image")!.startsWith("https://photos.example.org/v1/"));
    assert.ok(tags(text, "img")[0]!["src"]!.startsWith("/v1/"));
  } finally {
    await daemon.clear();
  }
});

refuses(() => w.nobody, "GET", "/c/x", [{ name: "what is no identifier", status: 404, type: "not-found" }]);
readsLikeAll(() => w.nobody, () => w.path);
