// SPDX-License-Identifier: Apache-2.0
// The fonts that both sides draw with: the browser the WOFF2 (Debian's emoji as they are), Pango the TTF of the same.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FontList } from "../../web/src/render/fonts.ts";

export const folder = "build/fonts";

interface Listed extends FontList {
  families: {
    family: string;
    subsets: { name: string; unicode_range: string }[];
    files: { name: string; subset: string; weight: number; style: string }[];
  }[];
}

export interface Face {
  family: string;
  weight: number;
  style: string;
  unicode_range: string;
  file: string;
}

const listed = JSON.parse(readFileSync(join(folder, "fonts.json"), "utf8")) as Listed;

export const fonts: FontList = { default: listed.default, fallback: listed.fallback, first_for_language: listed.first_for_language };

function fileOf(name: string): string {
  const woff2 = join(folder, `${name}.woff2`);
  return existsSync(woff2) ? woff2 : join(folder, `${name}.ttf`);
}

export const faces: Face[] = listed.families.flatMap(({ family, subsets, files }) =>
  files.map(({ name, subset, weight, style }) => ({
    family, weight, style, file: fileOf(name), unicode_range: subsets.find((one) => one.name === subset)!.unicode_range,
  })));
