// SPDX-License-Identifier: Apache-2.0
// Collections say everything in fractions of the box; screens want pixels.
import type { Size } from "./material.ts";

/** How large a box is drawn that is `width` pixels wide: as the server draws it. */
export function boxPixels(box: Size, width: number): Size {
  return { width, height: Math.max(1, Math.round((width * box.height) / box.width)) };
}

/** CSS wants no exponents and few digits. */
export function px(value: number): string {
  return `${Number(value.toFixed(4))}px`;
}

/** #rrggbb or #rrggbbaa as the colour itself and how opaque it is. */
export function colorParts(color: string): { solid: string; opacity: number } {
  const alpha = color.length === 9 ? Number.parseInt(color.slice(7), 16) / 255 : 1;
  return { solid: color.slice(0, 7), opacity: alpha };
}
