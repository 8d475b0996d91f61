// SPDX-License-Identifier: Apache-2.0
// seeds.mjs FOLDER: a few good files of every kind, from which the fuzz targets begin.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

const folder = process.argv[2]
const put = (kind, name, bytes) => {
  mkdirSync(join(folder, kind), { recursive: true })
  writeFileSync(join(folder, kind, name), bytes)
}

const styled = {
  content: 'Two\nlines', font: 'Lora', font_size: 0.2, weight: 700, italic: true, align: 'left', color: '#ff0000',
  stroke: { color: '#000000', width: 0.01 },
  background: { color: '#00000080', padding: 0.02, radius: 0.02 },
  shadow: { color: '#000000', x: 0.01, y: 0.01, blur: 0.02 },
  line_height: 1.5, letter_spacing: 0.1, opacity: 0.5,
}
const texts = [
  ['plain', { content: 'Worth recording', font: 'Inter', font_size: 0.1 }, {}],
  ['styled', styled, { angle: -8 }],
  ['arabic', { content: 'مناظر جميلة', language: 'ar', font_size: 0.1 }, { direction: 'rtl' }],
  ['vertical', { content: '縦書き、Tokyo', language: 'ja', font_size: 0.1 }, { direction: 'ttb' }],
  ['emoji', { content: '👩‍👩‍👧 🇫🇷 ❤️', font_size: 0.2 }, {}],
]
for (const [name, configuration, position] of texts) put('text', name, JSON.stringify({ image: 0, position: { x: 0, y: 0, angle: 0, direction: 'ltr', ...position }, configuration }))

const photo = (channels) => sharp({ create: { width: 48, height: 32, channels, background: { r: 200, g: 90, b: 40, alpha: 0.5 }, noise: { type: 'gaussian', mean: 128, sigma: 30 } } })
for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif']) put('photo', format, await photo(3).toFormat(format).toBuffer())
put('photo', 'progressive', await photo(3).jpeg({ progressive: true }).toBuffer())
put('photo', 'cmyk', await photo(3).toColourspace('cmyk').jpeg().toBuffer())
put('photo', 'turned', await photo(3).withMetadata({ orientation: 6, icc: 'p3' }).jpeg().toBuffer())

const sound = (...options) => execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=duration=0.2', '-metadata', 'title=A tone', ...options, 'pipe:1'])
const sounds = [
  ['wav', '-f', 'wav'],
  ['mp3', '-f', 'mp3'],
  ['flac', '-f', 'flac'],
  ['vorbis', '-c:a', 'libvorbis', '-f', 'ogg'],
  ['opus', '-c:a', 'libopus', '-f', 'ogg'],
]
for (const [name, ...options] of sounds) put('sound', name, sound(...options))
const m4a = join(folder, 'sound', 'm4a')
execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=duration=0.2', '-metadata', 'title=A tone', '-c:a', 'aac', '-f', 'ipod', m4a])
