// SPDX-License-Identifier: Apache-2.0
// How a text looks: each setting alone, then some together.
import { boxes, one, text, whole, type Case } from "./case.ts";

const words = "Worth recording";
const lines = "Golden hour\nover the old\nharbour";

const angles = [-90, -45, -8, 3, 30, 90, 137, 180].map((angle) =>
  one(`angle ${angle}`, words, { angle, weight: 600, font_size: 0.055 }, { box: boxes.square, ground: angle === 30 ? "photo" : "plain", short: angle === -8 }));

const strokes: Case[] = [
  one("stroke thin", words, { stroke: { color: "#000000", width: 0.002 } }),
  one("stroke thick", words, { weight: 700, stroke: { color: "#c02040", width: 0.012 } }, { short: true }),
  one("stroke very thick", "Wow", { font_size: 0.15, weight: 800, stroke: { color: "#1030a0", width: 0.04 } }),
  one("stroke see-through", words, { stroke: { color: "#00000080", width: 0.008 } }),
  one("stroke turned", words, { angle: 17, stroke: { color: "#000000", width: 0.004 } }, { ground: "photo" }),
  one("stroke of see-through letters", words, { color: "#ffffff80", stroke: { color: "#000000", width: 0.006 } }),
  one("stroke small", words, { font_size: 0.025, stroke: { color: "#000000", width: 0.002 } }),
];

const shadow = (x: number, y: number, blur: number, color = "#00000080") => ({ color, x, y, blur });
const shadows: Case[] = [
  one("shadow hard", words, { shadow: shadow(0.004, 0.004, 0) }),
  one("shadow soft", words, { shadow: shadow(0, 0.004, 0.01, "#000000c0") }, { short: true }),
  one("shadow wide", words, { weight: 700, shadow: shadow(0, 0, 0.04, "#000000") }),
  one("shadow widest", words, { weight: 700, shadow: shadow(0.02, 0.02, 0.1, "#400000") }),
  one("shadow glow", words, { color: "#102030", shadow: shadow(0, 0, 0.015, "#ffe080") }, { ground: "dark" }),
  one("shadow with stroke", words, { weight: 700, stroke: { color: "#204060", width: 0.006 }, shadow: shadow(0.005, 0.007, 0.01) }),
  one("shadow turned", words, { angle: 25, shadow: shadow(0.01, 0, 0.006, "#000000b0") }),
  one("shadow of emoji", "🌵 🌊", { font_size: 0.12, shadow: shadow(0.006, 0.006, 0.008, "#000000a0") }),
  one("shadow on a photo", words, { weight: 700, shadow: shadow(0, 0.003, 0.012, "#000000a0") }, { ground: "busy" }),
];

const pill = (color: string, padding: number, radius: number) => ({ color, padding, radius });
const backgrounds: Case[] = [
  one("background plain", words, { background: pill("#102040", 0.01, 0) }),
  one("background round", words, { color: "#101010", background: pill("#ffe08a", 0.02, 0.02) }, { short: true }),
  one("background pill", words, { background: pill("#00000080", 0.02, 0.5) }, { ground: "photo" }),
  one("background without padding", words, { background: pill("#a02020", 0, 0.01) }),
  one("background turned", words, { angle: -12, background: pill("#205030", 0.015, 0.015) }),
  one("background of lines", lines, { align: "left", background: pill("#000000a0", 0.02, 0.03) }, { box: boxes.square, ground: "photo" }),
  one("background with shadow", words, { background: pill("#f0f0f0", 0.02, 0.02), color: "#203050", shadow: { color: "#00000080", x: 0.002, y: 0.003, blur: 0.004 } }),
];

const layouts: Case[] = [
  ...(["left", "center", "right"] as const).map((align) => one(`align ${align}`, lines, { align }, { box: boxes.square })),
  one("align left in rtl", "سطر أول طويل\nثان", { align: "left", direction: "rtl", language: "ar" }),
  one("align right in rtl", "سطر أول طويل\nثان", { align: "right", direction: "rtl", language: "ar" }),
  one("lines with empty ones", "one\n\nthree\n", { font_size: 0.05, background: pill("#00000060", 0.01, 0.01) }),
  one("lines with fallback fonts", "Latin first\n中文第二行\nمرحبا 😀\nlast", { font_size: 0.05 }, { box: boxes.square }),
  ...[0.5, 0.8, 1, 1.5, 3].map((line_height) =>
    one(`line height ${line_height}`, lines, { line_height, font_size: 0.05, background: pill("#20202080", 0.01, 0) }, { box: boxes.square, short: line_height === 1.5 })),
  one("line height with fallback fonts", "Latin\n中文\nहिन्दी", { line_height: 1.1, font_size: 0.06 }, { box: boxes.square }),
  ...[-0.2, -0.05, 0.05, 0.2, 1].map((letter_spacing) =>
    one(`letter spacing ${letter_spacing}`, "Office fjord", { letter_spacing, font_size: 0.05, background: pill("#20202080", 0, 0) }, { short: letter_spacing === 0.2 })),
  one("letter spacing in arabic", "مناظر جميلة", { letter_spacing: 0.2, direction: "rtl", language: "ar" }),
  one("letter spacing in hebrew", "נוף יפה", { letter_spacing: 0.2, direction: "rtl", language: "he", background: pill("#20202080", 0, 0) }),
  one("letter spacing in devanagari", "सुंदर दृश्य", { letter_spacing: 0.2, language: "hi" }),
  one("letter spacing of lines", lines, { letter_spacing: 0.1, align: "right", font_size: 0.05 }, { box: boxes.square }),
  one("letter spacing of accents", "e\u0301a\u0308o\u0302 👩‍👩‍👧", { letter_spacing: 0.3 }),
];

const opacities: Case[] = [
  one("opacity 0.5", words, { opacity: 0.5, stroke: { color: "#000000", width: 0.006 } }),
  one("opacity 0.2", words, { opacity: 0.2, weight: 800 }, { ground: "dark" }),
  one("opacity of all", words, { opacity: 0.6, stroke: { color: "#000000", width: 0.004 }, background: pill("#ff8000", 0.02, 0.02), shadow: shadow(0.004, 0.004, 0.006) }, { ground: "photo" }),
  one("opacity of emoji", "🌵🌊", { opacity: 0.5, font_size: 0.1 }),
  one("colour see-through", "مناظر fiffy", { color: "#ffd00080", font_size: 0.08 }),
];

const vertical: Case[] = [
  one("vertical chinese", "美丽的风景", { direction: "ttb", language: "zh-Hans" }, { box: boxes.square, short: true }),
  one("vertical japanese", "「美しい、旅。」\n二行目ー", { direction: "ttb", language: "ja" }, { box: boxes.portrait }),
  one("vertical latin", "Sideways", { direction: "ttb" }, { box: boxes.square }),
  one("vertical mixed", "東京 Tokyo 2024年", { direction: "ttb", language: "ja" }, { box: boxes.portrait }),
  one("vertical korean, stroked", "아름다운 풍경", { direction: "ttb", language: "ko", weight: 700, stroke: { color: "#203040", width: 0.005 } }, { box: boxes.square }),
  one("vertical emoji", "海🌊山🏔️", { direction: "ttb", language: "ja", font_size: 0.09 }, { box: boxes.square }),
  one("vertical turned", "美しい旅", { direction: "ttb", language: "ja", angle: 20 }, { box: boxes.square }),
  one("vertical pill, spaced", "美しい旅", { direction: "ttb", language: "ja", letter_spacing: 0.2, background: pill("#00000090", 0.02, 0.02) }, { box: boxes.square }),
];

const sizes: Case[] = [
  ...[360, 1080, 2160].flatMap((width) => Object.entries(boxes).map(([shape, box]) =>
    one(`width ${width} ${shape}`, "The long way home\nsince 2019", { weight: 700, stroke: { color: "#102030", width: 0.004 }, y: 0.1 },
      { width, box, ground: shape === "square" ? "photo" : "gradient" }))),
  one("size small", "the smallest print that one can read", { font_size: 0.02 }),
  one("size smallest at 360", "small print", { font_size: 0.03 }, { width: 360 }),
  one("size large", "Hgä", { font_size: 0.35 }),
  one("size huge, cut off", "Huge", { font_size: 0.7, x: 0.2 }),
  one("size dark on light", "dark on light ground", { color: "#101010", font_size: 0.03 }, { ground: "light" }),
  one("size coloured on dark", "red on dark ground", { color: "#e03020", font_size: 0.03 }, { ground: "dark" }),
];

const several: Case = {
  name: "several texts", box: boxes.portrait, width: 1080, ground: "photo", fit: whole,
  texts: [
    text("Beautiful\nscenery", { y: -0.3, angle: -8, weight: 800, font_size: 0.11, stroke: { color: "#203040", width: 0.005 } }),
    text("since 2019", { y: 0.3, x: -0.2, color: "#202020", background: pill("#ffe08a", 0.012, 0.03), font_size: 0.035 }),
    text("🌊🌵", { x: 0.3, y: 0.1, font_size: 0.1, angle: 12 }),
  ],
};

export const styleCases: Case[] = [...angles, ...strokes, ...shadows, ...backgrounds, ...layouts, ...opacities, ...vertical, ...sizes, several];
