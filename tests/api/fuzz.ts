import fc from 'fast-check'
import { resourceNamed } from '#engine'
import { house } from './toy.ts'

/** One request that somebody might send. */
export interface Asked {
  readonly who: string
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}
/** Ids that lead somewhere. */
export interface Known {
  readonly estates: string[]
  readonly things: string[]
  readonly slips: string[]
}

const papers = ['toy-wire-things', 'toy-wire-slips']
const fields = papers.flatMap((name) => Object.keys(resourceNamed(house, name).form.fields))
const hostile = [
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  '\u0000',
  '\ud800',
  "'; drop table x; --",
  '%',
  '_',
  '\\',
  '"',
  '\u202e',
  '😀',
  '0',
  '-1',
  '1e309',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '../..',
  'x'.repeat(300),
  '２０２６',
  '张伟',
]
const plausible = [
  '1',
  '2',
  '100',
  '-5',
  '12.50',
  '2026-11-21',
  '2026-02-30',
  '2026-11',
  '08:30',
  '2026-11-21T02:00:00.000Z',
  'today',
  'today-3',
  'month',
  'me',
  'red',
  'a',
  'draft',
  'signing',
  '13800138000',
  '8000',
  '11010519491231002X',
  '3-2-1201',
  'csv',
  'xlsx',
  'code,price',
  'desc',
  'asc,desc',
  '0',
  '50',
  '1000',
  '9999999999999999',
  '0001-01-01',
  '9999-12-31',
  '99999-01-01',
]

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...plausible) },
  { weight: 2, arbitrary: fc.constantFrom(...hostile) },
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const number = fc.oneof(
  fc.integer(),
  fc.constantFrom(0, -0, 1, 2, 100, 0.1, 1e15, 1e21, -1, 2 ** 31, 2 ** 53, 2 ** 63, 1e308),
  fc.double({ noNaN: true }),
)
const anything = fc.oneof(
  { weight: 3, arbitrary: word },
  { weight: 2, arbitrary: number },
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue({ maxDepth: 3 }),
)

/** The id of something that is there, or of nothing. */
const idIn = ({ things, slips, estates }: Known) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.nat().map((at) => things[at % things.length] as string) },
    { weight: 6, arbitrary: fc.nat().map((at) => slips[at % slips.length] as string) },
    { weight: 1, arbitrary: fc.constantFrom(...estates) },
    { weight: 1, arbitrary: word },
  )
const line = fc.record(
  { name: anything, price: anything, count: anything, id: anything, x: anything },
  { requiredKeys: [] },
)
/** A draft that is often right. */
function blanksIn(known: Known) {
  const id = idIn(known)
  const day = fc.constantFrom('2026-11-21', '2026-12-31', '2026-02-30')
  const value = (right: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: anything })
  return fc.record(
    {
      project: value(fc.constantFrom(...known.estates)),
      code: value(fc.string({ minLength: 1, maxLength: 30 })),
      thing: value(fc.nat().map((at) => known.things[at % known.things.length])),
      parent: value(id),
      amount: value(fc.integer({ min: 1, max: 10 ** 7 })),
      price: value(fc.integer({ min: -100, max: 10 ** 8 })),
      pieces: value(fc.nat()),
      area: value(fc.integer({ max: 10 ** 6 }).map((hundredths) => hundredths / 100)),
      share: value(fc.integer({ min: 0, max: 100 })),
      on: value(day),
      period: value(fc.constantFrom('2026-11', '2026-13')),
      hour: value(fc.constantFrom('08:30', '24:00')),
      moment: value(fc.constantFrom('2026-11-21T02:00:00.000Z', '2026-11-21')),
      colour: value(fc.constantFrom('red', 'green')),
      marks: value(fc.subarray(['a', 'b', 'c'])),
      done: value(fc.boolean()),
      stars: value(fc.integer({ min: 1, max: 5 })),
      tel: value(fc.constantFrom('13800138000', '0755-12345678')),
      card: value(fc.constant('11010519491231002X')),
      story: value(fc.string()),
      remark: value(fc.string()),
      parts: value(fc.array(line, { maxLength: 3 })),
      photos: anything,
      files: anything,
      status: anything,
      number: anything,
      chain: anything,
      double: anything,
      labels: anything,
      voiding: anything,
      _label: anything,
      __proto__: anything,
    },
    { requiredKeys: ['code', 'project', 'thing', 'amount'] },
  )
}
const draftIn = (known: Known) =>
  fc.oneof(
    {
      weight: 5,
      arbitrary: blanksIn(known).map((blanks) =>
        pick(blanks, [
          'project',
          'code',
          'price',
          'on',
          'colour',
          'marks',
          'done',
          'parent',
          'tel',
          'parts',
          'story',
          'area',
        ]),
      ),
    },
    { weight: 5, arbitrary: blanksIn(known).map((blanks) => pick(blanks, ['thing', 'amount', 'remark', 'on'])) },
    { weight: 3, arbitrary: blanksIn(known) },
    { weight: 1, arbitrary: fc.dictionary(word, anything) },
  )
const pick = (blanks: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(blanks).filter(([name]) => names.includes(name)))
const version = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(1, 2, 3, 4) }, { weight: 1, arbitrary: anything })
const withVersion = (known: Known) =>
  fc
    .tuple(draftIn(known), version)
    .map(([draft, version]) => ({ ...pick(draft, ['price', 'remark', 'story', 'amount', 'done', 'labels']), version }))
const answers = fc.record(
  { version, voucher: anything, reason: word, opinion: word, to: word, deputyFor: word, amount: anything },
  { requiredKeys: ['version'] },
)
const row = (known: Known) =>
  fc
    .tuple(draftIn(known), idIn(known), version, word)
    .map(([draft, id, version, action]) => ({ ...draft, id, version, action }))
const thingIn = (known: Known) =>
  blanksIn(known).map((blanks) =>
    pick(blanks, ['project', 'code', 'price', 'on', 'colour', 'marks', 'done', 'tel', 'story', 'area']),
  )
const slipIn = (known: Known) => blanksIn(known).map((blanks) => pick(blanks, ['thing', 'amount', 'remark', 'on']))
const garbage = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.jsonValue(),
  fc.constant('['.repeat(5000)),
  fc.constant('{"a":'.repeat(2000)),
)
const batchIn = (known: Known) => {
  const some = fc.array(row(known), { maxLength: 3 })
  return fc.record(
    { create: fc.array(thingIn(known), { maxLength: 4 }), update: some, remove: some, act: some },
    { requiredKeys: [] },
  )
}
/** A body that often fits where it is sent. */
function bodyIn(known: Known, method: string, path: string): fc.Arbitrary<unknown> {
  const fitting = path.includes('/actions/')
    ? answers
    : path.endsWith('/batch')
      ? batchIn(known)
      : path.endsWith('/reveal')
        ? fc.record({ field: fc.constantFrom('tel', 'card', 'code'), reason: word })
        : method === 'PATCH'
          ? withVersion(known)
          : path.includes('slips')
            ? slipIn(known)
            : thingIn(known)
  return fc.oneof(
    { weight: 16, arbitrary: fitting },
    { weight: 3, arbitrary: draftIn(known) },
    { weight: 1, arbitrary: garbage },
  )
}

const ops = ['', '_ne', '_gt', '_gte', '_lt', '_lte', '_like', '_null', '_in', '_has']
const tree: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      field: fc.constantFrom(...fields),
      op: fc.constantFrom('eq', 'ne', 'gt', 'lte', 'like', 'in', 'null'),
      value: anything,
    }),
    fc.record({ and: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ or: fc.array(tie('node'), { maxLength: 3 }) }),
    anything,
  ),
})).node
const param = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc
        .tuple(
          fc.constantFrom(...fields, 'id', 'project', 'createdAt', 'updatedBy', 'version'),
          fc.constantFrom(...ops),
        )
        .map((parts) => parts.join('')),
      word,
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom('_start', '_end', '_limit'),
      fc.constantFrom('0', '5', '20', '1000', '1001', '-1', 'x'),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constant('_sort'),
      fc.subarray([...fields, 'id', 'createdBy']).map((names) => names.slice(0, 3).join()),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom('_order', 'q', 'columns', '_after', '_before', 'version', 'format'), word),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant('_after'),
      fc.array(anything, { maxLength: 3 }).map((values) => Buffer.from(JSON.stringify(values)).toString('base64url')),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant('_where'),
      tree.map((node) => JSON.stringify(node)),
    ),
  },
  { weight: 1, arbitrary: fc.tuple(word, word) },
)
/** Half a character has no place in an address. */
const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd')
const few = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.array(arbitrary, { maxLength: 1 }) }, fc.array(arbitrary, { maxLength: 4 }))
const queryOf = (params: readonly (readonly [string, string])[]) =>
  params.length
    ? `?${params.map((pair) => pair.map((part) => encodeURIComponent(wellFormed(part))).join('=')).join('&')}`
    : ''

const segment = (text: string) => encodeURIComponent(wellFormed(text)) || '%20'
const actions = [
  'submit',
  'sign',
  'giveBack',
  'pay',
  'lapse',
  'void',
  'confirm-void',
  'cancel-void',
  '__proto__',
  'nonsense',
]
const shapes = [
  'GET ',
  'GET ',
  'GET ',
  'POST ',
  'POST ',
  'POST ',
  'POST ',
  'POST ',
  'GET /id',
  'PATCH /id',
  'PATCH /id',
  'DELETE /id',
  'GET /totals',
  'POST /batch',
  'GET /id/actions',
  'GET /id/history',
  'POST /id/actions',
  'POST /id/actions',
  'POST /id/actions',
  'POST /id/reveal',
  'GET /export',
  'PUT /id',
  'GET /junk',
]
const fixed = [
  'GET /api/session',
  'DELETE /api/nothing',
  'GET /api/catalogue',
  'GET /api/openapi.json',
  'GET /healthz',
  'GET /readyz',
  'GET /api/files/x',
  'GET /api/inbox',
  'GET /api/inbox?box=done',
  'GET /api/caller?q=1',
  'GET /api/caller/x',
  'GET /api/reports/toy-wire-sums',
  'GET /api/reports/toy-wire-sums?by=month',
  'POST /api/files',
  'POST /api/passwords',
  'PUT /api/session/password',
  'GET /api',
  'GET /nowhere',
]

function pathIn(known: Known): fc.Arbitrary<readonly [string, string]> {
  const paper = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...papers) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('toy-wire-estates', 'toy-wire-staff', 'toy-wire-rules', 'toy-wire-secrets'),
    },
    { weight: 1, arbitrary: word },
  )
  const action = fc.constantFrom(...actions)
  return fc.oneof(
    {
      weight: 30,
      arbitrary: fc
        .tuple(fc.constantFrom(...shapes), paper, idIn(known), action, word)
        .map(([shape, name, id, step, junk]) => {
          const [method = '', end = ''] = shape.split(' ')
          const own = known.things.includes(id) ? 'toy-wire-things' : known.slips.includes(id) ? 'toy-wire-slips' : name
          const base = `/api/${segment(end.includes('/id') ? own : name)}`
          const rest = end
            .replace('/id/actions', method === 'POST' ? `/id/actions/${segment(step)}` : '/id/actions')
            .replace('/id', `/${segment(id)}`)
            .replace('/junk', `/${segment(junk)}/${segment(junk)}`)
          return [method, base + (end.startsWith('/export') ? '/export?format=csv' : rest)] as const
        }),
    },
    { weight: 2, arbitrary: fc.constantFrom(...fixed).map((one) => one.split(' ') as [string, string]) },
  )
}
const headers = fc.oneof(
  { weight: 12, arbitrary: fc.constant({}) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('k1', 'k2', 'k3', 'x'.repeat(300)).map((key) => ({ 'idempotency-key': key })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { origin: 'https://evil.example' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'if-none-match': '*' },
      { 'x-http-method-override': 'DELETE' },
      { cookie: 'guanjia_session=%00; guanjia_session=x' },
    ),
  },
)

const people = ['clerk', 'clerk', 'clerk', 'clerk', 'manager', 'manager', 'rival', 'guard', 'cashier', 'nobody']

/** Requests over the whole contract: right ones, wrong ones, hostile ones. */
export const askedOf = (known: Known): fc.Arbitrary<Asked> =>
  fc
    .tuple(fc.constantFrom(...people), pathIn(known), few(param), headers)
    .chain(([who, [method, path], params, headers]) => {
      const reads = method === 'GET' || method === 'DELETE'
      const query = reads || params.length > 3 ? queryOf(params) : ''
      const versioned = method === 'DELETE' && !query ? '?version=1' : query
      const whole = path + (path.includes('?') ? versioned.replace('?', '&') : versioned)
      const body = reads ? fc.constant(undefined) : bodyIn(known, method, path)
      return body.map((body) => ({ who, method, path: whole, body, headers }))
    })
