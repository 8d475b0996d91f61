// SPDX-License-Identifier: Apache-2.0
// The cases of tests/unit/test_rule_fit.c: the web client crops the same pixels.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fitCrop } from "../../web/src/render/fit.ts";

const row = /\{"([^"]+)", \{(\d+), (\d+)\}, \{(\d+), (\d+)\}, \{([-\d.]+), ([-\d.]+), ([-\d.]+)\}, \{(\d+), (\d+), (\d+), (\d+)\}\}/g;

test("photos are cropped by the web client as by the server", () => {
  const rows = [...readFileSync("tests/unit/test_rule_fit.c", "utf8").matchAll(row)];
  assert.ok(rows.length >= 15, `${rows.length} cases found`);
  for (const [, name, ...numbers] of rows) {
    const [pw, ph, bw, bh, x, y, zoom, left, top, width, height] = numbers.map(Number) as number[] & { length: 11 };
    assert.deepEqual(fitCrop({ width: pw!, height: ph! }, { width: bw!, height: bh! }, { x: x!, y: y!, zoom: zoom! }), { left, top, width, height }, name);
  }
});
