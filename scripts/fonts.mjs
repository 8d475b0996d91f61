// SPDX-License-Identifier: Apache-2.0
// fonts.mjs FOLDER TABLE: brings the files of config/fonts/fonts.json into FOLDER, for
// browsers as WOFF2 and for Pango as TTF, and their licences; writes FOLDER/fonts.json, the
// list of what is there, and style sheets with @font-face rules, one a family; and TABLE, the
// same for C (lib/rule/font.h), and beside it fonts_list.json and fonts_short.json, the bodies of
// GET /v1/fonts. A file that is not the one listed stops the build. Debian's emoji come in several
// versions: any of them is taken, and FOLDER/fonts.json says which.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { charactersOf, decompress, each, rangesFrom, rangesTo, sha256, sha256Of, slug, sourceOf, union } from './fonts-read.mjs'

const [folder, table] = process.argv.slice(2)
const list = JSON.parse(readFileSync('config/fonts/fonts.json', 'utf8'))

function stop(what) {
  console.error(`fonts: ${what}`)
  process.exit(1)
}

const isThere = (path, digest) => existsSync(path) && sha256Of(path) === digest

function check(path, digest) {
  if (!isThere(path, digest)) stop(`${path} is not the file that config/fonts/fonts.json lists: run \`make deps\`, and if that does not help, node scripts/fonts-list.mjs`)
}

async function bring(family, file) {
  const source = sourceOf(family, file)
  if (!existsSync(source)) stop(`${source} is missing: run \`make deps\``)
  const ttf = join(folder, `${file.name}.ttf`)
  if (family.debian) return copyFileSync(source, ttf)
  const woff2 = join(folder, `${file.name}.woff2`)
  if (isThere(woff2, file.sha256) && isThere(ttf, file.ttf_sha256)) return
  copyFileSync(source, woff2)
  check(woff2, file.sha256)
  await decompress(woff2)
  check(ttf, file.ttf_sha256)
}

// Another version of a Debian file than the listed one: what it is and covers is found out.
function renew(family) {
  const [file] = family.files
  const path = join(folder, `${file.name}.ttf`)
  const digest = sha256Of(path)
  if (digest === file.sha256) return
  console.log(`  ${file.name}.ttf is of another version than in config/fonts/fonts.json`)
  const bytes = statSync(path).size
  Object.assign(file, { sha256: digest, ttf_sha256: digest, bytes, ttf_bytes: bytes })
  family.subsets[0].unicode_range = rangesTo(charactersOf(path))
}

function license(family) {
  const name = `${slug(family.family)}.txt`
  copyFileSync(family.license_file, join(folder, 'licenses', name))
  family.license_file = `licenses/${name}`
}

const extension = (file) => (file.format === 'woff2' ? 'woff2' : 'ttf')
const address = (file) => `${file.sha256}.${extension(file)}`
const rangeOf = (family, file) => family.subsets.find(({ name }) => name === file.subset).unicode_range

// The addresses are beside the style sheet's own.
function styleSheet(family) {
  const rules = family.files.map((file) =>
    `@font-face{font-family:"${family.family}";font-style:${file.style};font-weight:${file.weight};font-display:swap;` +
    `src:url(${address(file)}) format("${file.format}");unicode-range:${rangeOf(family, file)}}`)
  return `/* ${family.family}: ${family.license} */\n${rules.join('\n')}\n`
}

function writeStyleSheet(family) {
  const text = styleSheet(family)
  family.css_sha256 = sha256(text)
  family.license_sha256 = sha256Of(join(folder, family.license_file))
  writeFileSync(join(folder, `${slug(family.family)}.css`), text)
}

// Address, file in the folder, type.
function served() {
  const types = { woff2: 'font/woff2', ttf: 'font/ttf' }
  const rows = list.families.flatMap((family) => [
    [`${family.css_sha256}.css`, `${slug(family.family)}.css`, 'text/css; charset=utf-8'],
    [`${family.license_sha256}.txt`, family.license_file, 'text/plain; charset=utf-8'],
    ...family.files.map((file) => [address(file), `${file.name}.${extension(file)}`, types[extension(file)]]),
  ])
  return [...new Map(rows.map((row) => [row[0], row])).values()].sort((a, b) => (a[0] < b[0] ? -1 : 1))
}

const url = (name) => `/v1/fonts/${name}`

const filesOf = (family) =>
  family.files.map((file) => ({
    url: url(address(file)), sha256: file.sha256, bytes: file.bytes, format: file.format,
    weight: file.weight, style: file.style, unicode_range: rangeOf(family, file),
  }))

// Of GET /v1/fonts; the short one is without files.
function bodyOf(part) {
  const items = list.families.map((family) => ({
    name: family.family, category: family.category, weights: family.weights, styles: family.styles, scripts: family.scripts,
    license: { name: family.license, url: url(`${family.license_sha256}.txt`) }, css: url(`${family.css_sha256}.css`),
    ...(part === 'short' ? {} : { files: filesOf(family) }),
  }))
  const { default: preset, fallback, first_for_language } = list
  return JSON.stringify({ default: preset, fallback, first_for_language, items })
}

function writeBody(part) {
  const text = bodyOf(part)
  writeFileSync(join(dirname(table), `fonts_${part}.json`), text)
  return `const char font_${part}_sha256[] = "${sha256(text)}";\n`
}

function removeOthers() {
  const wanted = new Set(list.families.flatMap((family) => family.files.flatMap(({ name }) => [`${name}.ttf`, `${name}.woff2`])))
  for (const name of readdirSync(folder)) if (/\.(ttf|woff2)$/.test(name) && !wanted.has(name)) rmSync(join(folder, name))
}

const index = (name) => list.families.findIndex((family) => family.family === name)

// Of a family in slices a character leads to its slice; of the others to the family.
function tableOf(family, number) {
  const ranges = family.subsets.flatMap(({ unicode_range }, subset) => rangesFrom(unicode_range).map((range) => [...range, subset]))
  const whole = () => union(ranges.map(([first, last]) => [first, last])).map((range) => [...range, 0])
  const sorted = family.is_sliced ? ranges.sort((a, b) => a[0] - b[0]) : whole()
  sorted.forEach((range, i) => i && range[0] <= sorted[i - 1][1] && stop(`${family.family}: two slices have U+${range[0].toString(16)}`))
  const subset = (name) => family.subsets.findIndex((one) => one.name === name)
  // The last declared comes first, as with @font-face.
  const files = [...family.files].reverse().map((file) =>
    `{"${file.name}", "${file.sha256}", ${subset(file.subset)}, ${file.weight}, ${file.style === 'italic'}, ${file.format === 'woff2'}},`)
  // In one of several files that are not slices, a character outside its subset's range is not looked for, as with @font-face.
  const own = !family.is_sliced && family.subsets.length > 1 ? ranges.sort((a, b) => a[2] - b[2] || a[0] - b[0]) : []
  return {
    arrays: (own.length ? `static const struct font_range own_${number}[] = {\n${wrap(own.map(([a, b, s]) => `{${a}, ${b}, ${s}},`))}};\n` : '') +
      `static const struct font_range ranges_${number}[] = {\n${wrap(sorted.map(([a, b, s]) => `{${a}, ${b}, ${s}},`))}};\n` +
      `static const struct font_file files_${number}[] = {\n${files.join('\n')}\n};\n`,
    entry: `{"${family.family}", ${family.is_sliced}, ${family.category === 'emoji'}, ` +
      `${!['emoji', 'fallback'].includes(family.category)}, ${Math.max(...family.weights)}, ` +
      `${family.styles.includes('italic')}, ranges_${number}, ${sorted.length}, files_${number}, ${files.length}, ` +
      `${own.length ? `own_${number}` : 'NULL'}, ${own.length}},`,
  }
}

function wrap(items) {
  const lines = []
  for (let i = 0; i < items.length; i += 8) lines.push(items.slice(i, i + 8).join(' '))
  return `${lines.join('\n')}\n`
}

function source() {
  const tables = list.families.map(tableOf)
  const rows = served().map((row) => `{${row.map((text) => `"${text}"`).join(', ')}},`)
  const languages = Object.entries(list.first_for_language).map(([language, name]) => `{"${language}", ${index(name)}},`)
  return `/* SPDX-License-Identifier: Apache-2.0 */\n/* Made by scripts/fonts.mjs. */\n#include "rule/font.h"\n\n${tables.map(({ arrays }) => arrays).join('')}
const struct font_family font_families[] = {\n${tables.map(({ entry }) => entry).join('\n')}\n};
const size_t font_family_count = ${tables.length};
const unsigned short font_fallback[] = {${list.fallback.map(index).join(', ')}};
const size_t font_fallback_count = ${list.fallback.length};
const struct font_language font_languages[] = {${languages.join(' ')}};
const size_t font_language_count = ${languages.length};
const struct font_served font_served[] = {\n${rows.join('\n')}\n};
const size_t font_served_count = ${rows.length};
${writeBody('list')}${writeBody('short')}`
}

mkdirSync(join(folder, 'licenses'), { recursive: true })
mkdirSync(dirname(table), { recursive: true })
await each(list.families.flatMap((family) => family.files.map((file) => ({ family, file }))), ({ family, file }) => bring(family, file))
for (const family of list.families) {
  if (family.debian) renew(family)
  license(family)
  writeStyleSheet(family)
}
removeOthers()
writeFileSync(table, source())
writeFileSync(join(folder, 'fonts.json'), `${JSON.stringify(list)}\n`)
console.log(`  FONTS ${basename(folder)}: ${list.families.length} families, ${list.families.flatMap((family) => family.files).length} files`)
