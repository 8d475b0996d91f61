// SPDX-License-Identifier: Apache-2.0
// Measures pictures beside other programs, in one run where they take turns: the CPU time from a
// 12-megapixel JPEG to one of 1080 pixels and to WebP, by the daemon's worker, by vipsthumbnail and by sharp;
// uploads a second; the memory of the daemon and its workers while 50 clients upload 8 MiB each.
// Prints medians and writes OUT. Run: make bench-media
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { ask, cpuOf, median, noise, signUp, startDaemon, thumbnailMs, upload, uploadPhotos, workersOf } from './stage.mjs'

const program = process.argv[2] ?? 'build/stencild'
const out = process.argv[3] ?? 'build/bench/media.json'
const photos = Number(process.env.PHOTOS ?? 12)
const width = 1080
const mebibyte = 1 << 20
const folder = mkdtempSync(join(tmpdir(), 'stencil-media-'))

/** The same picture as another file: comments after its first two bytes, up to a size. */
function variation(photo, mark, size = 0) {
  const comments = []
  for (let left = Math.max(size - photo.length, 64); left > 0; ) {
    const length = Math.min(left, 65000)
    const comment = Buffer.alloc(Math.max(length, 64), mark)
    comment.writeUInt32BE(0xfffe0000 + comment.length - 2)
    comments.push(comment)
    left -= comment.length
  }
  return Buffer.concat([photo.subarray(0, 2), ...comments, photo.subarray(2)])
}

async function ours(daemon, headers, id, type) {
  const before = cpuOf(workersOf(daemon.child.pid))
  await ask(daemon.url, `/v1/media/${id}/image?w=${width}`, { headers: { ...headers, accept: `image/${type}` } })
  return cpuOf(workersOf(daemon.child.pid)) - before
}

async function theirs(file, type) {
  const before = process.cpuUsage()
  const image = sharp(file).rotate().resize(width)
  await (type === 'webp' ? image.webp({ quality: 80, effort: 0 }) : image.jpeg({ quality: 82 })).toBuffer()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

async function comparePictures(daemon, headers, files) {
  const figures = {}
  await ours(daemon, headers, (await upload(daemon.url, headers, variation(files[0].bytes, 99))).id, 'jpeg')
  for (const type of ['jpeg', 'webp']) {
    const lists = { stencil: [], vipsthumbnail: [], sharp: [] }
    await theirs(files[0].path, type)
    for (const file of files) {
      lists.stencil.push(await ours(daemon, headers, file.id, type))
      lists.vipsthumbnail.push(thumbnailMs(file.path, width, join(folder, `thumbnail.${type === 'webp' ? 'webp' : 'jpg'}`), type === 'webp' ? '[Q=80,effort=0,strip]' : '[Q=82,strip]'))
      lists.sharp.push(await theirs(file.path, type))
    }
    const [stencil, vipsthumbnail, sharpMs] = [lists.stencil, lists.vipsthumbnail, lists.sharp].map(median)
    figures[type] = { stencil, vipsthumbnail, sharp: sharpMs, of_vipsthumbnail: stencil / vipsthumbnail, of_sharp: stencil / sharpMs }
  }
  return figures
}

async function measureUploads(daemon, headers) {
  const photo = await sharp(await noise(1080, 1350, 30)).jpeg({ quality: 80 }).toBuffer()
  const [count, clients] = [200, 8]
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < count) {
        const body = Buffer.from(variation(photo, 1))
        body.writeUInt32BE(++next, 10)
        await upload(daemon.url, headers, body)
      }
    }),
  )
  return { bytes: photo.length, clients, a_second: (count * 1000) / (performance.now() - began) }
}

const peakMb = (pid) => Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

async function measureMemory(daemon, headers, photo) {
  const bodies = Array.from({ length: 50 }, (_, n) => variation(photo, n + 100, 8 * mebibyte))
  const began = performance.now()
  await Promise.all(bodies.map((body) => upload(daemon.url, headers, body)))
  const seconds = (performance.now() - began) / 1000
  return { clients: 50, bytes: bodies[0].length, seconds, daemon_mb: peakMb(daemon.child.pid), workers_mb: workersOf(daemon.child.pid).map(peakMb) }
}

async function measure() {
  const daemon = await startDaemon(program, folder)
  try {
    const headers = await signUp(daemon.url, 'bench')
    const files = await uploadPhotos(daemon, headers, folder, photos)
    return {
      machine: { processors: cpus().length, model: cpus()[0].model },
      versions: { vipsthumbnail: execFileSync('vipsthumbnail', ['--version'], { encoding: 'utf8' }).trim(), sharp: sharp.versions.sharp, sharp_vips: sharp.versions.vips },
      photo_bytes: median(files.map(({ bytes }) => bytes.length)),
      cpu_ms: await comparePictures(daemon, headers, files),
      uploads: await measureUploads(daemon, headers),
      memory: await measureMemory(daemon, headers, files[0].bytes),
    }
  } finally {
    daemon.child.kill('SIGTERM')
    await new Promise((resolve) => daemon.child.on('exit', resolve))
    rmSync(folder, { recursive: true })
  }
}

const found = await measure()
writeFileSync(out, `${JSON.stringify(found, null, 2)}\n`)
const { jpeg, webp } = found.cpu_ms
for (const [name, f] of [['JPEG', jpeg], ['WebP', webp]])
  console.log(
    `12 megapixels (${(found.photo_bytes / mebibyte).toFixed(1)} MiB) to ${width} wide, ${name}: ${f.stencil.toFixed(0)} ms CPU; vipsthumbnail ` +
      `${f.vipsthumbnail.toFixed(0)} (${f.of_vipsthumbnail.toFixed(2)} of it); sharp ${f.sharp.toFixed(0)} (${f.of_sharp.toFixed(2)} of it)`,
  )
console.log(`uploads of ${(found.uploads.bytes / 1024).toFixed(0)} KiB by ${found.uploads.clients} clients: ${found.uploads.a_second.toFixed(0)} a second`)
console.log(
  `50 clients with ${(found.memory.bytes / mebibyte).toFixed(1)} MiB each: ${found.memory.seconds.toFixed(1)} s; at most ${found.memory.daemon_mb.toFixed(0)} MB resident ` +
    `for the daemon, ${found.memory.workers_mb.map((mb) => mb.toFixed(0)).join(' and ')} for its workers`,
)
