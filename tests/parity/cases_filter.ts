// SPDX-License-Identifier: Apache-2.0
// Every filter at nothing, half and all of its strength, over many colours; some with what else there is.
import { readFileSync } from "node:fs";
import type { Look } from "../../web/src/render/material.ts";
import { boxes, text, whole, type Case } from "./case.ts";

export const looks = (JSON.parse(readFileSync("config/filters.json", "utf8")) as { items: Look[] }).items;

const plain = { box: boxes.square, width: 512, ground: "colours" as const, fit: whole, texts: [] };
const photo = { width: 1600, height: 1200 };
const words = (change = {}) => text("Golden hour", { weight: 700, font_size: 0.09, stroke: { color: "#203040", width: 0.005 }, ...change });

export const filterCases: Case[] = [
  ...looks.flatMap(({ name }) => [0, 0.5, 1].map((strength): Case => ({
    ...plain, name: `filter ${name} ${strength}`, filter: { type: name, strength }, short: name === "film" && strength === 0.5,
  }))),
  ...["warm", "noir", "fade"].map((name): Case => ({ ...plain, name: `filter ${name} on a photo`, ground: "photo", width: 1080, box: boxes.portrait, filter: { type: name, strength: 0.8 } })),
  ...["dusk", "sepia"].map((name): Case => ({
    ...plain, name: `filter ${name}, cropped`, ground: "photo", width: 720, photo, fit: { x: 0.07, y: -0.03, zoom: 1.37 }, filter: { type: name, strength: 1 },
  })),
  { ...plain, name: "filter unknown", filter: { type: "bygone", strength: 1 } },
  { ...plain, name: "filter under a text", ground: "busy", width: 1080, filter: { type: "mono", strength: 1 }, texts: [words({ color: "#ffd040" })] },
];
