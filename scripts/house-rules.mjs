// SPDX-License-Identifier: Apache-2.0
// The rules of the house that a program can check (CONTRIBUTING.md): prints what breaks
// them and exits with 1. Run from the root: node scripts/house-rules.mjs
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

const broken = []
const rule = (holds, what) => holds || broken.push(what)
const read = (path) => readFileSync(path, 'utf8')

function files(folder, pattern) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return files(path, pattern)
    return pattern.test(name) ? [path] : []
  })
}

const sources = ['lib', 'server', 'tests'].flatMap((folder) => files(folder, /\.([ch]|cc)$/))
const code = sources.filter((path) => !path.startsWith('tests/'))
const scripts = ['scripts', 'demo', 'tests', 'web'].flatMap((folder) => files(folder, /\.(ts|mjs|js|css|sh)$/))

function checkRoutes() {
  const table = read('server/routes.def')
  const routes = [...table.matchAll(/^ROUTE\((\w+),\s*"([^"]+)",\s*(\w+),/gm)].map(([, method, path, name]) => ({ method, path, name }))
  const names = new Set(routes.map((route) => route.name))
  const operations = new Map()
  for (const [path, methods] of Object.entries(JSON.parse(read('schema/openapi.json')).paths))
    for (const [method, operation] of Object.entries(methods))
      if (operation.operationId) operations.set(operation.operationId, `${method.toUpperCase()} ${path}`)
  const exists = (path) => statSync(path, { throwIfNoEntry: false }) !== undefined
  for (const { method, path, name } of routes) {
    rule(exists(`server/api/${name}.c`), `route ${name} has no server/api/${name}.c`)
    rule(exists(`tests/api/${name}.test.ts`), `route ${name} has no tests/api/${name}.test.ts`)
    rule(operations.get(name) === `${method} ${path}`, `route ${name} (${method} ${path}) is in schema/openapi.json as ${operations.get(name)}`)
  }
  for (const operation of operations.keys()) rule(names.has(operation), `operation ${operation} has no route`)
  for (const path of files('server/api', /\.c$/)) rule(names.has(basename(path, '.c')), `${path} has no route`)
}

// A vendor's header has few homes.
const homes = [
  [/<microhttpd\.h>/, /^server\/http/],
  [/<(vips\/|pango\/|cairo|fontconfig\/)/, /^lib\/(media\/worker|render)\//],
  [/<taglib\//, /^lib\/media\/worker\//],
  [/<(jpeglib|jerror)\.h>/, /^lib\/render\//],
  [/<(seccomp|linux\/landlock)\.h>/, /^lib\/media\/worker\//],
  [/<(sqlite3|libpq-fe)\.h>/, /^lib\/db\//],
  [/<openssl\//, /^lib\/crypt\//],
  [/<curl\//, /^lib\/net\//],
  [/<uuid\//, /^lib\/base\//],
  [/<zip\.h>/, /^lib\/archive\//],
]

function checkIncludes() {
  for (const path of code) {
    const text = read(path)
    const includes = [...text.matchAll(/^#include (<[^>]+>|"[^"]+")/gm)].map((match) => match[1])
    for (const include of includes) {
      for (const [vendor, home] of homes) rule(!vendor.test(include) || home.test(path), `${path} includes ${include}, which lives elsewhere`)
      if (path.startsWith('lib/')) rule(!/^"(api|job)\//.test(include) && !isServerHeader(include), `${path} includes ${include}: lib never includes server`)
      if (path.startsWith('lib/rule/')) rule(!/^"(store|db|blob|media|crypt)\//.test(include), `${path} includes ${include}: a rule fetches nothing`)
      if (path.startsWith('lib/base/')) rule(!/^"(store|db|blob|media|crypt|rule)\//.test(include), `${path} includes ${include}: base stands on nothing`)
    }
  }
}

function isServerHeader(include) {
  const name = include.slice(1, -1)
  return include.startsWith('"') && statSync(join('server', name), { throwIfNoEntry: false }) !== undefined
}

function checkTables() {
  const all = code.map(read).join('\n')
  for (const path of files('schema/query', /\.sql$/))
    for (const [, name] of read(path).matchAll(/^-- name: (\w+)/gm)) rule(all.includes(`QUERY_${name}`), `${path}: statement ${name} is used nowhere`)
  for (const [, name] of read('lib/err.def').matchAll(/^ERR\((\w+),/gm)) rule(new RegExp(`\\b${name}\\b`).test(all), `lib/err.def: ${name} is used nowhere`)
  for (const [, section, key] of read('config/config.def').matchAll(/^SETTING\((\w+), (\w+),/gm))
    rule(new RegExp(`->${section}_${key}\\b`).test(all), `config/config.def: ${section}.${key} is used nowhere`)
}

function checkText() {
  for (const path of code) {
    const text = read(path)
    rule(path.startsWith('lib/db/') || !/"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM) /.test(text), `${path}: SQL in C`)
    rule(!/\b(strcpy|strcat|sprintf|gets|atoi|strtok)\(/.test(text), `${path}: an unbounded or unchecked C function`)
  }
  for (const path of [...sources, ...scripts]) {
    const lines = read(path).split('\n')
    rule(lines.slice(0, 2).join('\n').includes('SPDX-License-Identifier: Apache-2.0'), `${path}: no SPDX line`)
    rule(!/(^|[_./-])(utils?|common|helpers?|manager)([_./-]|$)/i.test(path), `${path}: a name that says nothing`)
    lines.forEach((line, i) => rule(line.length <= 200, `${path}:${i + 1}: ${line.length} characters`))
    rule(!/[ \t]$/m.test(lines.join('\n')), `${path}: blanks at the end of a line`)
  }
}

/** What a merge left open. */
function checkMerges() {
  const documents = [...files('docs', /\.md$/), ...readdirSync('.').filter((name) => /\.md$|^Makefile$|^Dockerfile$/.test(name)), 'schema/openapi.json']
  for (const path of [...sources, ...scripts, ...documents])
    rule(!/^(<{7} |>{7} |={7}$)/m.test(read(path)), `${path}: a conflict that nobody resolved`)
}

checkRoutes()
checkMerges()
checkIncludes()
checkTables()
checkText()
for (const what of broken) console.error(what)
console.log(`house rules: ${sources.length + scripts.length} files, ${broken.length} broken`)
process.exit(broken.length ? 1 : 0)
