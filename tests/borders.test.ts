import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

type Door = string | RegExp

/** Which doors the files of each folder may go through besides their own folder's: other folders, our named doors, packages. */
const doors: Readonly<Record<string, readonly Door[]>> = {
  'src/engine': [],
  'src/http': ['#engine', 'hucre', 'pinyin-pro', /^node:/],
  'src/server': ['#engine', 'src/http', 'kysely', 'pg', /^node:/, /^(@?fastify|@electric-sql\/pglite)(\/|$)/],
  'src/web': [
    '#engine',
    '#resources',
    /^(dayjs|react|react-dom|react-router|antd|@ant-design|@refinedev|@tanstack)(\/|$)/,
  ],
  'resources/clauses': ['#engine'],
  resources: ['#engine', 'resources/clauses', /^resources\/(areas|policies|roles|reports\/[a-z]+)\.ts$/],
  'mock-api': ['#engine', '#resources', 'src/http', 'estate', 'json-server', /^node:/],
  estate: ['#engine', '#resources', /^resources\/roles\.ts$/],
  migrations: ['kysely'],
}

/** A few files may open more. */
const keys: Readonly<Record<string, readonly Door[]>> = {
  'src/server/main.ts': ['#resources', 'estate'],
  // The dictionary is heavy: one file fetches it, when somebody types.
  'src/web/shell/sounds.ts': ['pinyin-pro'],
  // So is the drawing: one file fetches it, when a statistic is drawn.
  'src/web/report/Chart.tsx': [/^echarts\//],
  // What a run says of people, it says by what they are called.
  'resources/clauses/billing-notices.ts': [/^resources\/roles\.ts$/],
}

const folderOf = (path: string) => Object.keys(doors).find((folder) => path.startsWith(`${folder}/`)) ?? path

/** A resource never imports another resource: it names it. Only the table of contents sees them all. */
const isNeighbour = (path: string, to: string) =>
  folderOf(to) === folderOf(path) && (folderOf(path) !== 'resources' || dirname(path) === 'resources')

const imported = (text: string) =>
  [
    /^(?:import|export|\})[^'\n]*\bfrom '([^']+)'/gm,
    /^import '([^']+)'/gm,
    /\bimport\('([^']+)'\)/g,
    ...requires(text).map((name) => new RegExp(`\\b${name}(?:\\.resolve)?\\('([^']+)'\\)`, 'g')),
  ].flatMap((line) => [...text.matchAll(line)].map((match) => match[1] ?? ''))
/** By what names a file asks for packages while it runs: `require`, and whatever it made with createRequire. */
const requires = (text: string) => [
  'require',
  ...[...text.matchAll(/\b(\w+) = createRequire\(/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'require'),
  'createRequire\\([^)]*\\)',
]

function trespasses(path: string, text: string): string[] {
  const open = [...(doors[folderOf(path)] ?? []), ...(keys[path] ?? [])]
  const mayEnter = (to: string) =>
    open.some((door) => (typeof door === 'string' ? door === folderOf(to) : door.test(to)))
  return imported(text)
    .map((from) => (from.startsWith('.') ? join(dirname(path), from) : from))
    .filter((to) => !isNeighbour(path, to) && !mayEnter(to))
}

/** What no line of a file may say, whatever it imports. */
function slips(path: string, text: string, forms: ReadonlySet<string>): string[] {
  const code = text.replace(/^\s*(\*|\/\/|\/\*).*$|\b(Pick|Omit)<[^>]*>/gm, '')
  const said: string[] = []
  if (!path.startsWith('resources/') && /^export default\b/m.test(code)) said.push('a default export')
  if (!path.startsWith('src/')) return said
  if (/\bconsole\./.test(code) && path !== 'src/server/log.ts') said.push('console.')
  const named = [...code.matchAll(/(['"`])([a-z][a-z0-9-]*)\1/g)]
    .map((match) => match[2] ?? '')
    .filter((word) => forms.has(word))
  return [...said, ...named.map((form) => `the form ${form}`)]
}

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const filesIn = (folder: string) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => `${folder}/${name}`)
    : []

const files = ['src', 'resources', 'mock-api', 'estate', 'migrations'].flatMap(filesIn)
const forms = new Set(
  files.flatMap((path) => [...read(path).matchAll(/\bform\(\s*'([^']+)'/g)].map((match) => match[1] ?? '')),
)

describe('the borders', () => {
  it.each(Object.keys(doors))('%s goes through its own doors only', (folder) => {
    const found = files
      .filter((path) => folderOf(path) === folder)
      .flatMap((path) => trespasses(path, read(path)).map((to) => `${path} imports ${to}`))
    expect(found).toEqual([])
  })

  it('nothing in src names a form, writes to the console or exports a default', () => {
    expect(files.flatMap((path) => slips(path, read(path), forms).map((word) => `${path} says ${word}`))).toEqual([])
  })

  it('sees who goes where he may not', () => {
    expect(trespasses('src/engine/desk/a.ts', `import x from 'react'\nimport { b } from '../b.ts'`)).toEqual(['react'])
    expect(trespasses('src/engine/a.ts', `import type { X } from '#engine'`)).toEqual(['#engine'])
    expect(trespasses('src/web/a.tsx', `import {\n  a,\n} from '../server/a.ts'`)).toEqual(['src/server/a.ts'])
    expect(trespasses('src/web/a.tsx', `await import('../../resources/index.ts')`)).toEqual(['resources/index.ts'])
    expect(trespasses('src/server/a.ts', `import { house } from '#resources'`)).toEqual(['#resources'])
    expect(trespasses('resources/money/a.ts', `import '../people/b.ts'\nimport { c } from '../clauses/c.ts'`)).toEqual([
      'resources/people/b.ts',
    ])
    expect(trespasses('resources/index.ts', `import b from './people/b.ts'`)).toEqual([])
    expect(trespasses('src/server/a.ts', `const load = createRequire(import.meta.url)\nload('hucre')`)).toEqual([
      'hucre',
    ])
    expect(trespasses('src/server/a.ts', `createRequire(import.meta.url)('react')`)).toEqual(['react'])
    expect(trespasses('mock-api/main.ts', `require('json-server'), require('fastify')`)).toEqual(['fastify'])
    const room = new Set(['rooms'])
    expect(slips('src/http/a.ts', `export default 'rooms'\nconsole.log("rooms/1")`, room)).toEqual([
      'a default export',
      'console.',
      'the form rooms',
    ])
    expect(slips('src/http/a.ts', ` * as in 'rooms'\nexport const x = 'broom'`, room)).toEqual([])
  })
})
