import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { settled, visit } from '../support/browser.ts'
import { type Person, tableIn } from './person.ts'
import { scene } from './scene.ts'

const COLUMNS = ['房号', '收费项目', '费用期间', '应缴金额', '未缴', '状态']
const filters = (page: Page) => page.getByRole('group', { name: '筛选', exact: true })
const editor = (page: Page, label: string) => page.getByRole('group', { name: `按${label}筛选` })
const shown = async (page: Page) => (await page.getByText(/^共 [\d,]+ 条$/).innerText()).replace(/\D/g, '')
const opens = (page: Page, label: string) =>
  filters(page)
    .getByRole('button', { name: new RegExp(`^${label}`) })
    .click()
const closes = (page: Page) => page.keyboard.press('Escape')

async function sorts(one: Person, label: string, also = false): Promise<void> {
  const head = one.page.getByRole('columnheader').getByRole('button', { name: new RegExp(`^${label}`) })
  await head.click({ modifiers: also ? ['Shift'] : [] })
  await settled(one.page)
}

describe('a data clerk works on a table all day', () => {
  const { comes } = scene({ homes: 24 })

  it('filters by kind, sorts by two columns, reloads, and sees the very same list', async () => {
    const one = await comes('data-clerk')
    const { page } = one
    await one.goes('/receivables')
    const all = Number(await shown(page))

    await opens(page, '状态')
    await editor(page, '状态').getByRole('checkbox', { name: '待缴' }).click()
    await editor(page, '状态').getByRole('checkbox', { name: '部分缴纳' }).click()
    await closes(page)
    await opens(page, '未缴')
    await editor(page, '未缴').getByRole('textbox').first().fill('100')
    await settled(page)
    await closes(page)
    await sorts(one, '应缴金额')
    await sorts(one, '房号', true)
    await expect.poll(() => shown(page)).not.toBe(String(all))
    const before = { count: await shown(page), rows: await one.rows(COLUMNS) }
    expect(before.rows.length).toBeGreaterThan(1)
    for (const [, , , , unpaid = '', stage] of before.rows) {
      expect(['待缴', '部分缴纳']).toContain(stage)
      expect(Number(unpaid.replaceAll(',', ''))).toBeGreaterThanOrEqual(100)
    }
    const sums = before.rows.map((row) => Number(row[3]?.replaceAll(',', '')))
    expect(sums).toEqual([...sums].sort((a, b) => b - a))

    await page.reload()
    await settled(page)
    expect({ count: await shown(page), rows: await one.rows(COLUMNS) }).toEqual(before)

    const here = page.url()
    await page.goBack()
    await settled(page)
    expect(page.url()).not.toBe(here)
    expect(await shown(page)).toBe(before.count)
    await page.goForward()
    await settled(page)
    expect(page.url()).toBe(here)
    expect(await one.rows(COLUMNS)).toEqual(before.rows)
  })

  it('a filter of awkward signs survives a reload, and narrows to nothing rather than widening', async () => {
    const one = await comes('data-clerk')
    const { page } = one
    await one.goes('/receivables?status=posted')
    await opens(page, '楼栋')
    await editor(page, '楼栋').getByRole('textbox').fill('3#楼 & +%')
    await one.sees(/没有符合条件的/)
    await page.reload()
    await settled(page)
    await one.sees(/没有符合条件的/)
    await filters(page).getByText('3#楼 & +%').waitFor()
    await filters(page).getByText('待缴').waitFor()
    await one.presses('清除楼栋')
    await expect.poll(async () => (await tableIn(page)).rows.length).toBeGreaterThan(0)
    await filters(page).getByText('待缴').waitFor()
  })

  it('exports exactly what is shown: these rows, this order, these columns', async () => {
    const one = await comes('data-clerk')
    const { page } = one
    await one.goes('/receivables?status=posted&status=part-paid&_sort=payable,room&_order=desc,asc&_size=25')
    const { heads, rows } = await tableIn(page)
    const total = Number(await shown(page))
    await one.presses('导出')
    const link = page.getByRole('link', { name: /^导出 CSV/ })
    const file = await page.request.get((await link.getAttribute('href')) ?? '')
    const lines = (await file.text())
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','))
    const columns = heads.filter((head) => head !== '' && head !== '操作')
    expect(lines[0]).toEqual(columns)
    expect(lines).toHaveLength(total + 1)
    const room = heads.findIndex((head) => head.startsWith('房号'))
    const listed = rows.map((row) => row[room])
    expect(lines.slice(1, 1 + listed.length).map((line) => line[0]?.replace(/[="\t]/g, ''))).toEqual(listed)
  })

  it('the menu of the page where one stands leads back to the list as it begins', async () => {
    const one = await comes('data-clerk')
    await one.goes('/receivables?status=paid&q=王')
    await one.page.getByRole('navigation').getByRole('link', { name: '应收费用' }).first().click()
    await settled(one.page)
    expect(new URL(one.page.url()).search).toBe('')
    await visit(one.page, '/receivables')
  })
})
