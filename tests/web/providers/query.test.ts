import type { CrudFilter, CrudOperators } from '@refinedev/core'
import { describe, expect, it } from 'vitest'
import { listQuery } from '../../../src/web/providers/query.ts'

const asked = (filters: CrudFilter[]) =>
  Object.fromEntries(
    [...new Set(new URLSearchParams(listQuery({ filters, pagination: { mode: 'off' } })).keys())].map((name) => [
      name,
      new URLSearchParams(listQuery({ filters, pagination: { mode: 'off' } })).getAll(name).join('|'),
    ]),
  )
const on = (operator: Exclude<CrudOperators, 'or' | 'and'>, value: unknown): CrudFilter => ({
  field: 'amount',
  operator,
  value,
})

/** Every comparison that Refine knows, and what becomes of it: the contract's own, or a refusal. */
const understood: Readonly<Partial<Record<CrudOperators, [unknown, Record<string, string>]>>> = {
  eq: [5, { amount: '5' }],
  ne: [5, { amount_ne: '5' }],
  lt: [5, { amount_lt: '5' }],
  gt: [5, { amount_gt: '5' }],
  lte: [5, { amount_lte: '5' }],
  gte: [5, { amount_gte: '5' }],
  in: [[1, 2], { amount: '1|2' }],
  nin: [[1, 2], { amount_ne: '1', _where: '{"field":"amount","op":"ne","value":2}' }],
  contains: ['3#楼 & +%', { amount_like: '3#楼 & +%' }],
  between: [[1, 2], { amount_gte: '1', amount_lte: '2' }],
  null: [true, { amount_null: 'true' }],
  nnull: [true, { amount_null: 'false' }],
}
const refused: CrudOperators[] = [
  ...(['eqs', 'nes', 'ina', 'nina', 'ncontains', 'containss', 'ncontainss', 'nbetween'] as const),
  ...(['startswith', 'nstartswith', 'startswiths', 'nstartswiths'] as const),
  ...(['endswith', 'nendswith', 'endswiths', 'nendswiths'] as const),
]

describe('what Refine asks, as the contract says it', () => {
  it.each(Object.entries(understood))('%s', (operator, [value, wire]) => {
    expect(asked([on(operator as 'eq', value)])).toEqual(wire)
  })
  it.each(refused)('refuses %s rather than widen the list', (operator) => {
    expect(() => asked([on(operator as 'eq', 'x')])).toThrow(/list query: the office has no/)
  })
  it('leaves an open end of a range open, and refuses a range of nothing', () => {
    expect(asked([on('between', [null, '2024-12-31'])])).toEqual({ amount_lte: '2024-12-31' })
    expect(asked([on('between', ['', 7])])).toEqual({ amount_lte: '7' })
    expect(() => asked([on('between', [null, ''])])).toThrow(/between nothing/)
  })
  it.each([
    ['eq', null],
    ['eq', ''],
    ['gte', undefined],
    ['gte', Number.NaN],
    ['in', []],
    ['nin', []],
    ['contains', ''],
  ] as const)('refuses %s without a value', (operator, value) => {
    expect(() => asked([on(operator, value)])).toThrow(/has no value/)
  })
  it('says "or" and "and" as one tree, and never lets two conditions overwrite each other', () => {
    const tree: CrudFilter = {
      operator: 'or',
      value: [on('eq', 1), { operator: 'and', value: [on('gt', 2), on('in', [3, 4])] }],
    }
    expect(JSON.parse(asked([tree])._where ?? '')).toEqual({
      or: [
        { field: 'amount', op: 'eq', value: 1 },
        {
          and: [
            { field: 'amount', op: 'gt', value: 2 },
            {
              or: [
                { field: 'amount', op: 'eq', value: 3 },
                { field: 'amount', op: 'eq', value: 4 },
              ],
            },
          ],
        },
      ],
    })
    expect(asked([on('ne', 1), on('ne', 2)])).toEqual({
      amount_ne: '1',
      _where: '{"field":"amount","op":"ne","value":2}',
    })
    expect(asked([on('eq', 1), on('eq', 2)])).toEqual({ amount: '1', _where: '{"field":"amount","op":"eq","value":2}' })
    expect(() => asked([{ operator: 'or', value: [] }])).toThrow(/empty "or"/)
  })
  it('sorts by several keys and pages by count or by cursor', () => {
    const sorters = [
      { field: 'a', order: 'asc' as const },
      { field: 'b', order: 'desc' as const },
    ]
    expect(listQuery({ sorters, pagination: { currentPage: 3, pageSize: 50 } })).toBe(
      '_sort=a%2Cb&_order=asc%2Cdesc&_start=100&_end=150',
    )
    expect(listQuery({ pagination: { currentPage: 90, pageSize: 50 }, meta: { after: 'xyz' } })).toBe(
      '_after=xyz&_limit=50',
    )
    expect(listQuery({ pagination: { currentPage: 90, pageSize: 50 }, meta: { before: 'xyz' } })).toBe(
      '_before=xyz&_limit=50',
    )
  })
})
