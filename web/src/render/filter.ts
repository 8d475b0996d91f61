// SPDX-License-Identifier: Apache-2.0
// A filter of GET /v1/filters on a photo, by an SVG filter. lib/render/filter.c computes the same on the
// server: strengths go the same way from nothing to all, and bytes are kept between the two steps.

export type Channel = "r" | "g" | "b";

export interface Look {
  readonly name: string;
  readonly label: string;
  /** Four rows of five numbers, as feColorMatrix takes them. */
  readonly matrix: readonly number[];
  /** The values of feComponentTransfer's tables. */
  readonly curves: Readonly<Record<Channel, readonly number[]>> | null;
}

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

/** Out of sight, but not `display: none`: in such a one some browsers find no filter. */
function store(root: Document | ShadowRoot): SVGSVGElement {
  const found = root.querySelector<SVGSVGElement>("svg.filters");
  if (found) return found;
  const made = element("svg", { class: "filters", width: "0", height: "0", "aria-hidden": "true" });
  made.style.setProperty("position", "absolute");
  (root instanceof Document ? root.body : root).append(made);
  return made;
}

/** Lays the look on a photo's element, which must be in the document and bring its white ground along, or takes
 * any look off it. Strength 0 is no filter at all, as on the server. */
export function applyFilter(photo: HTMLElement, look: Look | null, strength: number): void {
  if (!look || !(strength > 0)) {
    photo.style.removeProperty("filter");
    return;
  }
  const root = photo.getRootNode() as Document | ShadowRoot;
  const id = filterId(look, strength);
  if (!root.getElementById(id)) store(root).append(filterElement(look, strength));
  photo.style.setProperty("filter", `url("#${id}")`);
}
