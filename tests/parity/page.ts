// SPDX-License-Identifier: Apache-2.0
// What runs in the browser: the web client's own drawing, called from run.ts.
import { drawBox, type Picture } from "../../web/src/render/box.ts";
import { filterApplier } from "../../web/src/render/filter.ts";
import { stickerDrawer } from "../../web/src/render/sticker.ts";
import type { Tables } from "./case.ts";

declare global {
  interface Window {
    drawCase: (picture: Picture, width: number, tables: Tables) => Promise<void>;
  }
}

async function imagesReady(root: HTMLElement): Promise<void> {
  await Promise.all([...root.querySelectorAll("img")].map((image) => image.decode()));
}

/** Fonts are asked for when something is laid out with them. */
async function fontsReady(root: HTMLElement): Promise<void> {
  do {
    root.getBoundingClientRect();
    await document.fonts.ready;
  } while (document.fonts.status === "loading");
}

window.drawCase = async (picture, width, { fonts, looks, stickers }) => {
  const root = document.getElementById("box");
  if (!root) throw new Error("no box");
  drawBox(root, picture, width, {
    fonts, applyFilter: filterApplier(looks), drawSticker: stickerDrawer(({ builtin }) => (builtin && stickers[builtin]) || null),
  });
  await imagesReady(root);
  await fontsReady(root);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
};
