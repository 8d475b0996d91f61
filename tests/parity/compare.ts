// SPDX-License-Identifier: Apache-2.0
// Two pictures of the same case against each other, inside the box of what was drawn.
import sharp from "sharp";
import { ssim } from "ssim.js";

export interface Pixels {
  width: number;
  height: number;
  data: Buffer;
}

/** Right and bottom are outside. */
export interface InkBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Comparison {
  ssim: number;
  /** How far the edges of the two ink boxes are apart, at most, in pixels; null where only the whole picture counts. */
  box_px: number | null;
  /** The mean and the largest difference of a channel inside the box, of 255. */
  mean_difference: number;
  max_difference: number;
}

/** A plain ground would flatter the figure, so little of it is compared. */
const MARGIN = 16;
/** What counts as drawn: more than the ends of a blurred shadow, of 255. */
const INK = 24;

export async function readPixels(file: string | Buffer): Promise<Pixels> {
  const { data, info } = await sharp(file).removeAlpha().toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function isInk(bare: Pixels, drawn: Pixels, at: number): boolean {
  return [0, 1, 2].some((channel) => Math.abs(bare.data[at + channel]! - drawn.data[at + channel]!) > INK);
}

export function inkBox(bare: Pixels, drawn: Pixels): InkBox | null {
  const box = { left: drawn.width, top: drawn.height, right: 0, bottom: 0 };
  for (let y = 0, at = 0; y < drawn.height; y++)
    for (let x = 0; x < drawn.width; x++, at += 3)
      if (isInk(bare, drawn, at)) {
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x + 1);
        box.top = Math.min(box.top, y);
        box.bottom = Math.max(box.bottom, y + 1);
      }
  return box.right ? box : null;
}

function union(a: InkBox, b: InkBox): InkBox {
  return { left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) };
}

function grown(box: InkBox, by: number, size: Pixels): InkBox {
  return { left: Math.max(0, box.left - by), top: Math.max(0, box.top - by), right: Math.min(size.width, box.right + by), bottom: Math.min(size.height, box.bottom + by) };
}

function cut(pixels: Pixels, box: InkBox): { width: number; height: number; data: Uint8ClampedArray } {
  const width = box.right - box.left, height = box.bottom - box.top;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = ((y + box.top) * pixels.width + x + box.left) * 3;
      data.set(pixels.data.subarray(from, from + 3), (y * width + x) * 4);
    }
  return { width, height, data };
}

function differences(a: Pixels, b: Pixels, box: InkBox): { mean_difference: number; max_difference: number } {
  const one = cut(a, box), other = cut(b, box);
  let sum = 0, most = 0;
  for (let i = 0; i < one.data.length; i++) {
    const off = Math.abs(one.data[i]! - other.data[i]!);
    sum += off;
    most = Math.max(most, off);
  }
  return { mean_difference: sum / (one.width * one.height * 3), max_difference: most };
}

/** Of Wang and others (2004), at full size: the library would else make large pictures smaller first. */
function similarity(a: Pixels, b: Pixels, box: InkBox): number {
  return ssim(cut(a, box), cut(b, box), { ssim: "fast", downsample: false }).mssim;
}

export function compare(bare: { browser: Pixels; server: Pixels }, drawn: { browser: Pixels; server: Pixels }): Comparison & { box: InkBox } {
  const here = inkBox(bare.browser, drawn.browser), there = inkBox(bare.server, drawn.server);
  if (!here || !there) throw new Error("nothing was drawn");
  const box = grown(union(here, there), MARGIN, drawn.browser);
  const edges = ["left", "top", "right", "bottom"] as const;
  return {
    ssim: similarity(drawn.browser, drawn.server, box),
    box_px: Math.max(...edges.map((edge) => Math.abs(here[edge] - there[edge]))),
    ...differences(drawn.browser, drawn.server, box),
    box,
  };
}

export function compareWhole(browser: Pixels, server: Pixels): Comparison & { box: InkBox } {
  const box = { left: 0, top: 0, right: browser.width, bottom: browser.height };
  return { ssim: similarity(browser, server, box), box_px: null, ...differences(browser, server, box), box };
}
