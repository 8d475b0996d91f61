// SPDX-License-Identifier: Apache-2.0
// Headless Chromium, drawing by the web client's own code.
import { build } from "esbuild";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import type { Picture } from "../../web/src/render/box.ts";
import { boxPixels } from "../../web/src/render/units.ts";
import type { Tables } from "./case.ts";
import type { Face } from "./faces.ts";

/** No network, no profile, no hinting, grey edges: what a screen of fine pixels shows. */
const flags = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
  "--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb", "--allow-file-access-from-files",
];

export interface Browser {
  page: Page;
  close(): Promise<void>;
}

function faceRule(face: Face): string {
  return `@font-face { font-family: "${face.family}"; font-weight: ${face.weight}; font-style: ${face.style};
    src: url("${pathToFileURL(resolve(face.file))}"); unicode-range: ${face.unicode_range}; }`;
}

async function makePage(folder: string, faces: Face[]): Promise<string> {
  const script = (await build({ entryPoints: ["tests/parity/page.ts"], bundle: true, write: false, format: "iife", target: "es2022" })).outputFiles[0]!.text;
  const style = (await build({ entryPoints: ["web/src/render/render.css"], write: false })).outputFiles[0]!.text;
  const path = join(folder, "page.html");
  writeFileSync(path, `<!doctype html><meta charset="utf-8"><style>${faces.map(faceRule).join("\n")}\nbody { margin: 0; }\n${style}</style>
<div id="box"></div><script>${script}</script>`);
  return pathToFileURL(resolve(path)).href;
}

export async function openBrowser(folder: string, faces: Face[]): Promise<Browser> {
  mkdirSync(folder, { recursive: true });
  const profile = mkdtempSync(join(tmpdir(), "parity-"));
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: false, args: flags, deviceScaleFactor: 1, viewport: { width: 1080, height: 1080 },
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(await makePage(folder, faces));
  return {
    page,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

export async function drawInBrowser(page: Page, picture: Picture, width: number, tables: Tables): Promise<Buffer> {
  const size = boxPixels(picture.box, width);
  const viewport = page.viewportSize();
  if (viewport?.width !== size.width || viewport.height !== size.height) await page.setViewportSize(size);
  await page.evaluate(([p, w, t]) => window.drawCase(p, w, t), [picture, width, tables] as const);
  return page.screenshot({ clip: { x: 0, y: 0, ...size } });
}
