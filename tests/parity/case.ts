// SPDX-License-Identifier: Apache-2.0
// What a case of the parity set is. The tables of cases (cases_*.ts) say only what is different from the plain one.
import type { FontList } from "../../web/src/render/fonts.ts";
import type { Filter, Fit, Look, Size, Sticker, Text, TextConfiguration } from "../../web/src/render/material.ts";

/** What lies under the texts; `checks` shows where a photo was cropped, `colours` has many of them. */
export type Ground = "plain" | "dark" | "light" | "gradient" | "photo" | "busy" | "checks" | "colours";

export interface Case {
  name: string;
  box: Size;
  width: number;
  ground: Ground;
  /** The photo's own size; without it the photo is as large as the picture. */
  photo?: Size;
  fit: Fit;
  texts: Text[];
  filter?: Filter;
  /** Their `builtin` is a name of stickers.ts. */
  stickers?: Sticker[];
  /** One of about twelve that stand for all in `make test`. */
  short?: boolean;
}

export type Change = Partial<Omit<TextConfiguration, "content">> & {
  x?: number;
  y?: number;
  angle?: number;
  direction?: Text["position"]["direction"];
};

export const boxes = { landscape: { width: 1080, height: 540 }, square: { width: 1080, height: 1080 }, portrait: { width: 1080, height: 1350 } };

export const whole: Fit = { x: 0, y: 0, zoom: 1 };

export function text(content: string, change: Change = {}): Text {
  const { x = 0, y = 0, angle = 0, direction = "ltr", ...configuration } = change;
  return {
    position: { x, y, angle, direction },
    configuration: {
      content, language: "en", font: "Inter", font_size: 0.06, weight: 400, italic: false, align: "center", color: "#ffffff",
      stroke: null, background: null, opacity: 1, shadow: null, line_height: null, letter_spacing: 0, ...configuration,
    },
  };
}

/** A case of one text, in the middle of a landscape picture 1080 wide on a plain ground, if nothing else is said. */
export function one(name: string, content: string, change: Change = {}, rest: Partial<Case> = {}): Case {
  return { name, box: boxes.landscape, width: 1080, ground: "plain", fit: whole, texts: [text(content, change)], ...rest };
}

/** What both sides take the names of filters and stickers from. */
export interface Tables {
  fonts: FontList;
  looks: readonly Look[];
  stickers: Record<string, string>;
}
