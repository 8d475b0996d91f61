// SPDX-License-Identifier: Apache-2.0
// The fonts that both sides draw with. (Those of the host, for now.)
import { execFileSync } from "node:child_process";

export interface Face { family: string; weight: number; italic: boolean; file: string }

export const fallbacks = ["Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans CJK JP", "Noto Color Emoji"];
const weights: Record<string, number> = { "0": 100, "40": 200, "50": 300, "80": 400, "100": 500, "180": 600, "200": 700, "205": 800, "210": 900 };

export function faces(): Face[] {
  return ["Inter", ...fallbacks].flatMap((family) => execFileSync("fc-list", [family, "--format", "%{family[0]}|%{weight}|%{slant}|%{file}|%{index}|%{width}\n"]).toString().trim().split("\n")
    .map((line) => line.split("|")).filter((f) => f[0] === family && f[4] === "0" && f[5] === "100" && (family === "Inter" || /-(Regular|Bold)\.|Emoji/.test(f[3]!)))
    .map((f) => ({ family, weight: weights[f[1]!] ?? 400, italic: f[2] !== "0", file: f[3]! })));
}
