// SPDX-License-Identifier: Apache-2.0
// A few cases that stand for all: what browsers show and what the server draws do not drift apart. `make parity` has them all.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { cases } from "./cases.ts";
import { runCases } from "./run.ts";

/** A little below what was measured on Debian 12 and 13 (docs/parity.md). */
const least = 0.965;

test("the server's picture is the browser's picture", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "parity-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const short = cases.filter((c) => c.short);
  assert.ok(short.length >= 12, `${short.length} cases`);
  for (const r of await runCases(short, folder, process.env.STENCIL_PARITY_DRAW ?? "build/tests/parity/draw")) {
    assert.ok(r.ssim >= least, `${r.name}: SSIM ${r.ssim}`);
    assert.ok((r.box_px ?? 0) <= 2, `${r.name}: ${r.box_px} px apart`);
  }
});
