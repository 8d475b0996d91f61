// SPDX-License-Identifier: Apache-2.0
// The pictures of stickers that both sides are given: the server's own as they were built, and some that are made here.
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import sharp, { type Sharp } from "sharp";

const own = "build/gen/config/stickers";

/** Soft edges and half transparent places. */
function soft(width: number, height: number): Sharp {
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none">
    <radialGradient id="g"><stop stop-color="#ff4060"/><stop offset="0.6" stop-color="#ffd040" stop-opacity="0.8"/><stop offset="1" stop-color="#40a0ff" stop-opacity="0"/></radialGradient>
    <rect width="100" height="100" fill="url(#g)"/><path d="M20 80 50 20 80 80Z" fill="#fff" fill-opacity="0.5"/></svg>`));
}

/** Hard edges up to the border, with a hole. */
function hard(width: number, height: number): Sharp {
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none">
    <path d="M0 0H100V100H0ZM30 30V70H70V30Z" fill="#206040" fill-rule="evenodd"/><circle cx="15" cy="15" r="10" fill="#ffe080"/></svg>`));
}

const made: Record<string, () => Sharp> = {
  "soft.png": () => soft(600, 400).png(),
  "soft.webp": () => soft(600, 400).webp({ quality: 90 }),
  "hard.webp": () => hard(500, 500).webp({ lossless: true }),
  "opaque.png": () => hard(480, 360).flatten({ background: "#c0d0e0" }).png(),
  "odd.png": () => hard(977, 733).png(),
  "large.png": () => soft(2400, 1800).png(),
  "small.png": () => hard(64, 48).png(),
};

/** The path of a sticker's picture, made once. */
export async function stickerFile(folder: string, name: string): Promise<string> {
  const make = made[name];
  if (!make) return resolve(own, `${name}.png`);
  const path = resolve(join(folder, `sticker_${name}`));
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path)) await make().toFile(path);
  return path;
}
