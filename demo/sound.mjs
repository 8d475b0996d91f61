// SPDX-License-Identifier: Apache-2.0
// "Audio 1": eight seconds of soft plucked chords as a WAV file. Every note rings on around
// the end into the beginning, so that the loop has no seam.

const RATE = 22050;
const CHORD_SECONDS = 2;

// C major 7, A minor 7, F major 7, G 6: MIDI note numbers, lowest first.
const CHORDS = [
  [48, 60, 64, 67, 71],
  [45, 57, 60, 64, 67],
  [41, 57, 60, 64, 65],
  [43, 55, 59, 62, 64],
];
const FREQUENCY_A4 = 440;
const NOTE_A4 = 69;

function pluck(loop, note, atSeconds, gain) {
  const frequency = FREQUENCY_A4 * 2 ** ((note - NOTE_A4) / 12);
  const start = Math.round(atSeconds * RATE);
  for (let i = 0; i < 4 * RATE; i++) {
    const t = i / RATE;
    const swell = Math.min(1, t / 0.02) * Math.exp(-t * 1.6);
    const tone = Math.sin(2 * Math.PI * frequency * t) + 0.25 * Math.sin(4 * Math.PI * frequency * t) * Math.exp(-t * 3);
    loop[(start + i) % loop.length] += gain * swell * tone;
  }
}

function wav(loop) {
  const bytes = Buffer.alloc(44 + loop.length * 2);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(1, 22); // one channel
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(loop.length * 2, 40);
  loop.forEach((sample, i) => bytes.writeInt16LE(Math.round(sample * 32767), 44 + i * 2));
  return bytes;
}

/** The WAV file, the same bytes each time. */
export function audioOne() {
  const loop = new Float64Array(CHORDS.length * CHORD_SECONDS * RATE);
  CHORDS.forEach((chord, n) => {
    const at = n * CHORD_SECONDS;
    pluck(loop, chord[0], at, 0.5);
    [1, 2, 3, 4, 3, 2, 4, 3].forEach((step, i) => pluck(loop, chord[step], at + i * 0.25, 0.28));
  });
  const loudest = loop.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return wav(loop.map((sample) => (0.5 * sample) / loudest));
}
