// SPDX-License-Identifier: Apache-2.0
// A sticker over an image's box, as the server draws it (lib/render/sticker.c).

export interface Sticker {
  /** From the box's centre, in fractions of its width and height; degrees, clockwise. */
  readonly position: { readonly x: number; readonly y: number; readonly angle: number };
  /** As a fraction of the box's width; the height follows from the picture. */
  readonly width: number;
  readonly opacity: number;
}

/** Lays the picture at `url` over a box that is `widthPx` wide, centre on its position, turned about it. `root` is
 * the box: positioned, and clipping what sticks out. Resolves when the picture is there. */
export async function drawSticker(root: HTMLElement, sticker: Sticker, widthPx: number, url: string): Promise<HTMLImageElement> {
  const { x, y, angle } = sticker.position;
  const image = document.createElement("img");
  const style: Record<string, string> = {
    position: "absolute",
    left: `${(0.5 + x) * 100}%`,
    top: `${(0.5 + y) * 100}%`,
    width: `${sticker.width * widthPx}px`,
    height: "auto",
    "max-width": "none",
    transform: `translate(-50%, -50%) rotate(${angle}deg)`,
    opacity: `${sticker.opacity}`,
    "pointer-events": "none",
  };
  for (const [name, value] of Object.entries(style)) image.style.setProperty(name, value);
  image.alt = "";
  image.draggable = false;
  image.src = url;
  root.append(image);
  await image.decode();
  return image;
}
