import { beforeAll, describe, expect, test } from 'vitest'
import { identityCheck, memoryStore, office, type Row, stagesOf, stepsOf } from '#engine'
import { demo, house } from '#resources'
import { draftEstate, fillEstate, handOver, type Piece } from '../../estate/index.ts'
import { officePorts } from '../../src/http/index.ts'

const NOW = '2026-11-21T08:00:00.000Z'
const desk = () => office(house, memoryStore(house), officePorts('Asia/Shanghai'))
type Any = any
type Tables = Readonly<Record<string, readonly Any[]>>
const drafted = async (homes: number, now = NOW, seed?: number): Promise<Tables> =>
  (await draftEstate(desk(), { homes, now, ...(seed !== undefined && { seed }) })).store.dump()

let estate: Tables
const rows = (table: string): readonly Any[] => estate[table] ?? []
const sum = (those: readonly Any[], blank: string) => those.reduce((all, row) => all + row[blank], 0)
const by = (those: readonly Any[], blank: string) => {
  const groups = new Map<unknown, Any[]>()
  for (const row of those) groups.set(row[blank], [...(groups.get(row[blank]) ?? []), row])
  return groups
}

beforeAll(async () => {
  estate = await drafted(120)
}, 120_000)

describe('the estate', () => {
  test('is the same for the same seed, and another for another', async () => {
    const text = (tables: Tables) =>
      JSON.stringify(tables, (_, value) => (value instanceof Uint8Array ? [...value] : value))
    const first = await drafted(60)
    expect(text(await drafted(60))).toBe(text(first))
    expect(text(await drafted(60, NOW, 7))).not.toBe(text(first))
  })

  test('has the homes that were asked for, each with its owner, each owner a person', () => {
    const people = new Set(rows('residents').map(({ id }) => id))
    expect(rows('properties')).toHaveLength(120)
    expect(rows('properties').filter(({ owner }) => !people.has(owner))).toEqual([])
  })

  test('its people have Chinese names, right telephones and identity numbers of their own', () => {
    const persons = rows('residents').filter(({ identity }) => identity)
    for (const { name, phone, identity } of persons) {
      expect(name).toMatch(/^[一-鿿]{2,4}$/)
      expect(phone).toMatch(/^1[3-9]\d{9}$/)
      expect(identityCheck(identity)).toBe(identity[17])
    }
    expect(new Set(persons.map(({ identity }) => identity)).size).toBe(persons.length)
  })

  test('every building has exactly one steward', () => {
    const key = ({ project, building }: Row) => `${project} ${building}`
    const areas = rows('steward-areas').map(key)
    expect(areas.sort()).toEqual([...new Set(rows('properties').map(key))].sort())
  })

  test('every demonstration account is there under the name of its role', () => {
    const accounts = rows('users').filter((user) => user.demo)
    expect(accounts.map(({ username }) => username).sort()).toEqual(Object.keys(demo).sort())
  })

  test('nothing has happened later than now', () => {
    const later: string[] = []
    const look = (value: unknown, where: string): void => {
      if (typeof value === 'string') {
        if (/^\d{4}-\d\d-\d\dT.*Z$/.test(value) && value > NOW && !/By$|appointedAt$|siteAt$|expectedAt$/.test(where))
          later.push(`${where} ${value}`)
      } else if (value && typeof value === 'object' && !(value instanceof Uint8Array))
        for (const [name, part] of Object.entries(value)) look(part, `${where}.${name}`)
    }
    for (const [table, all] of Object.entries(estate).filter(([name]) => name !== '_history'))
      for (const row of all) look(row, table)
    expect(later).toEqual([])
    expect(rows('_history').filter(({ at }) => at > NOW)).toEqual([])
  })
})

describe('its books balance', () => {
  test('what is paid on a receivable is what payments gave it, and the balance is what is left', () => {
    const given = by(
      rows('payment-allocations').filter(({ status }) => status === 'live'),
      'receivable',
    )
    for (const due of rows('receivables')) {
      expect(due.paid).toBe(sum(given.get(due.id) ?? [], 'amount'))
      expect(due.balance).toBe(due.payable - due.paid - due.writtenOff + due.excess)
    }
  })
  test('every payment is its money, its fees and deposits, and its one receipt', () => {
    const tables = ['payment-tenders', 'payment-allocations', 'deposits', 'prepayments', 'receipts']
    const [tenders, fees, deposits, ahead, receipts] = tables.map((table) => by(rows(table), 'slip'))
    for (const slip of rows('payment-slips').filter(({ receivedOn }) => receivedOn)) {
      // what was reversed on a later day stands there once more, in red
      expect(sum(tenders?.get(slip.id) ?? [], 'amount')).toBe(slip.status === 'reversed' ? 0 : slip.total)
      expect([fees, deposits, ahead].reduce((all, of) => all + sum(of?.get(slip.id) ?? [], 'amount'), 0)).toBe(
        slip.total,
      )
      expect((receipts?.get(slip.id) ?? []).map(({ amount }: Any) => amount)).toEqual([slip.total])
    }
  })
  test('every deposit is what is held, kept back and given back', () => {
    const refunds = by(
      rows('refund-slips').filter(({ payment }) => payment),
      'deposit',
    )
    for (const one of rows('deposits')) {
      expect(one.balance).toBe(one.amount - one.deducted - one.refunded - one.reversed)
      expect(one.refunded).toBe(sum(refunds.get(one.id) ?? [], 'amount'))
    }
  })
  test('most of what is owed is paid, and some owe for long', () => {
    const share = sum(rows('receivables'), 'paid') / sum(rows('receivables'), 'payable')
    expect(share).toBeGreaterThan(0.82)
    expect(share).toBeLessThan(0.95)
    expect(rows('receivables').some(({ balance, dueOn }) => balance > 0 && dueOn < '2025-11-21')).toBe(true)
  })
})

/** Stages in which nothing rests: the step that leads there leads on. */
const passing: Readonly<Record<string, readonly string[]>> = {
  receipts: ['draft'],
  'arrears-reason-reports': ['draft'],
  'reminder-letters': ['draft'],
  'inspection-records': ['done'],
  'dispatch-orders': ['draft'],
}

describe('its papers', () => {
  test('lie in every stage of every form', () => {
    const missing = house.resources.flatMap((resource) => {
      const { name } = resource.form
      const found = new Set(rows(name).map(({ status }) => status))
      return stagesOf(resource).flatMap((stage) =>
        found.has(stage.name) || passing[name]?.includes(stage.name) ? [] : [`${name} ${stage.name}`],
      )
    })
    expect(missing).toEqual([])
  })
  test('are numbered without gaps, by project and month', () => {
    for (const { form } of house.resources) {
      if (!form.fields.number) continue
      const numbered = rows(form.name).filter(({ number }) => number)
      const series = new Map<string, number[]>()
      for (const { project, number } of numbered) {
        const key = `${project} ${number.slice(0, -4)}`
        series.set(key, [...(series.get(key) ?? []), Number(number.slice(-4))])
      }
      for (const [key, numbers] of series)
        expect(
          numbers.sort((a, b) => a - b),
          `${form.name} ${key}`,
        ).toEqual(numbers.map((_, at) => at + 1))
    }
  })
  test('were moved only by those whose step it is', () => {
    const people = new Map(rows('users').map((user) => [user.id, user]))
    const wrong = rows('_history').flatMap(({ resource: name, action, by: who, cause }) => {
      const resource = house.resources.find(({ form }) => form.name === name)
      const step = resource && stepsOf(resource).find((one) => one.name === action)
      const roles: readonly string[] = people.get(who)?.roles ?? []
      if (!step?.by || cause || who === 'office') return []
      const may = step.by === 'everyone' || [step.by].flat().some((role) => roles.includes(role))
      return may ? [] : [`${name} ${action} by ${roles.join()}`]
    })
    expect([...new Set(wrong)]).toEqual([])
  })
})

test('it is handed over piece by piece: the history while it is told, and in the end all that lies in the room', async () => {
  const [pieces, whole]: [Piece[], Tables] = [[], await drafted(60)]
  await handOver(desk(), { homes: 60, now: NOW }, (piece) => pieces.push(structuredClone(piece)))
  const gathered: Record<string, Row[]> = {}
  for (const { table, rows: some } of pieces) gathered[table] = [...(gathered[table] ?? []), ...some]
  for (const [table, all] of Object.entries(whole)) expect(gathered[table] ?? []).toEqual(all)
  expect(Object.keys(gathered).filter((table) => !whole[table])).toEqual([])
  expect(pieces[0]?.table).toBe('_history')
})

test('an office on its first day is filled with it, and only once', async () => {
  const filled = desk()
  const counts = await fillEstate(filled, { homes: 60, now: NOW })
  expect(counts.properties).toBe(60)
  await expect(fillEstate(filled, { homes: 60, now: NOW })).rejects.toThrow()
  expect((await filled.store.reading((all) => all.sum('properties', undefined, []))).count).toBe(60)
})

test.each(['2026-12-01T01:30:00.000Z', '2027-02-28T16:05:00.000Z', '2026-10-04T20:00:00.000Z'])(
  'it can be filled at %s',
  async (now) => {
    expect((await drafted(60, now))['payment-slips']?.length).toBeGreaterThan(20)
  },
)

test('a repair paid at the counter while the notice that names it is being signed stops the notice, and nothing else', async () => {
  const { 'payment-notices': notices = [] } = await drafted(120, '2026-11-21T23:05:00.000Z')
  expect(notices.some(({ voiding }) => voiding?.reason === '客户已缴费，通知单作废')).toBe(true)
})
