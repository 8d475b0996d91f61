// SPDX-License-Identifier: Apache-2.0
// A sticker over an image's box, as the server draws it (lib/render/sticker.c).
import type { Size, Sticker } from "./material.ts";
import { px } from "./units.ts";

/** Lays the picture at `url` over a box of so many pixels: its centre on its position, turned about it. */
export function drawSticker(root: HTMLElement, sticker: Sticker, box: Size, url: string): HTMLImageElement {
  const { x, y, angle } = sticker.position;
  const image = document.createElement("img");
  image.className = "stencil-sticker";
  image.alt = "";
  image.draggable = false;
  image.style.left = px((0.5 + x) * box.width);
  image.style.top = px((0.5 + y) * box.height);
  image.style.width = px(sticker.width * box.width);
  image.style.transform = `translate(-50%, -50%) rotate(${angle}deg)`;
  image.style.opacity = `${sticker.opacity}`;
  image.src = url;
  root.append(image);
  return image;
}

/** For drawBox. A sticker without an address (null) is left out, as on the server. */
export function stickerDrawer(address: (sticker: Sticker) => string | null): (root: HTMLElement, sticker: Sticker, box: Size) => void {
  return (root, sticker, box) => {
    const url = address(sticker);
    if (url) drawSticker(root, sticker, box, url);
  };
}
