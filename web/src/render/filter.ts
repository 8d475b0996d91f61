// SPDX-License-Identifier: Apache-2.0
// A filter of GET /v1/filters on a photo, by an SVG filter. lib/render/filter.c computes the same on the
// server: strengths go the same way from nothing to all, and bytes are kept between the two steps.

import type { Channel, Filter, Look } from "./material.ts";

const namespace = "http://www.w3.org/2000/svg";
const transfers: readonly (readonly [string, Channel])[] = [["feFuncR", "r"], ["feFuncG", "g"], ["feFuncB", "b"]];

const towards = (identity: number, full: number, strength: number): number => identity + strength * (full - identity);

/** The matrix on its way from nothing (strength 0) to all of it (1). */
export function matrixAt(matrix: readonly number[], strength: number): number[] {
  return matrix.map((value, i) => towards(i % 6 === 0 ? 1 : 0, value, strength));
}

/** The same of one curve; in a curve that changes nothing each value is its own place. */
export function curveAt(curve: readonly number[], strength: number): number[] {
  return curve.map((value, i) => towards(i / (curve.length - 1), value, strength));
}

function element<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string>): SVGElementTagNameMap[K] {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function transfer(curves: NonNullable<Look["curves"]>, strength: number): SVGFEComponentTransferElement {
  const made = element("feComponentTransfer", {});
  for (const [name, channel] of transfers) {
    const part = document.createElementNS(namespace, name);
    part.setAttribute("type", "table");
    part.setAttribute("tableValues", curveAt(curves[channel], strength).join(" "));
    made.append(part);
  }
  return made;
}

/** The name by which CSS finds the filter of a look and strength. */
export function filterId(look: Look, strength: number): string {
  return `filter-${look.name}-${String(strength).replace(/[^0-9a-z]/g, "_")}`;
}

/** In sRGB, not in linear light, which would be the default; exactly as large as what it is laid on. */
export function filterElement(look: Look, strength: number): SVGFilterElement {
  const made = element("filter", {
    id: filterId(look, strength), x: "0", y: "0", width: "1", height: "1", "color-interpolation-filters": "sRGB",
  });
  made.append(element("feColorMatrix", { type: "matrix", values: matrixAt(look.matrix, strength).join(" ") }));
  if (look.curves) made.append(transfer(look.curves, strength));
  return made;
}

/** Beside the photo, out of sight, but not `display: none`: in such a one some browsers find no filter. */
function store(box: HTMLElement, filter: SVGFilterElement): void {
  const svg = element("svg", { width: "0", height: "0", "aria-hidden": "true" });
  svg.style.setProperty("position", "absolute");
  svg.append(filter);
  box.append(svg);
}

/** Lays the look on a photo that is in its box and has its white ground (.stencil-photo), for drawBox. Strength 0 is no
 * filter at all, as on the server, and so is a name that is not in the list. */
export function filterApplier(looks: readonly Look[]): (photo: HTMLElement, filter: Filter) => void {
  return (photo, { type, strength }) => {
    const look = looks.find(({ name }) => name === type);
    if (!look || !(strength > 0) || !photo.parentElement) return;
    store(photo.parentElement, filterElement(look, strength));
    photo.style.setProperty("filter", `url("#${filterId(look, strength)}")`);
  };
}
