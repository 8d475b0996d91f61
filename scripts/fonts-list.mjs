// SPDX-License-Identifier: Apache-2.0
// fonts-list.mjs: writes config/fonts/fonts.json, the list that builds and tests are held
// against, from config/fonts/families.json and the packages that it names. To be run after
// one of these has changed: npm ci && node scripts/fonts-list.mjs
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { charactersOf, decompress, difference, each, intersection, rangesFrom, rangesTo, sha256Of, slug, sourceOf } from './fonts-read.mjs'

// Joiners and marks of direction: a browser would load every family that has them for one emoji of several parts.
const INVISIBLE = [[0x200b, 0x200f], [0x2028, 0x202e], [0x2060, 0x206f], [0xfeff, 0xfeff]]

const folder = mkdtempSync(join(tmpdir(), 'fonts-'))

function subsetsOf(family) {
  if (family.subsets !== 'numbered') return family.subsets
  const ranges = JSON.parse(readFileSync(`node_modules/${family.npm}/unicode.json`, 'utf8'))
  return Object.keys(ranges).filter((name) => name.startsWith('[')).map((name) => name.slice(1, -1))
}

function declared(family, subset) {
  const ranges = JSON.parse(readFileSync(`node_modules/${family.npm}/unicode.json`, 'utf8'))
  return rangesFrom(ranges[`[${subset}]`] ?? ranges[subset])
}

async function fileOf(family, subset, weight, style) {
  const source = sourceOf(family, { subset, weight, style })
  const name = `${slug(family.family)}.${subset}.${weight}${style === 'italic' ? 'i' : ''}`
  const format = source.endsWith('.woff2') ? 'woff2' : 'truetype'
  const ttf = join(folder, `${name}.ttf`)
  copyFileSync(source, format === 'woff2' ? join(folder, `${name}.woff2`) : ttf)
  if (format === 'woff2') await decompress(join(folder, `${name}.woff2`))
  const own = { name, subset, weight, style, format }
  return { ...own, bytes: statSync(source).size, sha256: sha256Of(source), ttf_bytes: statSync(ttf).size, ttf_sha256: sha256Of(ttf) }
}

async function familyOf(family) {
  const files = []
  const wanted = subsetsOf(family).flatMap((subset) => family.weights.flatMap((weight) => family.styles.map((style) => [subset, weight, style])))
  await each(wanted, async ([subset, weight, style]) => files.push(await fileOf(family, subset, weight, style)))
  const order = (file) => wanted.findIndex(([subset, weight, style]) => file.subset === subset && file.weight === weight && file.style === style)
  files.sort((a, b) => order(a) - order(b))
  const subsets = subsetsOf(family).map((name) => {
    const characters = charactersOf(join(folder, `${files.find((file) => file.subset === name).name}.ttf`))
    const drawn = family.category === 'fallback' ? difference(characters, INVISIBLE) : characters
    return { name, unicode_range: rangesTo(family.ranges === 'file' ? drawn : intersection(drawn, declared(family, name))) }
  })
  const { category, npm, debian, weights, styles, scripts } = family
  const { license, license_file } = licenseOf(family)
  const is_sliced = family.subsets === 'numbered'
  return { family: family.family, category, npm, debian, license, license_file, weights, styles, scripts, is_sliced, subsets, files }
}

function licenseOf(family) {
  if (family.debian) return family
  const file = readdirSync(`node_modules/${family.npm}`).find((name) => /^LICENSE/.test(name))
  return { license: JSON.parse(readFileSync(`node_modules/${family.npm}/package.json`, 'utf8')).license, license_file: `node_modules/${family.npm}/${file}` }
}

// One line for each family's facts, subset and file: a change shows as the lines that it concerns.
function text(list) {
  const lines = (items) => items.map((item) => `      ${JSON.stringify(item)}`).join(',\n')
  const families = list.families.map(({ subsets, files, ...facts }) =>
    `    {${JSON.stringify(facts).slice(1, -1)},\n     "subsets": [\n${lines(subsets)}\n     ],\n     "files": [\n${lines(files)}\n     ]}`)
  const { default: preset, fallback, first_for_language } = list
  const facts = Object.entries({ default: preset, fallback, first_for_language }).map(([name, value]) => `  "${name}": ${JSON.stringify(value)},\n`)
  return `{\n${facts.join('')}  "families": [\n${families.join(',\n')}\n  ]\n}\n`
}

const list = JSON.parse(readFileSync('config/fonts/families.json', 'utf8'))
const families = []
for (const family of list.families) families.push(await familyOf(family))
writeFileSync('config/fonts/fonts.json', text({ ...list, families }))
rmSync(folder, { recursive: true })
const all = families.flatMap((family) => family.files)
const bytes = (what) => all.reduce((sum, file) => sum + file[what], 0)
console.log(`config/fonts/fonts.json: ${families.length} families, ${all.length} files, ${bytes('bytes')} bytes for browsers, ${bytes('ttf_bytes')} for Pango`)
