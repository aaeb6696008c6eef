import { describe, expect, it } from 'vitest'
import { columnsOf, fitted, ownColumns } from '../../../src/web/list/columns.ts'
import { house } from './house.ts'

const resource = house.resources[0] as NonNullable<(typeof house.resources)[0]>
const all = columnsOf(house, resource)
const widthOf = (columns: typeof all) => columns.reduce((sum, { width }) => sum + width, 0)

describe('the columns of a list', () => {
  it('are the blanks of the paper and then the envelope, never the id or the version', () => {
    expect(all.map(({ name }) => name)).toEqual([
      ...Object.keys(resource.form.fields),
      ...['project', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'],
    ])
  })
  it('sort wherever the office sorts: not by secrets, not by tables', () => {
    expect(all.filter(({ sortable }) => !sortable).map(({ name }) => name)).toEqual(['tel'])
  })
  it('give way where there is little room, figures, days and stages last of all', () => {
    const own = all.filter(({ name }) => resource.list.columns.includes(name))
    const wide = widthOf(own)
    expect(fitted(own, wide)).toEqual(own)
    const roomy = fitted(own, wide + 1000)
    expect(roomy.filter(({ width }, at) => width !== own[at]?.width).map(({ name }) => name)).toEqual(['payer'])
    const narrow = fitted(own, wide - 60)
    expect(widthOf(narrow)).toBeLessThanOrEqual(wide - 60)
    for (const name of ['amount', 'dueOn', 'status'])
      expect(narrow.find((column) => column.name === name)).toEqual(own.find((column) => column.name === name))
    for (const { width, least } of fitted(own, 100)) expect(width).toBeGreaterThanOrEqual(least)
  })
  it('begin as the definition or the view says, with the project where several lie on the desk', () => {
    expect(ownColumns(resource, undefined, false)).toEqual(resource.list.columns)
    expect(ownColumns(resource, undefined, true)).toEqual([...resource.list.columns, 'project'])
    expect(ownColumns(resource, 'large', true)).toEqual(['number', 'amount', 'project'])
  })
})
