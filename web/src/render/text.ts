// SPDX-License-Identifier: Apache-2.0
// One text of a collection as DOM, drawn as lib/render/text.c draws it. It lies in layers, one over the other: background,
// shadow, stroke, fill. Only the fill is text to select and to read out; the others are copies of it. Each layer is
// opaque in itself and fades as a whole, so that letters that touch or lie over each other do not show.
import { fontStack, type FontList } from "./fonts.ts";
import type { Shadow, Size, Stroke, Text, TextConfiguration } from "./material.ts";
import { colorParts, px } from "./units.ts";

/** At each of these Unicode wants a new line; here lines break only at \n. */
const BREAKS = /[\v\f\r\u0085\u2028\u2029]/g;

function element(parent: HTMLElement, name: string): HTMLElement {
  const made = document.createElement("div");
  made.className = name;
  parent.append(made);
  return made;
}

/** Each line is a block of its own, so that an empty one is as high as another, also at the end. */
function addLines(layer: HTMLElement, content: string): void {
  for (const text of content.replace(BREAKS, " ").split("\n")) {
    const line = element(layer, "stencil-line");
    if (text) line.textContent = text;
    else line.append(document.createElement("br"));
  }
}

function addLayer(root: HTMLElement, name: string, content: string, opacity: number): CSSStyleDeclaration {
  const layer = element(root, `stencil-layer ${name}`);
  if (name !== "stencil-fill") layer.setAttribute("aria-hidden", "true");
  addLines(layer, content);
  if (opacity < 1) layer.style.opacity = String(opacity);
  return layer.style;
}

function setStroke(style: CSSStyleDeclaration, width: number, color: string): void {
  style.setProperty("-webkit-text-stroke", `${px(width)} ${color}`);
}

/** The silhouette of stroke and fill (a shadow without blur), which is then blurred as a whole. */
function addShadow(root: HTMLElement, text: TextConfiguration, shadow: Shadow, width: number): void {
  const { solid, opacity } = colorParts(shadow.color);
  const style = addLayer(root, "stencil-shadow", text.content, opacity);
  style.color = "transparent";
  style.textShadow = `0 0 0 ${solid}`;
  if (text.stroke) setStroke(style, text.stroke.width * width, solid);
  style.transform = `translate(${px(shadow.x * width)}, ${px(shadow.y * width)})`;
  if (shadow.blur > 0) style.filter = `blur(${px((shadow.blur * width) / 2)})`;
}

function addStroke(root: HTMLElement, text: TextConfiguration, stroke: Stroke, width: number): void {
  const { solid, opacity } = colorParts(stroke.color);
  const style = addLayer(root, "stencil-stroke", text.content, opacity);
  style.color = "transparent";
  setStroke(style, stroke.width * width, solid);
}

function addFill(root: HTMLElement, text: TextConfiguration): void {
  const { solid, opacity } = colorParts(text.color);
  addLayer(root, "stencil-fill", text.content, opacity).color = solid;
}

function quoted(family: string): string {
  return `"${family.replace(/["\\]/g, "\\$&")}"`;
}

function setFont(style: CSSStyleDeclaration, text: TextConfiguration, width: number, fonts: FontList): void {
  style.fontFamily = fontStack(fonts, text.font, text.language).map(quoted).join(", ");
  style.fontSize = px(text.font_size * width);
  style.fontWeight = String(text.weight);
  style.fontStyle = text.italic ? "italic" : "normal";
  style.lineHeight = text.line_height == null ? "normal" : String(text.line_height);
  style.letterSpacing = text.letter_spacing ? px(text.letter_spacing * text.font_size * width) : "normal";
  style.textAlign = text.align;
}

function setPlace(style: CSSStyleDeclaration, position: Text["position"], box: Size): void {
  const x = px((0.5 + position.x) * box.width), y = px((0.5 + position.y) * box.height);
  style.transform = `translate(${x}, ${y}) rotate(${position.angle}deg) translate(-50%, -50%)`;
  if (position.direction === "ttb") style.writingMode = "vertical-rl";
}

function setBackground(style: CSSStyleDeclaration, text: TextConfiguration, width: number): void {
  if (!text.background) return;
  style.backgroundColor = text.background.color;
  style.padding = px(text.background.padding * width);
  style.borderRadius = px(text.background.radius * width);
}

/** Adds the text to `root`, a box that is drawn `box` pixels large. */
export function drawText(root: HTMLElement, text: Text, box: Size, fonts: FontList): void {
  const configuration = text.configuration;
  if (!configuration.content) return;
  const drawn = element(root, "stencil-text");
  drawn.dir = text.position.direction === "rtl" ? "rtl" : "ltr";
  drawn.lang = configuration.language;
  setFont(drawn.style, configuration, box.width, fonts);
  setPlace(drawn.style, text.position, box);
  setBackground(drawn.style, configuration, box.width);
  if (configuration.opacity < 1) drawn.style.opacity = String(configuration.opacity);
  if (configuration.shadow) addShadow(drawn, configuration, configuration.shadow, box.width);
  if (configuration.stroke && configuration.stroke.width > 0) addStroke(drawn, configuration, configuration.stroke, box.width);
  addFill(drawn, configuration);
}
