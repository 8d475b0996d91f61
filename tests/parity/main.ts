// SPDX-License-Identifier: Apache-2.0
// make parity: all cases, and what came of them in build/parity. CASES=word: only those whose names have it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cases } from "./cases.ts";
import { runCases } from "./run.ts";

const folder = "build/parity";
const wanted = cases.filter((c) => c.name.includes(process.env.CASES ?? ""));
const results = await runCases(wanted, folder, "build/tests/parity/draw", (r) =>
  console.log(`${r.ssim.toFixed(4)}  ${String(r.box_px ?? "-").padStart(3)} px  ${r.mean_difference.toFixed(2).padStart(6)} ${String(r.max_difference).padStart(4)}  ${(r.server_us / 1000).toFixed(1).padStart(7)} ms  ${r.name}`));
const sorted = results.map((r) => r.ssim).sort((a, b) => a - b);
const median = sorted.length % 2 ? sorted[(sorted.length - 1) / 2]! : (sorted[sorted.length / 2 - 1]! + sorted[sorted.length / 2]!) / 2;
writeFileSync(join(folder, "report.json"), JSON.stringify({ cases: results, median_ssim: median, min_ssim: sorted[0] }, null, 2));
console.log(`${results.length} cases: median ${median.toFixed(4)}, min ${sorted[0]!.toFixed(4)}`);
