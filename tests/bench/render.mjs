// SPDX-License-Identifier: Apache-2.0
// Measures a whole picture beside other programs, in one run where they take turns: the CPU time from a 12-megapixel
// JPEG to one of 1080 pixels with a filter, two stroked texts and a turned sticker, by the daemon's worker, by sharp
// (an SVG of the texts, composite, recomb and linear) and by ImageMagick; and what only making it smaller takes, by
// the worker and by vipsthumbnail. Prints medians and writes OUT. Run: make bench-render
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { ask, commandMs, cpuOf, median, signUp, startDaemon, thumbnailMs, uploadPhotos, workersOf } from './stage.mjs'

const program = process.argv[2] ?? 'build/stencild'
const out = process.argv[3] ?? 'build/bench/render.json'
const photos = Number(process.env.PHOTOS ?? 12)
const [width, height, quality] = [1080, 810, 82]
const folder = mkdtempSync(join(tmpdir(), 'stencil-render-'))

const look = JSON.parse(readFileSync('config/filters.json', 'utf8')).items.find(({ name }) => name === 'golden')
const rows = [0, 1, 2].map((row) => look.matrix.slice(5 * row, 5 * row + 5))
const texts = [
  { words: 'Beautiful scenery', x: 0, y: -0.31, angle: -8, size: 0.08 },
  { words: 'since 2019', x: 0.2, y: 0.35, angle: 0, size: 0.05 },
]
const sticker = { x: 0.3, y: 0.1, angle: 12, width: 0.25 }

const overlaid = {
  filters: [{ image: 0, type: look.name, strength: 1 }],
  texts: texts.map(({ words, x, y, angle, size }) => ({
    image: 0,
    position: { x, y, angle },
    configuration: { content: words, font: 'Inter', font_size: size, weight: 700, stroke: { color: '#203040', width: 0.005 } },
  })),
  stickers: [{ image: 0, builtin: 'heart', position: { x: sticker.x, y: sticker.y, angle: sticker.angle }, width: sticker.width }],
}

async function collect(daemon, headers, body) {
  const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return JSON.parse(await ask(daemon.url, '/v1/collections', init)).id
}

async function ours(daemon, id, keep) {
  const before = cpuOf(workersOf(daemon.child.pid))
  const picture = await ask(daemon.url, `/v1/collections/${id}/images/0?w=${width}`)
  if (keep) writeFileSync(`${out}.${keep}.jpg`, picture)
  return cpuOf(workersOf(daemon.child.pid)) - before
}

const stroke = `stroke="#203040" stroke-width="${0.005 * width}" stroke-linejoin="round" paint-order="stroke"`
const asSvg = ({ words, x, y, angle, size }) =>
  `<text transform="translate(${(0.5 + x) * width} ${(0.5 + y) * height}) rotate(${angle})" dy="0.35em" font-size="${size * width}" ${stroke}>${words}</text>`
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Inter" font-weight="700" text-anchor="middle" fill="#fff">
${texts.map(asSvg).join('\n')}
</svg>`

async function turned(file) {
  const small = await sharp(file).resize(Math.round(sticker.width * width)).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return sharp(small.data, { raw: small.info }).rotate(sticker.angle, { background: '#00000000' }).raw().toBuffer({ resolveWithObject: true })
}

/** sharp has no curves: it does less. It composites after the colours only in a second pass. */
async function sharpMs(file, stickerFile, keep) {
  const before = process.cpuUsage()
  const { data: heart, info } = await turned(stickerFile)
  const { data, info: size } = await sharp(file)
    .resize(width, height)
    .recomb(rows.map((row) => row.slice(0, 3)))
    .linear([1, 1, 1], rows.map((row) => row[4] * 255))
    .raw()
    .toBuffer({ resolveWithObject: true })
  const left = Math.round((0.5 + sticker.x) * width - info.width / 2), top = Math.round((0.5 + sticker.y) * height - info.height / 2)
  const picture = await sharp(data, { raw: size })
    .composite([{ input: heart, raw: info, left, top }, { input: Buffer.from(svg) }])
    .jpeg({ quality })
    .toBuffer()
  const { user, system } = process.cpuUsage(before)
  if (keep) writeFileSync(`${out}.${keep}.jpg`, picture)
  return (user + system) / 1000
}

function annotate({ words, x, y, angle, size }) {
  const place = `${angle}x${angle}+${Math.round(x * width)}+${Math.round(y * height)}`
  const common = ['-pointsize', `${size * width}`, '-gravity', 'center']
  return [...common, '-stroke', '#203040', '-strokewidth', `${0.005 * width}`, '-annotate', place, words, '-stroke', 'none', '-annotate', place, words]
}

/** It has no curves, either. */
function magickMs(file, stickerFile, font) {
  const matrix = '6x3:' + rows.map((row) => [...row.slice(0, 3), 0, 0, row[4]].join(',')).join(' ')
  const heart = ['(', stickerFile, '-resize', `${sticker.width * width}x`, '-background', 'none', '-rotate', `${sticker.angle}`, ')']
  const place = ['-gravity', 'center', '-geometry', `+${Math.round(sticker.x * width)}+${Math.round(sticker.y * height)}`, '-composite']
  const words = ['-fill', 'white', ...(font ? ['-font', font] : []), ...texts.flatMap(annotate)]
  const command = ['convert', file, '-resize', `${width}x`, '-color-matrix', matrix, ...heart, ...place, ...words, '-quality', `${quality}`, join(folder, 'magick.jpg')]
  return commandMs(command, ['convert', '-version'])
}

function fontFile() {
  const found = execFileSync('fc-match', ['-f', '%{file}', 'Inter:bold'], { encoding: 'utf8' })
  return /\.(ttf|otf)$/.test(found) ? found : null
}

async function compare(daemon, headers, files) {
  const url = JSON.parse(await ask(daemon.url, '/v1/stickers')).items.find(({ name }) => name === 'heart').url
  const stickerFile = join(folder, 'heart.png'), font = fontFile()
  writeFileSync(stickerFile, await ask(daemon.url, url))
  const lists = { whole: [], plain: [], vipsthumbnail: [], sharp: [], imagemagick: [] }
  for (const [n, file] of [files[0], ...files].entries()) {
    /* The first is a warming up. */
    const add = (list, ms) => n && list.push(ms)
    /* The first photo comes twice, and must not be found made already. */
    const images = [{ media: file.id, fit: { x: 0, y: 0, zoom: n ? 1 : 1.0001 } }]
    add(lists.plain, await ours(daemon, await collect(daemon, headers, { images })))
    add(lists.whole, await ours(daemon, await collect(daemon, headers, { images, ...overlaid }), n === 1 && 'stencil'))
    add(lists.sharp, await sharpMs(file.path, stickerFile, n === 1 && 'sharp'))
    add(lists.vipsthumbnail, thumbnailMs(file.path, width, join(folder, 'thumbnail.jpg'), `[Q=${quality},strip]`))
    add(lists.imagemagick, magickMs(file.path, stickerFile, font))
  }
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, median(list)]))
}

async function measure() {
  const daemon = await startDaemon(program, folder)
  try {
    const headers = await signUp(daemon.url, 'bench')
    const files = await uploadPhotos(daemon, headers, folder, photos)
    const cpu_ms = await compare(daemon, headers, files)
    const { whole } = cpu_ms
    return {
      machine: { processors: cpus().length, model: cpus()[0].model },
      versions: { sharp: sharp.versions.sharp, sharp_vips: sharp.versions.vips },
      photos,
      cpu_ms,
      of_plain: whole / cpu_ms.plain,
      of_vipsthumbnail: whole / cpu_ms.vipsthumbnail,
      of_sharp: whole / cpu_ms.sharp,
      of_imagemagick: whole / cpu_ms.imagemagick,
    }
  } finally {
    daemon.child.kill('SIGTERM')
    await new Promise((resolve) => daemon.child.on('exit', resolve))
    rmSync(folder, { recursive: true })
  }
}

const found = await measure()
writeFileSync(out, `${JSON.stringify(found, null, 2)}\n`)
const ms = (name) => `${found.cpu_ms[name].toFixed(0)} ms`
console.log(
  `12 megapixels to ${width} wide with a filter, two texts and a sticker: ${ms('whole')} CPU; made smaller alone ${ms('plain')} (${found.of_plain.toFixed(2)}), ` +
    `by vipsthumbnail ${ms('vipsthumbnail')} (${found.of_vipsthumbnail.toFixed(2)}); the same by sharp ${ms('sharp')} (${found.of_sharp.toFixed(2)}), ` +
    `by ImageMagick ${ms('imagemagick')} (${found.of_imagemagick.toFixed(2)})`,
)
