// SPDX-License-Identifier: Apache-2.0
// Makes docs/images/demo.png: two collections as the daemon renders them, over landscapes
// that are drawn here, so that the picture is the project's own.
//   build/stencild serve --listen 127.0.0.1:8090 --data "$(mktemp -d)" &
//   node docs/images/make.mjs http://127.0.0.1:8090
import sharp from 'sharp'

const base = `${process.argv[2]}/v1`
const [width, height] = [1080, 1350]

/** Hills one behind the other, paler with distance, under a sky with a sun or moon. */
function landscape({ sky, hills, sun, seed }) {
  let state = seed
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647
  const ridge = (level, roughness) => {
    const points = Array.from({ length: 10 }, (_, i) => [(i * width) / 9, level + (random() - 0.5) * roughness])
    const curves = points.slice(1).map(([x, y], i) => {
      const [fromX, fromY] = points[i]
      const middle = (fromX + x) / 2
      return `C${middle},${fromY} ${middle},${y} ${x},${y}`
    })
    return `M0,${points[0][1]}${curves.join('')}V${height}H0Z`
  }
  const layers = hills.map((colour, i) => `<path d="${ridge(height * (0.5 + (0.42 * i) / hills.length), 150 - i * 12)}" fill="${colour}"/>`)
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="0.62" stop-color="${sky[1]}"/></linearGradient>
    <radialGradient id="glow"><stop stop-color="${sun.colour}" stop-opacity="0.55"/><stop offset="1" stop-color="${sun.colour}" stop-opacity="0"/></radialGradient>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle cx="${sun.x}" cy="${sun.y}" r="${sun.r * 3.2}" fill="url(#glow)"/><circle cx="${sun.x}" cy="${sun.y}" r="${sun.r}" fill="${sun.colour}"/>
    ${layers.join('')}</svg>`)
}

const day = [
  { sky: ['#2f6fb0', '#cfe6f2'], hills: ['#9dbfd0', '#6f9fb3', '#4a7f88', '#2f6161', '#1d4444'], sun: { x: 790, y: 430, r: 70, colour: '#fff6d8' }, seed: 11 },
  { sky: ['#e0704a', '#fbd9a0'], hills: ['#d99a7b', '#b8705f', '#8c4c4d', '#5e3140', '#3a1f30'], sun: { x: 330, y: 560, r: 105, colour: '#fff0c2' }, seed: 29 },
  { sky: ['#49337a', '#e79aa6'], hills: ['#a9749a', '#7d5488', '#573b70', '#392a57', '#231b3d'], sun: { x: 700, y: 520, r: 62, colour: '#ffe9d6' }, seed: 47 },
]
const night = [
  { sky: ['#0c1733', '#3c5a86'], hills: ['#3a557b', '#2b4264', '#1f314e', '#152239', '#0d1626'], sun: { x: 300, y: 420, r: 58, colour: '#f4f1e4' }, seed: 83 },
  { sky: ['#5d7f6a', '#e6ead2'], hills: ['#a9bfa0', '#7fa07e', '#567d61', '#365c49', '#203f34'], sun: { x: 760, y: 470, r: 80, colour: '#fdf8e1' }, seed: 61 },
  { sky: ['#7793a8', '#f0ece4'], hills: ['#c3ccd1', '#9fb0ba', '#788f9d', '#54707f', '#355060'], sun: { x: 520, y: 450, r: 66, colour: '#ffffff' }, seed: 19 },
]

async function call(method, path, { token, body, raw } = {}) {
  const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...(body && { 'Content-Type': 'application/json' }) }
  const reply = await fetch(base + path, { method, headers, body: raw ?? (body && JSON.stringify(body)) })
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`)
  return reply.headers.get('content-type').startsWith('application/json') ? reply.json() : Buffer.from(await reply.arrayBuffer())
}

async function person(handle) {
  const body = { handle, password: `picture-${handle}` }
  await call('POST', '/accounts', { body })
  return (await call('POST', '/sessions', { body })).token
}

async function upload(token, scene) {
  return { media: (await call('POST', '/media', { token, raw: await sharp(landscape(scene)).jpeg({ quality: 92 }).toBuffer() })).id }
}

const title = { font: 'Inter', font_size: 0.106, weight: 800, stroke: { color: '#10182866', width: 0.006 } }
const label = { font: 'Inter', font_size: 0.056, weight: 600, color: '#2b1c12', background: { color: '#fff3d9f0', padding: 0.022, radius: 0.02 } }
const texts = [
  { image: 0, position: { x: 0, y: -0.33, angle: -4 }, configuration: { ...title, content: 'Beautiful scenery', language: 'en' } },
  { image: 1, position: { x: -0.16, y: 0.36, angle: 2 }, configuration: { ...label, content: 'Worth recording', language: 'en' } },
  { image: 2, position: { x: 0, y: -0.33, angle: -4 }, configuration: { ...title, content: 'Picturesque', language: 'en' } },
]

async function renders(collection) {
  return Promise.all([0, 1, 2].map((n) => call('GET', `/collections/${collection.id}/images/${n}?w=720`)))
}

const [ana, ben] = [await person('ana'), await person('ben')]
const first = await call('POST', '/collections', { token: ana, body: { images: await Promise.all(day.map((scene) => upload(ana, scene))), texts, offer_template: true } })
const second = await call('POST', '/collections', {
  token: ben,
  body: { template: first.template_identifier, images: await Promise.all(night.map((scene) => upload(ben, scene))), texts: [{ configuration: { content: 'Before the day' } }, {}, {}] },
})

// Two rows of three on a quiet ground, with rounded corners and a line of text above each.
const [tile, gap, left, head] = [{ width: 352, height: 440 }, 20, 32, 62]
const rounded = Buffer.from(`<svg width="${tile.width}" height="${tile.height}"><rect width="100%" height="100%" rx="14"/></svg>`)
const total = { width: left * 2 + tile.width * 3 + gap * 2, height: (head + tile.height) * 2 + 44 }
const line = (y, who, what) => `<text x="${left}" y="${y}" font-family="Inter" font-size="21" fill="#857f75"><tspan font-weight="700" fill="#2b2925">${who}</tspan> ${what}</text>`
const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${total.width}" height="${total.height}"><rect width="100%" height="100%" fill="#f6f3ee"/>
  ${line(40, 'ana', 'posts a collection, and the server extracts a template from it')}
  ${line(head + tile.height + 50, 'ben', 'uses the template with pictures of his own, and changes one text')}</svg>`
const tiles = [...(await renders(first)), ...(await renders(second))].map(async (picture, i) => ({
  input: await sharp(picture).resize(tile.width, tile.height).composite([{ input: rounded, blend: 'dest-in' }]).png().toBuffer(),
  left: left + (i % 3) * (tile.width + gap),
  top: (i < 3 ? head : head * 2 + tile.height + 10) | 0,
}))
await sharp(Buffer.from(ground)).composite(await Promise.all(tiles)).png({ palette: true, quality: 90 }).toFile('docs/images/demo.png')
