// SPDX-License-Identifier: Apache-2.0
// Sounds of each kind that is taken, made by ffmpeg.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Sound {
  name: string;
  type: string;
  file: Buffer;
}

const kinds: [name: string, type: string, options: string[]][] = [
  ["tone.mp3", "audio/mpeg", ["-b:a", "64k"]],
  ["variable.mp3", "audio/mpeg", ["-q:a", "5"]],
  ["plain.mp3", "audio/mpeg", ["-b:a", "96k", "-write_xing", "0", "-id3v2_version", "3"]],
  ["tone.m4a", "audio/mp4", ["-c:a", "aac"]],
  ["fast.m4a", "audio/mp4", ["-c:a", "aac", "-movflags", "+faststart"]],
  ["vorbis.ogg", "audio/ogg", ["-c:a", "libvorbis"]],
  ["opus.ogg", "audio/ogg", ["-c:a", "libopus"]],
  ["tone.flac", "audio/flac", []],
  ["tone.wav", "audio/wav", []],
];

/** A sound of each kind, of two channels, called `title`. */
export function sounds(title: string, seconds = 2): Sound[] {
  const folder = mkdtempSync(join(tmpdir(), "stencil-sounds-"));
  const source = ["-f", "lavfi", "-i", `sine=frequency=440:duration=${seconds}:sample_rate=48000`, "-ac", "2"];
  try {
    return kinds.map(([name, type, options]) => {
      const path = join(folder, name);
      const tags = title ? ["-metadata", `title=${title}`] : [];
      execFileSync("ffmpeg", ["-loglevel", "error", "-y", ...source, ...options, ...tags, path]);
      return { name, type, file: readFileSync(path) };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A film of one second, with sound. */
export function film(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "stencil-sounds-"));
  try {
    const path = join(folder, "film.mp4");
    const inputs = ["-f", "lavfi", "-i", "testsrc=size=64x48:duration=1", "-f", "lavfi", "-i", "sine=duration=1"];
    execFileSync("ffmpeg", ["-loglevel", "error", "-y", ...inputs, "-c:v", "mpeg4", "-c:a", "aac", path]);
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
