import { beforeAll, describe, expect, test } from 'vitest'
import {
  isCounted,
  mayDo,
  memoryStore,
  type Occasion,
  type Office,
  office,
  paramsIn,
  type Role,
  resourceNamed,
  type Store,
  sourceOf,
  type Visitor,
  waitsOf,
} from '#engine'
import { demo, house } from '#resources'
import { draftEstate } from '../../estate/index.ts'
import { roomParts } from '../../resources/caller.ts'
import { officePorts } from '../../src/http/index.ts'
import type { Any } from './money-desk.ts'

const NOW = '2026-11-21T08:00:00.000Z'
let desk: Office
const at = async (role: string): Promise<Visitor> => {
  const known = await desk.visitorOf({ username: role }, NOW)
  if (!known) throw new Error(`${role} may not come in`)
  return known.visitor
}
const list = async (path: string, visitor: Visitor): Promise<{ rows: Any[]; total: number }> => {
  const [form = '', query = ''] = path.replace(/^\//, '').split('?')
  const { body, total } = await desk.list(form, { ...paramsIn(query), _start: '0', _end: '1000' }, visitor)
  return { rows: JSON.parse(body), total }
}

const occasionOf = ({ user, now }: Visitor): Occasion => ({
  user,
  now,
  today: now.slice(0, 10),
  policy: (key) => house.policies[key]?.default as never,
})
const isByTurn = (resource: string, query: string, visitor: Visitor) =>
  waitsOf(resourceNamed(house, resource), occasionOf(visitor)).some((one) => one.query === query && one.byTurn)

beforeAll(async () => {
  const first = office(house, memoryStore(house), officePorts('Asia/Shanghai'))
  const room = await draftEstate(first, { homes: 120, now: NOW })
  desk = office(house, room.store, officePorts('Asia/Shanghai'))
}, 120_000)

describe('the inbox', () => {
  test.each(Object.keys(demo))('of %s counts what its lists show, the overdue ones first', async (role) => {
    const visitor = await at(role)
    const inbox = await desk.inbox.waiting(undefined, visitor)
    expect(inbox.count).toBe(inbox.groups.reduce((sum, { count }) => sum + count, 0))
    for (const { resource, query, count, items, overdue } of inbox.groups) {
      const { total } = await list(`${resource}?${query}`, visitor)
      // of chains only those whose turn it is
      const turns = isByTurn(resource, query, visitor)
      if (turns) expect(count, `${resource}?${query}`).toBeLessThanOrEqual(total)
      else expect(count, `${resource}?${query}`).toBe(total)
      expect(items.length).toBeGreaterThan(0)
      expect(overdue).toBeLessThanOrEqual(count)
      const dues = items.flatMap(({ due }) => due ?? [])
      expect(dues).toEqual(dues.toSorted())
      // in words, not by what references hold
      for (const { about } of items) expect(about).not.toMatch(/undefined|null|[0-9a-f]{8}-[0-9a-f]{4}/)
    }
  })
  test('asks once a paper, and counts what is too much to be looked at', async () => {
    const clerk = await at('clerk')
    const drafts = Array.from(
      { length: 230 },
      (_, nr) => ({ code: 'MSG21', channel: 'paper', words: `${nr}` }) as never,
    )
    await desk.run(clerk, (tx) => tx.createMany('messages', drafts))
    let asked = 0
    const counting: Store = {
      ...desk.store,
      reading: (work) =>
        desk.store.reading((rows) => {
          const select: typeof rows.select = (table, choice) => {
            // besides, once a paper that others point to, for what they are about
            const isLabels = choice.where && 'field' in choice.where && choice.where.field === 'id'
            if (table !== 'messages' && table !== 'policies' && !isLabels) asked += 1
            return rows.select(table, choice)
          }
          return work({ ...rows, select })
        }),
    }
    const inbox = await office(house, counting, desk.ports).inbox.waiting(undefined, clerk)
    const papers = new Set(house.resources.filter((one) => waitsOf(one, occasionOf(clerk)).length > 0))
    expect(asked).toBe(papers.size - 1)
    const messages = inbox.groups.find(({ resource, name }) => resource === 'messages' && name === '~byHand')
    expect(messages?.count).toBe((await list(`messages?${messages?.query}`, clerk)).total)
    expect(messages).toMatchObject({ count: expect.any(Number), items: { length: 5 } })
  })
  test('has what was done and what was sent beside it, as far as one may see it', async () => {
    const visitor = await at('service-manager')
    for (const box of ['done', 'sent'] as const) {
      const latest = await desk.inbox.latest(box, visitor)
      expect(latest.length).toBeGreaterThan(3)
      // his own steps, not what they set in motion
      expect(latest.filter(({ step }) => !step || step === '系统更新')).toEqual([])
      const times = latest.map(({ at }) => at ?? '')
      expect(times).toEqual(times.toSorted().toReversed())
    }
  })
})

describe('a statistic', () => {
  const boss = () => at('general-manager')
  test.each((house.reports ?? []).map(({ name }) => name))(
    '%s adds up, and every figure opens its rows',
    async (name) => {
      const visitor = { ...(await boss()), user: { ...(await boss()).user, roles: Object.keys(house.roles) as Role[] } }
      const definition = house.reports?.find((one) => one.name === name)
      if (!definition) throw new Error(name)
      const year = { from: '2025-12-01', to: '2026-11-30' }
      const answer = await desk.report(name, definition.period ? year : {}, visitor)
      for (const [key, measure] of Object.entries(definition.measures)) {
        if (!isCounted(measure)) continue
        const [, source] = sourceOf(definition, measure)
        expect(resourceNamed(house, source.of)).toBeDefined()
        if (!measure.distinct) {
          const sum = answer.rows.reduce((total, { figures }) => total + (figures[key] ?? 0), 0)
          expect(sum, `${name}.${key}: the rows against the total`).toBe(answer.totals.figures[key])
        }
        for (const row of [...answer.rows.slice(0, 4), answer.totals]) {
          const opened = row.opens[key]
          expect(opened, `${name}.${key} opens a list`).toBeDefined()
          const { rows, total } = await list(opened ?? '', visitor)
          if (measure.sum && total <= 1000) {
            const field = measure.sum
            expect(
              rows.reduce((all, one) => all + (one[field] ?? 0), 0),
              opened,
            ).toBe(row.figures[key])
          }
          if (!measure.sum && !measure.distinct) expect(total, opened).toBe(row.figures[key])
        }
      }
    },
  )
  test('is refused to who may not see it, and for what it does not know', async () => {
    const guard = await at('guard')
    await expect(desk.report('collection-rate', {}, guard)).rejects.toMatchObject({ status: 403 })
    const visitor = await boss()
    await expect(desk.report('vacancy', { by: 'colour' }, visitor)).rejects.toMatchObject({ status: 400 })
    await expect(desk.report('vacancy', { owner: 'x' }, visitor)).rejects.toMatchObject({ status: 400 })
    await expect(desk.report('nothing', {}, visitor)).rejects.toMatchObject({ status: 404 })
  })
  test('names no paper that a list would not name', async () => {
    const visitor = await boss()
    const shut = house.resources.map((one) =>
      one.form.name === 'fee-items' ? { ...one, may: { ...one.may, read: ['guard' as Role] } } : one,
    )
    const told = async (resources: typeof shut) => {
      const { report } = office({ ...house, resources }, desk.store, desk.ports)
      const { rows } = await report('collection-rate', { by: 'feeItem', from: '2025-12-01', to: '2026-11-30' }, visitor)
      return rows.map(({ keys, labels }) => labels.feeItem === keys.feeItem)
    }
    const named = await told(house.resources as typeof shut)
    expect(named.length).toBeGreaterThan(1)
    expect(named).not.toContain(true)
    expect(await told(shut)).toEqual(named.map(() => true))
  })
})

describe('the first page', () => {
  test.each(Object.keys(demo))('of %s has figures that he may see, and begins what he may begin', async (role) => {
    const visitor = await at(role)
    const { user } = visitor
    const { figures = [], starts = [] } = house.desks?.[role as Role] ?? {}
    expect(figures.length).toBeGreaterThanOrEqual(2)
    expect(figures.length).toBeLessThanOrEqual(4)
    for (const figure of figures)
      if ('report' in figure) {
        const { measures } = await desk.report(figure.report, { by: '' }, visitor)
        expect(measures.map(({ name }) => name)).toContain(figure.measure)
      } else {
        const params = paramsIn(figure.query)
        const { count, sums } = await desk.totals(figure.resource, params, visitor)
        expect(count).toBe((await list(`${figure.resource}?${figure.query}`, visitor)).total)
        if (figure.sum) expect(sums).toHaveProperty([figure.sum])
      }
    expect(new Set(starts).size).toBe(starts.length)
    for (const name of starts) {
      const paper = resourceNamed(house, name)
      expect([name, mayDo(paper.may.create, user), paper.kind === 'ledger']).toEqual([name, true, false])
    }
    const any = house.resources.some(({ kind, may }) => kind !== 'ledger' && mayDo(may.create, user))
    expect(starts.length > 0).toBe(any)
  })
})

describe('who calls', () => {
  test.each([
    ['3-2-1201', ['3', '2', '1201']],
    ['3栋2单元1201', ['3', '2', '1201']],
    ['３号楼２单元１２０１室', ['3', '2', '1201']],
    ['3# 2-1201', ['3', '2', '1201']],
    ['3—1201', ['3', '1201']],
    ['1201', ['1201']],
    ['王芳', undefined],
    ['13812345678', undefined],
  ])('%s is a room', (typed, parts) => expect(roomParts(typed)).toEqual(parts))

  test('is found by room, name, its sound, telephone and the last four digits', async () => {
    const clerk = await at('clerk')
    const { rows } = await list('properties?owner_null=false', clerk)
    const home = rows[0]
    const person = (await desk.run(clerk, (tx) => tx.get('residents', home.owner))) as Any
    const said = [
      `${home.building}栋${home.unit}单元${home.roomNo}`,
      person.name,
      person.phone,
      person.phone.slice(-4),
      officePorts('Asia/Shanghai').pinyin(person.name).split(' ')[1] ?? '',
    ]
    for (const typed of said) {
      const found = await desk.caller.find(typed, undefined, clerk)
      expect(
        found.map(({ id }) => id),
        typed,
      ).toContain(home.id)
    }
    expect(await desk.caller.find('没有这个人', undefined, clerk)).toEqual([])
  })
  test('sees what lies open, and all that ever happened, newest first', async () => {
    const clerk = await at('clerk')
    const { rows } = await list('receivables?status=posted', clerk)
    const id = rows[0].room as string
    const { home, people, panels, timeline } = await desk.caller.home(id, clerk)
    expect(home['id']).toBe(id)
    expect(people.length).toBeGreaterThan(0)
    const debts = panels.find(({ resource }) => resource === 'receivables')
    const owed = (await list(`receivables?room=${id}&status=posted&status=part-paid`, clerk)).rows
    expect(debts).toMatchObject({ count: owed.length, sum: owed.reduce((sum, { balance }) => sum + balance, 0) })
    const times = timeline.map(({ at }) => at)
    expect(times).toEqual(times.toSorted().toReversed())
    expect(times.length).toBeGreaterThan(3)
  })
  test('of another estate is nobody', async () => {
    const clerk = await at('clerk')
    const elsewhere = await desk.run(clerk, (tx) => tx.find('properties', {}))
    const other = elsewhere.find(({ project }) => !clerk.user.projects.includes(project ?? ''))
    if (other) await expect(desk.caller.home(other.id, clerk)).rejects.toMatchObject({ status: 404 })
  })
  test('every panel and every start is a paper of this office', async () => {
    for (const { resource, by = 'room', columns, sum, query } of house.caller?.panels ?? []) {
      const { form, list: listed } = resourceNamed(house, resource)
      expect(form.fields[by]?.form).toBe('properties')
      expect(columns.filter((name) => !form.fields[name])).toEqual([])
      if (sum) expect(listed.totals).toContain(sum)
      await list(`${resource}?${query}`, await at('service-manager')).catch((error) => expect(error.status).toBe(403))
    }
    for (const name of house.caller?.starts ?? []) expect(resourceNamed(house, name).kind).not.toBe('ledger')
  })
})
