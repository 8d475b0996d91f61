// SPDX-License-Identifier: Apache-2.0
// What came of the cases: report.json for programs, index.html with all pictures, summary.png for the docs.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { readPixels, type InkBox } from "./compare.ts";
import type { Result } from "./run.ts";

export interface Report {
  cases: Result[];
  median_ssim: number;
  min_ssim: number;
}

export function makeReport(results: Result[]): Report {
  const sorted = results.map((result) => result.ssim).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return { cases: results, median_ssim: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2, min_ssim: sorted[0]! };
}

function region(box: InkBox): { left: number; top: number; width: number; height: number } {
  return { left: box.left, top: box.top, width: box.right - box.left, height: box.bottom - box.top };
}

/** The part of one side's picture that was compared. */
async function cutOut(folder: string, result: Result, side: "browser" | "server"): Promise<Buffer> {
  return sharp(join(folder, `${result.file}.${side}.png`)).extract(region(result.box)).png().toBuffer();
}

/** Four times as strong as it is, on grey. */
async function writeDifference(folder: string, result: Result): Promise<void> {
  const [browser, server] = await Promise.all([readPixels(await cutOut(folder, result, "browser")), readPixels(await cutOut(folder, result, "server"))]);
  const data = Buffer.alloc(browser.data.length);
  for (let i = 0; i < data.length; i++) data[i] = Math.max(0, Math.min(255, 128 + 4 * (server.data[i]! - browser.data[i]!)));
  await sharp(data, { raw: { width: browser.width, height: browser.height, channels: 3 } }).png().toFile(join(folder, `${result.file}.difference.png`));
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function picture(result: Result, side: string): string {
  const address = encodeURIComponent(`${result.file}.${side}.png`);
  return `<td><a href="${address}"><img loading="lazy" src="${address}" alt="${side}"></a></td>`;
}

function row(result: Result): string {
  const figures = `SSIM ${result.ssim.toFixed(4)}<br>box ${result.box_px ?? "–"} px<br>mean ${result.mean_difference.toFixed(2)}`;
  const pictures = ["browser", "server", "difference"].map((side) => picture(result, side)).join("");
  return `<tr><th>${escaped(result.name)}<br><small>${figures}</small></th>${pictures}</tr>`;
}

function page(report: Report): string {
  const worst = [...report.cases].sort((a, b) => a.ssim - b.ssim);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Parity</title>
<style>body{font:15px sans-serif;margin:1rem}img{max-width:28vw;max-height:50vh}th{text-align:left;vertical-align:top}td,th{border-top:1px solid #ccc;padding:.3rem}</style>
<h1>Browser against server</h1><p>${report.cases.length} cases, the worst first: median SSIM ${report.median_ssim.toFixed(4)}, least ${report.min_ssim.toFixed(4)}.</p>
<table><tr><th></th><th>browser</th><th>server</th><th>difference, four times as strong</th></tr>${worst.map(row).join("\n")}</table></html>`;
}

/** Pairs, the browser's on the left. */
async function writeSummary(folder: string, results: Result[]): Promise<void> {
  const [across, width, height, gap] = [3, 190, 76, 6];
  const tiles = await Promise.all(results.flatMap((result, i) => (["browser", "server"] as const).map(async (side, right) => ({
    input: await sharp(await cutOut(folder, result, side)).resize(width, height, { fit: "contain", background: "#fff", withoutEnlargement: true }).toBuffer(),
    left: gap + (i % across) * (2 * width + 4 * gap) + right * (width + gap),
    top: gap + Math.floor(i / across) * (height + gap),
  }))));
  const size = { width: across * (2 * width + 4 * gap) - gap, height: Math.ceil(results.length / across) * (height + gap) + gap };
  await sharp({ create: { ...size, channels: 3, background: "#fff" } }).composite(tiles).png({ palette: true, colours: 192 }).toFile(join(folder, "summary.png"));
}

const shown = [
  "script latin", "script arabic", "script devanagari", "script hebrew bold, stroked", "script thai bold, stroked", "script chinese bold, stroked", "script korean", "script emoji",
  "mixed latin-arabic", "mixed latin-emoji", "font Lora 700", "font Permanent Marker 400", "font Pacifico 400", "font Oswald 700 italic", "angle 30", "angle -8", "stroke thick",
  "stroke see-through", "shadow soft", "shadow glow", "shadow with stroke", "background round", "background of lines", "background turned", "letter spacing 0.2", "line height 1.5",
  "opacity of all", "lines with fallback fonts", "vertical japanese", "vertical mixed", "several texts", "size huge, cut off", "fit off the middle",
];

export async function writeReport(folder: string, results: Result[]): Promise<Report> {
  const report = makeReport(results);
  writeFileSync(join(folder, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
  for (const result of results) await writeDifference(folder, result);
  writeFileSync(join(folder, "index.html"), page(report));
  await writeSummary(folder, results.filter(({ name }) => shown.includes(name)));
  return report;
}
