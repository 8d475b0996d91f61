// SPDX-License-Identifier: Apache-2.0
// Files to upload: real photographs (of the package mate-backgrounds), and a tone.
import { readFileSync } from "node:fs";

const folder = process.env["STENCIL_TEST_PHOTOS"] ?? "/usr/share/backgrounds/mate/nature";
const names = ["Aqua", "Blinds", "Dune", "FreshFlower", "Garden", "GreenMeadow", "LadyBird", "RainDrops", "Storm", "TwoWings", "Wood", "YellowFlower"];

export interface PhotoOptions {
  width?: number;
  height?: number;
  format?: "jpeg" | "png" | "webp";
}

/** The photograph itself, in its full size. */
export function original(number: number): Buffer {
  return readFileSync(`${folder}/${names[number % names.length]}.jpg`);
}

const made = new Map<string, Promise<Buffer>>();

async function shrink(number: number, width: number, height: number, format: "jpeg" | "png" | "webp"): Promise<Buffer> {
  /* Only where it is needed: it takes a while to load. */
  const { default: sharp } = await import("sharp");
  return sharp(original(number)).resize(width, height, { fit: "cover" }).toFormat(format).toBuffer();
}

/** A photograph made small, so that many can be uploaded soon. */
export function photograph(number: number, { width = 320, height = 400, format = "jpeg" }: PhotoOptions = {}): Promise<Buffer> {
  const key = [number, width, height, format].join(" ");
  const photo = made.get(key) ?? shrink(number, width, height, format);
  made.set(key, photo);
  return photo;
}

/** A WAV file: mono, 16 bits, a tone of 440 Hz. */
export function tone(durationMs = 300, rate = 8000): Buffer {
  const frames = Math.round((durationMs * rate) / 1000);
  const file = Buffer.alloc(44 + 2 * frames);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(file.length - 8, 4);
  file.write("WAVEfmt ", 8, "latin1");
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36, "latin1");
  file.writeUInt32LE(2 * frames, 40);
  for (let i = 0; i < frames; i++) file.writeInt16LE(Math.round(12000 * Math.sin((2 * Math.PI * 440 * i) / rate)), 44 + 2 * i);
  return file;
}
