// SPDX-License-Identifier: Apache-2.0
// What scripts/fonts.mjs and scripts/fonts-list.mjs share: digests, the characters of a font
// file, and WOFF2 made into TTF, which is what Pango takes.
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { promisify } from 'node:util'

const run = promisify(execFile)

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')
export const sha256Of = (path) => sha256(readFileSync(path))

// As many at once as there are processors.
export async function each(items, act) {
  const left = [...items]
  const worker = async () => {
    for (let item; (item = left.shift()) !== undefined; ) await act(item)
  }
  await Promise.all(Array.from({ length: availableParallelism?.() ?? cpus().length }, worker))
}

// FOLDER/NAME.woff2 gets a FOLDER/NAME.ttf beside it.
export const decompress = (woff2) => run('woff2_decompress', [woff2])

// The characters that fontconfig finds in a file, as [first, last] pairs in their order.
export function charactersOf(path) {
  const text = execFileSync('fc-query', ['--format', '%{charset}', path], { encoding: 'utf8', maxBuffer: 1 << 24 })
  return text.trim().split(/\s+/).map((range) => {
    const [first, last = first] = range.split('-')
    return [parseInt(first, 16), parseInt(last, 16)]
  })
}

// CSS: "U+0-FF,U+131".
export const rangesFrom = (css) =>
  css.split(',').map((range) => {
    const [first, last = first] = range.trim().replace(/^U\+/i, '').split('-')
    return [parseInt(first, 16), parseInt(last, 16)]
  })

export const rangesTo = (ranges) =>
  ranges.map(([first, last]) => (first === last ? `U+${first.toString(16)}` : `U+${first.toString(16)}-${last.toString(16)}`)).join(',').toUpperCase()

export function union(ranges) {
  const merged = []
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = merged.at(-1)
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last)
    else merged.push([first, last])
  }
  return merged
}

const LAST = 0x10ffff
const complement = (ranges) =>
  [...ranges, [LAST + 1, LAST + 1]].map(([first], i) => [i ? ranges[i - 1][1] + 1 : 0, first - 1]).filter(([first, last]) => first <= last)

// Both are ascending and apart.
export const difference = (some, others) => intersection(some, complement(others))

export const intersection = (some, others) =>
  union(some.flatMap(([first, last]) =>
    others.filter(([a, b]) => a <= last && b >= first).map(([a, b]) => [Math.max(a, first), Math.min(b, last)])))

export const slug = (family) => family.toLowerCase().replaceAll(' ', '-')

// An npm file is called after its subset, weight and style; a Debian file is the one there is.
export const sourceOf = (family, { subset, weight, style }) =>
  family.debian ?? `node_modules/${family.npm}/files/${slug(family.family)}-${subset}-${weight}-${style}.woff2`
