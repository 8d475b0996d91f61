// SPDX-License-Identifier: Apache-2.0
// What is laid over a photo, as collections and templates write it (schema/openapi.json).

export interface Size {
  width: number;
  height: number;
}

/** The crop's centre from the photo's centre, as fractions of the photo; zoom 1 is the largest crop. */
export interface Fit {
  x: number;
  y: number;
  zoom: number;
}

export interface Stroke {
  color: string;
  width: number;
}

export interface Background {
  color: string;
  padding: number;
  radius: number;
}

export interface Shadow {
  color: string;
  x: number;
  y: number;
  blur: number;
}

export type Direction = "ltr" | "rtl" | "ttb";

/** The last three are missing in documents that were stored before there were any. */
export interface TextConfiguration {
  content: string;
  language: string;
  font: string;
  font_size: number;
  weight: number;
  italic: boolean;
  align: "left" | "center" | "right";
  color: string;
  stroke: Stroke | null;
  background: Background | null;
  opacity: number;
  shadow?: Shadow | null;
  line_height?: number | null;
  letter_spacing?: number;
}

export interface Text {
  position: { x: number; y: number; angle: number; direction: Direction };
  configuration: TextConfiguration;
}

export interface Filter {
  type: string;
  strength: number;
}

export type Channel = "r" | "g" | "b";

/** A filter that the server offers (GET /v1/filters). */
export interface Look {
  readonly name: string;
  readonly label: string;
  /** Four rows of five numbers, as feColorMatrix takes them. */
  readonly matrix: readonly number[];
  /** The values of feComponentTransfer's tables. */
  readonly curves: Readonly<Record<Channel, readonly number[]>> | null;
}

/** An upload, or one of the server's own by its name. */
export interface Sticker {
  media?: string;
  builtin?: string;
  position: { x: number; y: number; angle: number };
  width: number;
  opacity: number;
}
