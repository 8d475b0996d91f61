// SPDX-License-Identifier: Apache-2.0
// What is drawn over a photo besides its texts: filters and stickers, uploaded or built in.
import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { person } from "./harness/people.ts";
import type { Collection, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

type Pixel = readonly [number, number, number];

const plain = (background: string, width = 200, height = 250) => sharp({ create: { width, height, channels: 3, background } }).png().toBuffer();

/** Green on the left half, transparent on the right one. */
function half(format: "png" | "webp", width = 60): Promise<Buffer> {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const left = { create: { width: width / 2, height: width, channels: 4 as const, background: { r: 0, g: 255, b: 0, alpha: 1 } } };
  return sharp({ create: { width, height: width, channels: 4, background: clear } })
    .composite([{ input: left, left: 0, top: 0 }])
    .toFormat(format, { lossless: true } as object)
    .toBuffer();
}

const w = world(async (daemon) => {
  const ada = await person(daemon, "ada");
  const photo = await ada.upload(await plain("#c08040"));
  return {
    ada,
    bob: await person(daemon, "bob"),
    photo,
    png: await ada.upload(await half("png")),
    webp: await ada.upload(await half("webp", 80)),
    opaque: await ada.upload(await plain("#0000ff", 50, 50)),
  };
});

const centre = { x: 0, y: 0, angle: 0 };

async function collect(body: Record<string, unknown>): Promise<Collection> {
  return w.ada.collect({ images: [{ media: w.photo.id }], ...body });
}

/** Of image 0, 200 pixels wide. */
async function drawn({ id }: Collection): Promise<(x: number, y: number) => Pixel> {
  const reply = (await w.nobody.get(`/v1/collections/${id}/images/0?w=200`)).is(200);
  const { data, info } = await sharp(reply.bytes).raw().toBuffer({ resolveWithObject: true });
  return (x, y) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)] as unknown as Pixel;
}

function near(found: Pixel, wanted: Pixel, why = "", within = 8): void {
  assert.ok(wanted.every((value, i) => Math.abs(found[i]! - value) < within), `${why}: ${found} is not near ${wanted}`);
}

const ground: Pixel = [192, 128, 64];

test("a filter changes the colours of its image, by its strength", async () => {
  const at = async (filters: unknown[]) => (await drawn(await collect({ filters })))(100, 125);
  const grey = 0.2126 * 192 + 0.7152 * 128 + 0.0722 * 64;
  near(await at([]), ground, "none");
  near(await at([{ image: 0, type: "mono", strength: 0 }]), ground, "strength 0");
  near(await at([{ image: 0, type: "mono" }]), [grey, grey, grey], "mono");
  near(await at([{ image: 0, type: "mono", strength: 0.5 }]), [(192 + grey) / 2, (128 + grey) / 2, (64 + grey) / 2], "half of mono");
});

test("every filter is drawn, and each differently", async () => {
  const { items } = (await w.nobody.get("/v1/filters")).as<{ items: { name: string }[] }>();
  const seen = new Set<string>();
  for (const { name } of items) seen.add(`${(await drawn(await collect({ filters: [{ image: 0, type: name }] })))(100, 125)}`);
  assert.equal(seen.size, items.length);
});

test("a filter is only on its own image", async () => {
  const made = await w.ada.collect({ images: [{ media: w.photo.id }, { media: w.photo.id }], filters: [{ image: 1, type: "noir" }] });
  near((await drawn(made))(100, 125), ground);
});

for (const [kind, media] of [["PNG", () => w.png.id], ["WebP", () => w.webp.id]] as const)
  test(`a ${kind} sticker is drawn with its transparency, in its place`, async () => {
    const at = await drawn(await collect({ stickers: [{ image: 0, media: media(), position: { x: 0.25, y: -0.2, angle: 0 }, width: 0.4 }] }));
    near(at(130, 75), [0, 255, 0], "its left half");
    near(at(170, 75), ground, "its right half");
    near(at(104, 75), ground, "left of it");
    near(at(130, 30), ground, "above it");
    near(at(130, 120), ground, "below it");
  });

test("a sticker is turned, and mixed by its opacity", async () => {
  const turned = await drawn(await collect({ stickers: [{ image: 0, media: w.png.id, position: { ...centre, angle: 90 }, width: 0.5 }] }));
  near(turned(100, 95), [0, 255, 0], "what was left is above");
  near(turned(100, 155), ground, "what was right is below");
  const faint = await drawn(await collect({ stickers: [{ image: 0, media: w.opaque.id, position: centre, width: 0.5, opacity: 0.5 }] }));
  near(faint(100, 125), [96, 64, 160]);
});

test("stickers lie over the filter, the later over the earlier, and texts over them", async () => {
  const filters = [{ image: 0, type: "noir" }];
  const block = { content: "████", font_size: 0.2, color: "#ff0000" };
  const stickers = [w.png.id, w.opaque.id, w.png.id].map((media) => ({ image: 0, media, position: centre, width: 0.5 }));
  const made = await collect({ filters, stickers });
  const at = await drawn(made);
  near(at(80, 125), [0, 255, 0], "the last one");
  near(at(130, 125), [0, 0, 255], "the one before, through it");
  const [red, green] = at(10, 10);
  assert.ok(Math.abs(red - green) < 4, "the photo is grey");
  near((await drawn(await collect({ stickers, texts: [{ image: 0, position: centre, configuration: block }] })))(100, 125), [255, 0, 0], "the text");
});

test("a built-in sticker is drawn, kept in the document by its name, and carried on by the template", async () => {
  const sticker = { image: 0, builtin: "heart", position: centre, width: 0.6, opacity: 1 };
  const made = await collect({ stickers: [sticker], offer_template: true });
  assert.deepEqual(made.stickers, [sticker]);
  const [red, green, blue] = (await drawn(made))(100, 125);
  assert.ok(red > 200 && green < 110 && blue < 140, `${[red, green, blue]}`);
  assert.ok(made.template_identifier);
  const template = (await w.bob.get(`/v1/templates/${made.template_identifier}`)).as<Template>();
  assert.deepEqual(template.stickers, [sticker]);
  const mine = await w.bob.upload(await plain("#204060"));
  const second = await w.bob.collect({ images: [{ media: mine.id }], template: made.template_identifier });
  assert.deepEqual(second.stickers, [sticker]);
  assert.ok((await drawn(second))(100, 125)[0] > 200);
});

test("every built-in sticker is drawn", async () => {
  const { items } = (await w.nobody.get("/v1/stickers")).as<{ items: { name: string }[] }>();
  const without = (await w.nobody.get(`/v1/collections/${(await collect({})).id}/images/0?w=200`)).is(200);
  for (const { name } of items) {
    const made = await collect({ stickers: [{ image: 0, builtin: name, position: centre, width: 0.8 }] });
    const reply = (await w.nobody.get(`/v1/collections/${made.id}/images/0?w=200`)).is(200);
    assert.ok(!reply.bytes.equals(without.bytes), name);
  }
});

test("a hundred different stickers are drawn on one image", async () => {
  const uploads: string[] = [];
  for (let n = 0; n < 100; n++) uploads.push((await w.ada.upload(await plain(`rgb(${2 * n}, 255, ${255 - 2 * n})`, 12, 12))).id);
  const place = (n: number) => ({ x: (n % 10) / 10 - 0.45, y: Math.floor(n / 10) / 10 - 0.45, angle: 0 });
  const at = await drawn(await collect({ stickers: uploads.map((media, n) => ({ image: 0, media, position: place(n), width: 0.06 })) }));
  for (const n of [0, 9, 55, 99]) near(at(10 + (n % 10) * 20, Math.round(12.5 + Math.floor(n / 10) * 25)), [2 * n, 255, 255 - 2 * n], `sticker ${n}`, 24);
});

test("another filter, strength or sticker is another picture with another ETag", async () => {
  const bodies = [
    {}, { filters: [{ image: 0, type: "warm" }] }, { filters: [{ image: 0, type: "warm", strength: 0.5 }] }, { filters: [{ image: 0, type: "cool" }] },
    { stickers: [{ image: 0, media: w.png.id, position: centre, width: 0.5 }] }, { stickers: [{ image: 0, media: w.webp.id, position: centre, width: 0.5 }] },
    { stickers: [{ image: 0, builtin: "sun", position: centre, width: 0.5 }] },
  ];
  const tags = new Set<string>();
  for (const body of bodies) tags.add((await w.nobody.get(`/v1/collections/${(await collect(body)).id}/images/0?w=50`)).is(200).header("etag"));
  assert.equal(tags.size, bodies.length);
});
