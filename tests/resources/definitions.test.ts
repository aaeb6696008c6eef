import { describe, expect, test } from 'vitest'
import {
  endsOf,
  type Field,
  type Fields,
  type Occasion,
  queryOf,
  type Resource,
  type Role,
  stagesOf,
  type Waits,
  type Who,
  waitsOf,
} from '#engine'
import { house, resources } from '#resources'
import { ends, reopened, rests } from './ends.ts'

const roles = new Set<unknown>([...Object.keys(house.roles), 'everyone', 'nobody', 'office', 'applicant'])
const byName = new Map(resources.map((resource) => [resource.form.name, resource]))
const blanks = (fields: Fields) => Object.entries(fields) as [string, Field][]
const twice = (words: readonly string[]) => words.filter((word, at) => words.indexOf(word) !== at)
const meant = (who: Who | string | undefined): readonly unknown[] => (who === undefined ? [] : [who].flat())

const named = (resource: Resource): readonly unknown[] => [
  ...Object.entries(resource.may).flatMap(([right, who]) =>
    right === 'edit' && resource.form.fields.status
      ? Object.values(who as Record<string, Who>).flatMap(meant)
      : meant(who as Who),
  ),
  ...Object.values(resource.actions).flatMap(({ by }) => meant(by)),
  ...meant(resource.void?.by),
  ...meant(resource.void?.confirmedBy),
  ...blanks(resource.form.fields).flatMap(([, { chain }]) =>
    typeof chain?.signers === 'string'
      ? [house.policies[chain.signers]?.default].flat()
      : [chain?.signers ?? []].flat(),
  ),
]

/** The stages that a slip reaches from these, by any of its steps. */
function reachable(resource: Resource, from: readonly string[]): Set<string> {
  const seen = new Set(from)
  const stages = stagesOf(resource)
  for (const name of seen)
    for (const next of Object.values(stages.find((one) => one.name === name)?.next ?? {})) seen.add(next)
  return seen
}
/** The stages in which somebody has signed; back in the draft, a slip begins anew. */
function signed(resource: Resource): Set<string> {
  const stamped = stagesOf(resource).flatMap(({ next }) =>
    Object.entries(next).flatMap(([action, stage]) => {
      const { stamps, signs } = resource.actions[action] ?? {}
      return stamps || signs ? [stage] : []
    }),
  )
  const seen = new Set(stamped.filter((stage) => stage !== 'draft'))
  for (const name of seen)
    for (const next of Object.values(stagesOf(resource).find((one) => one.name === name)?.next ?? {}))
      if (next !== 'draft') seen.add(next)
  return seen
}
/** Where something is copied from: the blank, and on the form it points to, what is written there. */
function source(fields: Fields, copy: string): string | undefined {
  const [pointer = '', name = ''] = copy.split('.')
  const target = byName.get(fields[pointer]?.form ?? '')
  return target && (name === 'id' || target.form.fields[name]) ? undefined : copy
}
const allFields = (resource: Resource): readonly Fields[] => [
  resource.form.fields,
  ...blanks(resource.form.fields).flatMap(([, { fields }]) => (fields ? [fields] : [])),
]
const params = (query: string) => {
  const wire = new URLSearchParams(query)
  return Object.fromEntries([...new Set(wire.keys())].map((name) => [name, wire.getAll(name)])) as Record<
    string,
    string[]
  >
}
const single = (asked: Record<string, string[]>) =>
  Object.fromEntries(
    Object.entries(asked).map(([name, values]) => [name, values.length === 1 ? (values[0] as string) : values]),
  )

const asRole = (role: string): Occasion => ({
  user: { id: 'u1', username: role, name: role, roles: [role as Role], projects: [] },
  today: '2026-11-21',
  now: '2026-11-21T02:00:00.000Z',
  policy: (key) => house.policies[key]?.default as never,
})
/** What waits of a paper for anybody at all; first drafts are on the desk of whoever began them. */
const waitingOf = (resource: Resource): readonly Waits[] =>
  Object.keys(house.roles).flatMap((role) => waitsOf(resource, asRole(role)))
const stagesIn = ({ query }: Waits) => new URLSearchParams(query).getAll('status')
const resting = Object.values(rests).flat()

describe('the table of contents', () => {
  test('names every paper once, by name, title and code', () => {
    expect(twice(resources.map(({ form }) => form.name))).toEqual([])
    expect(twice(resources.map(({ form }) => form.title))).toEqual([])
    expect(
      twice(
        resources.flatMap(({ code, views = {} }) => [code, ...Object.values(views).flatMap((view) => view.code ?? [])]),
      ),
    ).toEqual([])
  })
  test('gives every form its own series of numbers', () => {
    const patterns = resources.flatMap(({ form }) => blanks(form.fields).flatMap(([, { serial }]) => serial ?? []))
    expect(twice(patterns)).toEqual([])
  })
  test('knows the ends it lists, and lists no others', () => {
    for (const [name, stages] of Object.entries(ends)) {
      const resource = byName.get(name)
      expect(resource && stages.filter((stage) => !stagesOf(resource).some((one) => one.name === stage)), name).toEqual(
        [],
      )
    }
  })
  test('knows every paper of which it says why it waits on nobody', () => {
    expect(twice(resting)).toEqual([])
    expect(resting.filter((one) => !byName.has(one.split(' ')[0] ?? ''))).toEqual([])
  })
  test('writes its sentences with Chinese stops', () => {
    const labels = resources.flatMap((resource) => [
      resource.form.title,
      ...allFields(resource).flatMap((fields) =>
        blanks(fields).flatMap(([, { label, hint = '', says = '' }]) => [label, hint, says]),
      ),
      ...Object.values(resource.actions).map(({ label }) => label),
      ...(resource.unique ?? []).map(({ says }) => says),
    ])
    expect(labels.filter((label) => /[一-鿿][,;:()?]|[,;:()?][一-鿿]/.test(label))).toEqual([])
  })
})

describe.each(resources.map((resource) => [resource.form.name, resource] as const))('%s', (name, resource) => {
  const { form, actions } = resource
  const stages = stagesOf(resource).filter((stage) => stage.name !== 'void')

  test('the search field looks into nothing that is masked', () => {
    const searched = (resource.list.search ?? []).map((name) => resource.form.fields[name])
    expect(searched.filter((field) => field?.sensitive).map((field) => field?.label)).toEqual([])
  })
  test('is called by words, not by what a reference holds', () => {
    if (typeof resource.label === 'string') expect(form.fields[resource.label]?.kind).not.toBe('ref')
  })
  test('every blank is on the paper once', () => {
    const onPaper = Object.values(resource.paper).flat(2)
    expect(twice(onPaper)).toEqual([])
    expect(onPaper.toSorted()).toEqual(Object.keys(form.fields).toSorted())
  })
  test('no label stands twice', () => {
    for (const fields of allFields(resource)) expect(twice(blanks(fields).map(([, { label }]) => label))).toEqual([])
    expect(twice(stages.map(({ label }) => label))).toEqual([])
    for (const { next } of stages)
      expect(twice(Object.keys(next).flatMap((action) => actions[action]?.label ?? []))).toEqual([])
  })
  test('every stage is reached, and every end is meant', () => {
    const [first] = stages
    if (!first) return
    expect([...reachable(resource, [first.name])].toSorted()).toEqual(stages.map((stage) => stage.name).toSorted())
    const dead = stages
      .filter((stage) => Object.values(stage.next).every((to) => to === stage.name))
      .map((stage) => stage.name)
    expect(dead.toSorted()).toEqual([...(ends[name] ?? [])].toSorted())
  })
  test('what is at its end waits on nobody, and what is not lies on somebody’s desk or says why not', () => {
    const waiting = waitingOf(resource)
    const own = waiting.filter((wait) => !wait.name.startsWith('~')).flatMap(stagesIn)
    const any = new Set(waiting.flatMap(stagesIn))
    const finished = endsOf(resource)
    expect([...finished].filter((stage) => stage !== 'void').toSorted()).toEqual(
      [...(ends[name] ?? []), ...(reopened[name] ?? [])].toSorted(),
    )
    expect(own.filter((stage) => finished.has(stage))).toEqual([])
    // who may begin one has it before him: its first stage is his own
    const idle = stages.filter(
      ({ name: stage }, at) =>
        !(at === 0 && resource.may.create !== 'nobody') && !finished.has(stage) && !any.has(stage),
    )
    const said = resting.filter((one) => one.startsWith(`${name} `)).map((one) => one.slice(name.length + 1))
    expect(idle.map((stage) => stage.name).toSorted()).toEqual(said.toSorted())
  })
  test('a form has a number, begins as a draft, and can be made void', () => {
    if (resource.kind !== 'form') return
    expect(form.fields.number?.kind).toBe('serial')
    expect(stages[0]?.name).toBe('draft')
    expect(resource.void).toBeDefined()
  })
  test('every copy has its source', () => {
    const lost = allFields(resource).flatMap((fields) =>
      blanks(fields).flatMap(([, { copy }]) => (copy ? (source(fields, copy) ?? []) : [])),
    )
    expect(lost).toEqual([])
  })
  test('every reference points to a paper of this office', () => {
    const forms = allFields(resource).flatMap((fields) =>
      blanks(fields).flatMap(([, field]) => (field.kind === 'ref' ? (field.form ?? '') : [])),
    )
    expect(forms.filter((one) => !byName.has(one))).toEqual([])
  })
  test('every role is one of this office', () => {
    expect(named(resource).filter((role) => !roles.has(role))).toEqual([])
  })
  test('every step is somebody’s', () => {
    const nobody = Object.entries(actions).filter(
      ([, { by, signs, returns, withdraws }]) => !by && !signs && !returns && !withdraws,
    )
    expect(nobody.map(([action]) => action)).toEqual([])
  })
  test('what is signed is not written on', () => {
    const editable = form.fields.status ? Object.keys(resource.may.edit) : []
    const held = signed(resource)
    expect(editable.filter((stage) => held.has(stage))).toEqual([])
  })
  test('what the office keeps is asked by the office alone', () => {
    const asked = Object.entries(actions).flatMap(([action, { by, asks = [], offers = [] }]) =>
      by === 'office'
        ? []
        : [...asks, ...offers].filter((blank) => form.fields[blank]?.kept).map((blank) => `${action}: ${blank}`),
    )
    expect(asked).toEqual([])
  })
  test('its list, its filters and its views can be asked', () => {
    const asking = {
      house,
      resource,
      zone: 'Asia/Shanghai',
      words: { today: '2026-11-21', now: '2026-11-21T02:00:00.000Z', me: 'u1' },
    }
    expect(queryOf({}, asking).sort.length).toBeGreaterThan(0)
    for (const filter of resource.list.filters ?? [])
      expect(queryOf({ [`${filter}_null`]: 'true' }, asking).where).toBeDefined()
    for (const view of Object.values(resource.views ?? {}))
      expect(queryOf(single(params(view.query)), asking).where).toBeDefined()
    for (const wait of Object.values(resource.waits ?? {})) {
      expect(queryOf(single(params(wait.query)), asking).where).toBeDefined()
      if (wait.due) expect(['date', 'instant']).toContain(form.fields[wait.due]?.kind)
    }
    for (const [stage, blank] of Object.entries(resource.due ?? {})) {
      expect(['', ...stages.map((one) => one.name)]).toContain(stage)
      expect(['date', 'instant']).toContain(form.fields[blank]?.kind)
    }
  })
  test('a printed sheet names its copies', () => {
    expect(resource.print?.copies ?? ['']).not.toEqual([])
  })
})
