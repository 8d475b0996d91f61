// SPDX-License-Identifier: Apache-2.0
// Which families a text is drawn with: the same, in the same order, as lib/rule/font.c says.

/** Of GET /v1/fonts, what drawing needs. */
export interface FontList {
  default: string;
  fallback: readonly string[];
  first_for_language: Readonly<Record<string, string>>;
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** For each character the first that has it: the one named, the default, what goes first for the language, all others. */
export function fontStack(fonts: FontList, named: string, language: string): string[] {
  const first = fonts.first_for_language[language.split("-")[0]!.toLowerCase()];
  const wanted = [named, fonts.default, ...(first ? [first] : []), ...fonts.fallback];
  return wanted.filter((family, i) => wanted.findIndex((other) => isSame(other, family)) === i);
}
