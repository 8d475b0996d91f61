// SPDX-License-Identifier: Apache-2.0
// How a photo lies in its box. Both sides make it smaller or larger in their own ways, so what counts is the whole picture.
import { boxes, text, type Case } from "./case.ts";

const photo = { width: 1600, height: 1200 };
const fits: [name: string, box: keyof typeof boxes, x: number, y: number, zoom: number][] = [
  ["middle", "portrait", 0, 0, 1],
  ["left edge", "portrait", -0.5, 0, 1],
  ["off the middle", "square", 0.07, -0.03, 1.37],
  ["zoomed", "landscape", 0.11, 0.09, 2.5],
  ["zoomed past the corner", "landscape", 0.5, 0.5, 4],
];

export const fitCases: Case[] = fits.map(([name, box, x, y, zoom]) => ({
  name: `fit ${name}`, box: boxes[box], width: 720, ground: "checks", photo, fit: { x, y, zoom }, texts: [], short: name === "off the middle",
}));

fitCases.push({ name: "fit with a text", box: boxes.square, width: 720, ground: "photo", photo, fit: { x: 0.1, y: 0, zoom: 1.5 }, texts: [text("Worth recording", { weight: 700 })] });
