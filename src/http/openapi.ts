import type { Catalogue, FieldCard, ResourceCard } from '#engine'

/** OpenAPI 3.1 of the contract, read off the catalogue as this person may see it. */

type Json = Readonly<Record<string, unknown>>

const at = (schema: string) => ({ $ref: `#/components/schemas/${schema}` })
const json = (schema: Json): Json => ({ 'application/json': { schema } })
const many = (items: Json): Json => ({ type: 'array', items })
const refused = { description: '不予办理', content: { 'application/problem+json': { schema: at('Problem') } } }
const answer = (status: number, schema: Json | undefined, more: Json = {}): Json => ({
  [status]: { description: '已办', ...(schema && { content: json(schema) }), ...more },
  default: refused,
})
const named = (name: string, place: 'path' | 'query' | 'header', more: Json = {}): Json => ({
  name,
  in: place,
  ...(place === 'path' && { required: true }),
  schema: { type: 'string' },
  ...more,
})
const ID = named('id', 'path')
const ONCE = named('Idempotency-Key', 'header')
const VERSION = named('version', 'query', { required: true, schema: { type: 'integer' } })
const body = (schema: Json, required = true): Json => ({ required, content: json(schema) })

/** What a blank holds, by its kind. */
const types: Readonly<Record<string, Json>> = {
  money: { type: 'integer', description: '分' },
  whole: { type: 'integer' },
  rating: { type: 'integer', minimum: 1, maximum: 5 },
  decimal: { type: 'number' },
  percent: { type: 'number' },
  date: { type: 'string', format: 'date' },
  month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' },
  instant: { type: 'string', format: 'date-time' },
  tick: { type: 'boolean' },
  stamp: { type: 'object' },
  signatures: many({ type: 'object' }),
  attachment: many({ type: 'object' }),
}
function schemaOf({ kind, label, choices, form, fields, by }: FieldCard): Json {
  const note = { title: label, ...(by === 'office' && { readOnly: true }), ...(form && { description: form }) }
  if (kind === 'lines') return { ...note, ...many({ type: 'object', properties: propertiesOf(fields ?? []) }) }
  if (kind === 'choice') return { ...note, type: 'string', enum: Object.keys(choices ?? {}) }
  if (kind === 'choices') return { ...note, ...many({ type: 'string', enum: Object.keys(choices ?? {}) }) }
  return { ...(types[kind] ?? { type: 'string' }), ...note }
}
const propertiesOf = (fields: readonly FieldCard[]): Json =>
  Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)]))

const envelope: Json = {
  id: { type: 'string', readOnly: true },
  version: { type: 'integer', readOnly: true },
  project: { type: ['string', 'null'] },
  createdAt: { type: 'string', format: 'date-time', readOnly: true },
  createdBy: { type: 'string', readOnly: true },
  updatedAt: { type: 'string', format: 'date-time', readOnly: true },
  updatedBy: { type: 'string', readOnly: true },
  labels: { type: 'object', additionalProperties: { type: 'string' }, readOnly: true },
}
const recordOf = ({ label, fields }: ResourceCard): Json => ({
  title: label,
  type: 'object',
  properties: { ...envelope, ...propertiesOf(fields) },
  required: ['id', 'version'],
})

const listParams = (names: readonly string[]) => names.map((name) => named(name, 'query'))
const LIST = listParams(['_start', '_end', '_sort', '_order', 'q', '_where', '_after', '_before', '_limit', 'project'])
const filtersOf = ({ list, label }: ResourceCard) => [
  ...LIST,
  ...(list.filters ?? []).map((name) =>
    named(name, 'query', { description: `${label}的筛选；另有 _ne _gte _lte _gt _lt _like _null` }),
  ),
]
const TOTAL = { headers: { 'X-Total-Count': { schema: { type: 'integer' } } } }

function pathsOf(card: ResourceCard): Json {
  const { name, label } = card
  const record = at(name)
  const tags = [label]
  const operation = (summary: string, responses: Json, more: Json = {}): Json => ({ tags, summary, responses, ...more })
  const steps = (card.actions ?? []).map(({ name: action, label: verb }) => [
    `/api/${name}/{id}/actions/${action}`,
    { post: operation(verb, answer(200, record), { parameters: [ID, ONCE], requestBody: body(at('Answers')) }) },
  ])
  return {
    [`/api/${name}`]: {
      get: operation(`${label}列表`, answer(200, many(record), TOTAL), { parameters: filtersOf(card) }),
      post: operation(`新建${label}`, answer(201, record), { parameters: [ONCE], requestBody: body(record) }),
    },
    [`/api/${name}/{id}`]: {
      get: operation(`查看${label}`, answer(200, record), { parameters: [ID] }),
      patch: operation(`修改${label}`, answer(200, record), { parameters: [ID, ONCE], requestBody: body(record) }),
      delete: operation(`删除${label}`, answer(204, undefined), { parameters: [ID, VERSION] }),
    },
    ...exitsOf(card, operation),
    ...Object.fromEntries(steps),
  }
}
function exitsOf(card: ResourceCard, operation: (summary: string, responses: Json, more?: Json) => Json): Json {
  const path = `/api/${card.name}`
  const file = [
    named('format', 'query', { required: true, schema: { enum: ['csv', 'xlsx'] } }),
    named('columns', 'query'),
  ]
  const secret = { type: 'object', properties: { field: { type: 'string' }, reason: { type: 'string' } } }
  return {
    [`${path}/totals`]: { get: operation('合计', answer(200, at('Totals')), { parameters: filtersOf(card) }) },
    [`${path}/export`]: {
      get: operation('导出', answer(200, undefined), { parameters: [...file, ...filtersOf(card)] }),
    },
    [`${path}/batch`]: {
      post: operation('批量办理', answer(200, { type: 'object' }), {
        parameters: [ONCE],
        requestBody: body(at('Batch')),
      }),
    },
    [`${path}/{id}/actions`]: { get: operation('可办事项', answer(200, many(at('Step'))), { parameters: [ID] }) },
    [`${path}/{id}/history`]: { get: operation('经过', answer(200, many(at('Entry'))), { parameters: [ID] }) },
    [`${path}/{id}/reveal`]: {
      post: operation('查看完整内容', answer(200, { type: 'object' }), { parameters: [ID], requestBody: body(secret) }),
    },
  }
}

const text = { type: 'string' }
const rows = many({ type: 'object' })
const shared: Json = {
  Answers: { type: 'object', properties: { version: { type: 'integer' } }, required: ['version'] },
  Batch: { type: 'object', properties: { create: rows, update: rows, remove: rows, act: rows } },
  Entry: {
    type: 'object',
    properties: {
      at: text,
      by: { type: 'object' },
      action: text,
      changes: { type: 'object' },
      note: { type: ['string', 'null'] },
    },
  },
  Problem: {
    type: 'object',
    properties: {
      ...{ type: text, title: text, status: { type: 'integer' }, detail: text, message: text },
      ...{
        errors: { type: 'object', additionalProperties: many(text) },
        blockers: rows,
        current: { type: 'object' },
        rows,
      },
    },
  },
  Progress: { type: 'object', properties: { done: { type: 'integer' }, of: { type: ['integer', 'null'] } } },
  Step: {
    type: 'object',
    properties: { name: text, label: text, allowed: { type: 'boolean' }, blockers: rows, asks: rows },
  },
  Totals: {
    type: 'object',
    properties: { count: { type: 'integer' }, sums: { type: 'object', additionalProperties: { type: 'number' } } },
  },
}

const officeOperation = (summary: string, names: readonly string[], path: readonly Json[] = []): Json => ({
  get: {
    tags: ['办公'],
    summary,
    responses: answer(200, { type: 'object' }),
    parameters: [...path, ...names.map((name) => named(name, 'query'))],
  },
})
/** What the office brings together, beside its papers. */
const officePaths = (reports: Catalogue['reports']): Json => ({
  '/api/inbox': officeOperation('待办', ['box', 'project']),
  '/api/caller': officeOperation('来电查找', ['q', 'project']),
  '/api/progress/{key}': {
    get: {
      ...{ tags: ['办公'], summary: '办理进度：以该步骤的 Idempotency-Key 询问' },
      responses: answer(200, at('Progress')),
      parameters: [named('key', 'path')],
    },
  },
  '/api/caller/{home}': officeOperation('来电一屏', [], [named('home', 'path')]),
  ...Object.fromEntries(
    reports.map(({ name, label, dimensions }) => [
      `/api/reports/${name}`,
      officeOperation(label, ['by', 'from', 'to', 'format', ...dimensions.map((one) => one.name)]),
    ]),
  ),
})

export const openApiOf = ({ resources, reports }: Catalogue): Json => ({
  openapi: '3.1.0',
  info: { title: '管家台', version: '1' },
  paths: Object.assign(officePaths(reports), ...resources.map(pathsOf)) as Json,
  components: {
    schemas: { ...shared, ...Object.fromEntries(resources.map((card) => [card.name, recordOf(card)])) },
    securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'guanjia_session' } },
  },
  security: [{ session: [] }],
})
