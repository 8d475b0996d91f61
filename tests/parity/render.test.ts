// SPDX-License-Identifier: Apache-2.0
// What the web client's drawing is computed from.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fontStack } from "../../web/src/render/fonts.ts";
import { boxPixels, colorParts, px } from "../../web/src/render/units.ts";

const fonts = { default: "Inter", fallback: ["Inter", "Noto Sans Arabic", "Noto Sans SC", "Noto Sans JP"], first_for_language: { ja: "Noto Sans JP" } };

test("fonts are looked through as the server does: the named, the default, the language's, all others", () => {
  assert.deepEqual(fontStack(fonts, "Lora", "en"), ["Lora", "Inter", "Noto Sans Arabic", "Noto Sans SC", "Noto Sans JP"]);
  assert.deepEqual(fontStack(fonts, "Lora", "ja-JP"), ["Lora", "Inter", "Noto Sans JP", "Noto Sans Arabic", "Noto Sans SC"]);
  assert.deepEqual(fontStack(fonts, "inter", "und"), ["inter", "Noto Sans Arabic", "Noto Sans SC", "Noto Sans JP"]);
});

test("a box is as high as the server draws it", () => {
  assert.deepEqual(boxPixels({ width: 1080, height: 1350 }, 360), { width: 360, height: 450 });
  assert.deepEqual(boxPixels({ width: 3, height: 2 }, 100), { width: 100, height: 67 });
  assert.deepEqual(boxPixels({ width: 10000, height: 1 }, 16), { width: 16, height: 1 });
});

test("a colour is taken apart into itself and how opaque it is", () => {
  assert.deepEqual(colorParts("#FF00aa"), { solid: "#FF00aa", opacity: 1 });
  assert.deepEqual(colorParts("#FF00aa80"), { solid: "#FF00aa", opacity: 128 / 255 });
  assert.deepEqual(colorParts("#00000000"), { solid: "#000000", opacity: 0 });
});

test("lengths have no exponents", () => {
  assert.equal(px(1e-9), "0px");
  assert.equal(px(12.34567), "12.3457px");
});
