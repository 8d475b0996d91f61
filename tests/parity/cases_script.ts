// SPDX-License-Identifier: Apache-2.0
// Every script, at two weights, and what mixes them.
import { one, type Case, type Change } from "./case.ts";

const scripts: [name: string, content: string, change: Change][] = [
  ["latin", "Beautiful scenery, fjord & Überfluß", { language: "de" }],
  ["latin-extended", "Žluťoučký kůň, Việt Nam ắ ộ", { language: "cs" }],
  ["greek", "Καλημέρα, όμορφη θάλασσα", { language: "el" }],
  ["cyrillic", "Прекрасный вид на горы", { language: "ru" }],
  ["arabic", "مناظر طبيعية جميلة", { language: "ar", direction: "rtl" }],
  ["arabic-marked", "السَّلامُ عَلَيْكُمْ", { language: "ar", direction: "rtl" }],
  ["hebrew", "נוף יפה מאוד", { language: "he", direction: "rtl" }],
  ["devanagari", "सुंदर दृश्य, क्षत्रिय", { language: "hi" }],
  ["thai", "ทิวทัศน์ที่สวยงาม", { language: "th" }],
  ["chinese", "美丽的风景，值得记录", { language: "zh-Hans" }],
  ["japanese", "美しい風景、カメラ「旅」", { language: "ja" }],
  ["korean", "아름다운 풍경", { language: "ko" }],
  ["emoji", "🌵🏔️😀👩‍👩‍👧🇫🇷", {}],
];

const mixed: [name: string, content: string, change: Change][] = [
  ["latin-emoji", "Sunny ☀️ day 🌊 out", {}],
  ["latin-arabic", "Paris باريس 2024", { language: "en" }],
  ["arabic-latin", "زرت Paris عام 2024.", { language: "ar", direction: "rtl" }],
  ["hebrew-latin", "שלום (World) 42%", { language: "he", direction: "rtl" }],
  ["latin-chinese", "Tokyo 東京 & Seoul 서울", { language: "ja" }],
  ["latin-devanagari", "Delhi दिल्ली", { language: "hi" }],
  ["many", "aбγ אب हिไท中あ한", {}],
  ["override", "abc \u202edef\u202c ghi", {}],
  ["digits-marks", "№ 1 234,56 € ½ × “q” … → ♥", {}],
];

const bold: Change = { weight: 700, font_size: 0.055, stroke: { color: "#203040", width: 0.004 } };

export const scriptCases: Case[] = [
  ...scripts.map(([name, content, change]) =>
    one(`script ${name}`, content, change, { short: ["latin", "arabic", "chinese", "emoji"].includes(name) })),
  ...scripts.map(([name, content, change]) =>
    one(`script ${name} bold, stroked`, content, { ...change, ...bold }, { ground: "photo" })),
  ...mixed.map(([name, content, change]) => one(`mixed ${name}`, content, change, { short: name === "latin-arabic" })),
];
