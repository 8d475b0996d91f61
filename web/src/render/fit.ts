// SPDX-License-Identifier: Apache-2.0
// How a photo is placed in its box: the same as lib/rule/fit.c, to the pixel.
import type { Fit, Size } from "./material.ts";

/** Pixels of the photo. */
export interface Crop extends Size {
  left: number;
  top: number;
}

/** The pixel nearest to `value` from `least` (0 or more) to `most`. */
function pixel(value: number, least: number, most: number): number {
  if (!(value > least)) return least;
  return value < most ? Math.trunc(value + 0.5) : most;
}

/** The part of the photo that fills the box, moved inwards where it would leave the photo. */
export function fitCrop(photo: Size, box: Size, fit: Fit): Crop {
  const scale = Math.min(photo.width / box.width, photo.height / box.height) / Math.max(fit.zoom, 1);
  const width = pixel(box.width * scale, 1, photo.width);
  const height = pixel(box.height * scale, 1, photo.height);
  return {
    left: pixel((0.5 + fit.x) * photo.width - width / 2, 0, photo.width - width),
    top: pixel((0.5 + fit.y) * photo.height - height / 2, 0, photo.height - height),
    width,
    height,
  };
}
