// SPDX-License-Identifier: Apache-2.0
// Stickers: pictures of both kinds, small and large, at angles, faint, cut off, over each other and with all else.
import type { Sticker } from "../../web/src/render/material.ts";
import { boxes, text, whole, type Case } from "./case.ts";

const plain = { box: boxes.square, width: 1080, ground: "plain" as const, fit: whole, texts: [] };
const sticker = (builtin: string, change: Partial<Sticker & Sticker["position"]> = {}): Sticker => {
  const { x = 0, y = 0, angle = 0, ...rest } = change;
  return { builtin, position: { x, y, angle }, width: 0.3, opacity: 1, ...rest };
};
const one = (name: string, builtin: string, change: Partial<Sticker & Sticker["position"]> = {}, rest: Partial<Case> = {}): Case =>
  ({ ...plain, name: `sticker ${name}`, stickers: [sticker(builtin, change)], ...rest });

const own = ["heart", "star", "sparkle", "sun", "flower", "lightning", "crown", "confetti", "bubble", "arrow", "squiggle", "tape", "frame"];
const texts = [text("Best day", { weight: 800, font_size: 0.1, y: 0.25, stroke: { color: "#203040", width: 0.006 } })];

export const stickerCases: Case[] = [
  ...own.map((name, n) => one(`own ${name}`, name, { width: 0.4, angle: [0, -12, 25][n % 3]! }, { ground: n % 2 ? "photo" : "plain", short: name === "heart" })),
  ...[-90, -45, -8, 3, 30, 137, 180].map((angle) => one(`angle ${angle}`, "crown", { angle })),
  ...[0.02, 0.05, 0.11, 0.7, 1.4].map((width) => one(`width ${width}`, "flower", { width })),
  ...[0.2, 0.5, 0.85].map((opacity) => one(`opacity ${opacity}`, "heart", { opacity, angle: 8 }, { ground: "photo" })),
  one("png soft", "soft.png", { width: 0.5 }, { ground: "photo" }),
  one("webp soft", "soft.webp", { width: 0.5, angle: 20 }, { ground: "photo", short: true }),
  one("webp hard", "hard.webp", { width: 0.4, angle: 33 }),
  one("png opaque", "opaque.png", { width: 0.35, angle: -14 }, { ground: "light" }),
  one("png odd size", "odd.png", { width: 0.21, angle: 5 }),
  one("png large", "large.png", { width: 0.3 }, { ground: "photo" }),
  one("png small, enlarged", "small.png", { width: 0.4, angle: 10 }),
  one("outside to the left", "sun", { x: -0.48, y: -0.2 }),
  one("outside at a corner", "sun", { x: 0.5, y: 0.5, angle: 15, width: 0.5 }, { box: boxes.portrait, ground: "photo" }),
  one("larger than the box", "frame", { width: 1.02, angle: 4 }, { box: boxes.landscape, ground: "photo" }),
  one("at 360", "star", { angle: 12 }, { width: 360 }),
  one("at 2160", "star", { angle: 12 }, { width: 2160 }),
  {
    ...plain, name: "stickers over each other", ground: "photo",
    stickers: [sticker("star", { width: 0.5 }), sticker("heart", { x: 0.1, y: 0.08, angle: 20, opacity: 0.7 }), sticker("tape", { y: -0.1, width: 0.5, angle: -6 })],
  },
  {
    ...plain, name: "stickers with filter and text", ground: "photo", filter: { type: "golden", strength: 0.7 },
    stickers: [sticker("sun", { x: 0.25, y: -0.25 }), sticker("sparkle", { x: -0.25, y: -0.2 })], texts,
  },
];
