// SPDX-License-Identifier: Apache-2.0
// The photos under the texts, made here, so that both sides are given the same bytes.
import { existsSync } from "node:fs";
import sharp, { type Sharp } from "sharp";
import type { Ground } from "./case.ts";
import type { Size } from "../../web/src/render/material.ts";

const flat: Partial<Record<Ground, string>> = { plain: "#6a7f95", dark: "#16181d", light: "#f2efe6" };

function svg(size: Size, inner: string): Buffer {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}"
    viewBox="0 0 1000 1000" preserveAspectRatio="none">${inner}</svg>`);
}

const gradient = `<linearGradient id="g" x1="0" y1="0" x2="0.3" y2="1"><stop stop-color="#2f6fb0"/><stop offset="1" stop-color="#d99a7b"/></linearGradient>
  <rect width="1000" height="1000" fill="url(#g)"/>`;

/** Hills behind each other, with grain over them as a camera makes it. */
const photo = `<linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop stop-color="#2f6fb0"/><stop offset="0.6" stop-color="#cfe6f2"/></linearGradient>
  <rect width="1000" height="1000" fill="url(#g)"/><circle cx="730" cy="260" r="60" fill="#fff6d8"/>
  <path d="M0,520 C200,440 300,560 500,480 S800,420 1000,520 V1000 H0Z" fill="#6f9fb3"/>
  <path d="M0,650 C150,560 350,700 550,600 S850,640 1000,570 V1000 H0Z" fill="#4a7f88"/>
  <path d="M0,780 C250,700 400,860 600,760 S900,820 1000,720 V1000 H0Z" fill="#2f6161"/>`;

/** Leaves, light and dark, everywhere. */
function busy(): string {
  let state = 7;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  const leaf = () => `<ellipse cx="${random() * 1000}" cy="${random() * 1000}" rx="${10 + random() * 40}" ry="${6 + random() * 20}"
    fill="hsl(${80 + random() * 60},45%,${20 + random() * 50}%)" transform="rotate(${random() * 180} 500 500)"/>`;
  return `<rect width="1000" height="1000" fill="#35502f"/>${Array.from({ length: 600 }, leaf).join("")}`;
}

const checks = `<pattern id="c" width="100" height="100" patternUnits="userSpaceOnUse"><rect width="100" height="100" fill="#d8c8a0"/>
  <rect width="50" height="50" fill="#406080"/><rect x="50" y="50" width="50" height="50" fill="#804040"/></pattern>
  <rect width="1000" height="1000" fill="url(#c)"/><circle cx="500" cy="500" r="300" fill="none" stroke="#fff" stroke-width="6"/>`;

/** Always the same. */
async function grain(size: Size): Promise<Buffer> {
  const bytes = Buffer.alloc(size.width * size.height);
  let state = 11;
  for (let i = 0; i < bytes.length; i++) {
    state = (state * 48271) % 2147483647;
    bytes[i] = 116 + (state % 25);
  }
  return sharp(bytes, { raw: { ...size, channels: 1 } }).blur(0.7).toColourspace("srgb").png().toBuffer();
}

function drawn(ground: Ground): string {
  return { gradient, photo, busy: busy(), checks }[ground as "photo"] ?? `<rect width="1000" height="1000" fill="${flat[ground]}"/>`;
}

/** Every red and green beside each other, four blues in stripes, and greys below. */
function colours(size: Size): Sharp {
  const data = Buffer.alloc(size.width * size.height * 3);
  for (let y = 0, at = 0; y < size.height; y++)
    for (let x = 0; x < size.width; x++) {
      const red = Math.round((255 * x) / (size.width - 1)), green = Math.round((255 * y) / (size.height - 1)), blue = 85 * ((x >> 3) & 3);
      const grey = y > size.height * 0.9;
      for (const value of grey ? [red, red, red] : [red, green, blue]) data[at++] = value;
    }
  return sharp(data, { raw: { ...size, channels: 3 } });
}

/** A PNG of that size, made once. */
export async function makeGround(path: string, ground: Ground, size: Size): Promise<void> {
  if (existsSync(path)) return;
  if (ground === "colours") {
    await colours(size).png().toFile(path);
    return;
  }
  const plain = sharp(svg(size, drawn(ground))).removeAlpha();
  const grained = ground === "photo" || ground === "busy" ? sharp(await plain.png().toBuffer()).composite([{ input: await grain(size), blend: "soft-light" }]) : plain;
  await grained.removeAlpha().png({ compressionLevel: 3 }).toFile(path);
}
