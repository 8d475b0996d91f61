// SPDX-License-Identifier: Apache-2.0
// Prints how long the daemon takes from its start on an empty folder to its first answer,
// and the resident memory that it then holds. Run: make bench-start
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const program = process.argv[2] ?? 'build/stencild'
const rounds = Number(process.argv[3] ?? 15)
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1]
const answer = (url) => new Promise((resolve, reject) => get(url, (reply) => reply.resume().on('end', resolve)).on('error', reject))
const residentMb = (pid) => Number(/^Rss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024

async function round() {
  const folder = mkdtempSync(join(tmpdir(), 'stencil-start-'))
  const began = performance.now()
  const daemon = spawn(program, ['serve', '--listen', '127.0.0.1:0', '--data', folder], { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise((resolve) => daemon.on('exit', resolve))
  for await (const line of createInterface(daemon.stdout)) {
    await answer(`${line.split(' ').at(-1)}/healthz`)
    break
  }
  const figures = { ms: performance.now() - began, mb: residentMb(daemon.pid) }
  daemon.kill('SIGTERM')
  if (await ended) throw new Error('the daemon did not end well')
  rmSync(folder, { recursive: true })
  return figures
}

const all = []
for (let i = 0; i < rounds; i++) all.push(await round())
for (const [unit, name] of [['ms', 'start to first answer'], ['mb', 'resident memory at rest']]) {
  const list = all.map((figures) => figures[unit])
  console.log(`${name}: median ${median(list).toFixed(1)} ${unit}, ${Math.min(...list).toFixed(1)} to ${Math.max(...list).toFixed(1)}`)
}
