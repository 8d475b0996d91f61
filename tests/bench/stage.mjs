// SPDX-License-Identifier: Apache-2.0
// What the benchmarks of pictures share: photos, a daemon with somebody signed in, processor time.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import sharp from 'sharp'

const [wide, high] = [4000, 3000]

export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1]
sharp.concurrency(1)
sharp.cache(false)

export const noise = (w, h, sigma) =>
  sharp({ create: { width: w, height: h, channels: 3, noise: { type: 'gaussian', mean: 128, sigma } } }).png({ compressionLevel: 1 }).toBuffer()

/** Broad patches of colour and fine grain: about as hard to compress as a photo of leaves. */
async function makePhoto(n) {
  const grain = await sharp(await noise(wide / 2, high / 2, 34)).resize(wide, high).toBuffer()
  return sharp(await noise(12 + n, 9, 80))
    .resize(wide, high)
    .composite([{ input: grain, blend: 'overlay' }])
    .jpeg({ quality: 88 })
    .toBuffer()
}

export async function startDaemon(program, folder) {
  const env = { ...process.env, STENCIL_PASSWORD_COST: '10', STENCIL_MEDIA_AVIF: 'false', STENCIL_LOG_LEVEL: 'error' }
  const child = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--data', join(folder, 'data')], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface(child.stdout)) return { child, url: line.split(' ').at(-1) }
  throw new Error('the daemon did not start')
}

export async function ask(url, path, init = {}) {
  const reply = await fetch(url + path, init)
  const body = Buffer.from(await reply.arrayBuffer())
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${body}`)
  return body
}

export async function signUp(url, handle) {
  const json = (path, body) => ask(url, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  await json('/v1/accounts', { handle, password: 'correct horse battery' })
  const { token } = JSON.parse(await json('/v1/sessions', { handle, password: 'correct horse battery' }))
  return { authorization: `Bearer ${token}` }
}

export const upload = async (url, headers, body) => JSON.parse(await ask(url, '/v1/media', { method: 'POST', headers, body }))

/** So many photos, on disk for other programs and uploaded for ours. */
export async function uploadPhotos(daemon, headers, folder, count) {
  const files = []
  for (let n = 0; n < count; n++) {
    const bytes = await makePhoto(n)
    const path = join(folder, `${n}.jpg`)
    writeFileSync(path, bytes)
    files.push({ bytes, path, id: (await upload(daemon.url, headers, bytes)).id })
  }
  return files
}

export function workersOf(pid) {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ')[1] === `${pid}`
      } catch {
        return false
      }
    })
    .map(Number)
}

/** Milliseconds on a processor so far, of all threads. */
export function cpuOf(pids) {
  let ns = 0
  for (const pid of pids)
    for (const thread of readdirSync(`/proc/${pid}/task`)) ns += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
  return ns / 1e6
}

/** Milliseconds that a command takes, without what the program takes to start. */
export function commandMs(command, start) {
  const time = (args) => {
    const script = 'TIMEFORMAT="%U %S"; time "$@" >/dev/null'
    const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...args], { encoding: 'utf8', env: { ...process.env, MAGICK_THREAD_LIMIT: '1' } })
    if (status !== 0) throw new Error(stderr)
    return stderr.trim().split('\n').at(-1).split(' ').reduce((sum, text) => sum + Number(text) * 1000, 0)
  }
  return time(command) - time(start)
}

export function thumbnailMs(file, width, out, options) {
  const program = ['vipsthumbnail', '--vips-concurrency=1']
  return commandMs([...program, file, '--size', `${width}x`, '-o', `${out}${options}`], [...program, '--version'])
}
