// SPDX-License-Identifier: Apache-2.0
// Draws one image of a collection into an element: the photo in its box, the filter on it, stickers and texts over it.
// The server's lib/render draws the same picture; tests/parity holds both against each other.
import { fitCrop } from "./fit.ts";
import type { FontList } from "./fonts.ts";
import type { Filter, Fit, Size, Sticker, Text } from "./material.ts";
import { drawText } from "./text.ts";
import { boxPixels, px } from "./units.ts";

/** The size is that of the photo itself, also where the address gives a smaller variant of it. */
export interface Photo extends Size {
  url: string;
}

export interface Picture {
  box: Size;
  fit: Fit;
  photo: Photo | null;
  texts: readonly Text[];
  filter?: Filter | null;
  stickers?: readonly Sticker[];
}

/** What the drawing needs beside the picture. Filters and stickers are drawn by whoever knows their tables. */
export interface Resources {
  fonts: FontList;
  applyFilter?: (image: HTMLElement, filter: Filter) => void;
  drawSticker?: (root: HTMLElement, sticker: Sticker, box: Size) => void;
}

/** The whole photo, so large and so placed that its crop fills the box. */
function drawPhoto(root: HTMLElement, photo: Photo, picture: Picture, size: Size): HTMLElement {
  const crop = fitCrop(photo, picture.box, picture.fit);
  const across = size.width / crop.width, down = size.height / crop.height;
  const image = document.createElement("img");
  image.className = "stencil-photo";
  image.alt = "";
  image.src = photo.url;
  image.style.width = px(photo.width * across);
  image.style.height = px(photo.height * down);
  image.style.left = px(-crop.left * across);
  image.style.top = px(-crop.top * down);
  root.append(image);
  return image;
}

/** Draws `picture` in place of what `root` holds, `widthPx` CSS pixels wide. */
export function drawBox(root: HTMLElement, picture: Picture, widthPx: number, resources: Resources): void {
  const size = boxPixels(picture.box, widthPx);
  root.replaceChildren();
  root.classList.add("stencil-box");
  root.style.width = px(size.width);
  root.style.height = px(size.height);
  const image = picture.photo && drawPhoto(root, picture.photo, picture, size);
  if (image && picture.filter) resources.applyFilter?.(image, picture.filter);
  for (const sticker of picture.stickers ?? []) resources.drawSticker?.(root, sticker, size);
  for (const text of picture.texts) drawText(root, text, size, resources.fonts);
}
