// SPDX-License-Identifier: Apache-2.0
// make parity: all cases, and what came of them in build/parity. CASES=word: only those whose names have it.
// The goals are printed with those that miss them; missing one is no failure of the program.
import { cases } from "./cases.ts";
import { writeReport } from "./report.ts";
import { runCases, type Result } from "./run.ts";

const folder = "build/parity";
const goals = { least: 0.97, median: 0.985, box_px: 1 };
const wanted = cases.filter((c) => c.name.includes(process.env.CASES ?? ""));

function line(r: Result): string {
  return `${r.ssim.toFixed(4)}  ${String(r.box_px ?? "–").padStart(3)} px  ${r.mean_difference.toFixed(2).padStart(6)} ${String(r.max_difference).padStart(4)}  ${r.name}`;
}

const results = await runCases(wanted, folder, "build/tests/parity/draw", (r) => console.log(line(r)));
const report = await writeReport(folder, results);
const short = results.filter((r) => r.ssim < goals.least || (r.box_px ?? 0) > goals.box_px);
console.log(`${results.length} cases: median SSIM ${report.median_ssim.toFixed(4)} (goal ${goals.median}), least ${report.min_ssim.toFixed(4)} (goal ${goals.least}); build/parity/index.html`);
for (const r of short) console.log(`falls short: ${line(r)}`);
