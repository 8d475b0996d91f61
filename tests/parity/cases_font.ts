// SPDX-License-Identifier: Apache-2.0
// The families that texts are set in, upright and italic (slanted where a family has no italics), in their weights.
import { one, type Case } from "./case.ts";

const families: [family: string, weights: number[]][] = [
  ["Inter", [400, 600, 900]],
  ["Lora", [400, 700]],
  ["Playfair Display", [400, 900]],
  ["Nunito", [400, 800]],
  ["Oswald", [400, 700]],
  ["Bebas Neue", [400, 700]],
  ["Caveat", [400, 700]],
  ["Pacifico", [400]],
  ["Permanent Marker", [400]],
  ["JetBrains Mono", [400, 700]],
];

const words = "Office at Jökull — “fjord” & 42";

const italics: Case[] = families.map(([family, weights]) =>
  one(`font ${family} ${weights.at(-1)} italic`, words, { font: family, weight: weights.at(-1)!, italic: true, font_size: 0.05 }));

export const fontCases: Case[] = [
  ...families.flatMap(([family, weights]) => weights.map((weight) =>
    one(`font ${family} ${weight}`, words, { font: family, weight, font_size: 0.05 }, { short: family === "Lora" && weight === 700 }))),
  ...italics,
  one("font brush, stroked", "Summer", { font: "Permanent Marker", font_size: 0.14, stroke: { color: "#102030", width: 0.008 } }, { ground: "photo" }),
  one("font script with shadow", "Holiday", { font: "Pacifico", font_size: 0.14, shadow: { color: "#000000a0", x: 0.003, y: 0.004, blur: 0.008 } }, { ground: "photo" }),
  one("font handwriting turned", "see you there", { font: "Caveat", font_size: 0.1, angle: -6 }),
  one("font with Cyrillic and Arabic", "Лето и صيف", { font: "Playfair Display", font_size: 0.07 }),
  one("font italic in scripts without", "italics संगीत 音楽 مرحبا", { font: "Lora", italic: true }),
];
