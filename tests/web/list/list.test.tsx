import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { signOut } from '../../../src/web/providers/session.ts'
import { linesShown, openLine, openPanel, writeBills } from './office.tsx'

const PAGE = '/toy-list-bills'
const grid = () => screen.findByRole('grid', { name: '收费单列表' })
const numbers = () => linesShown().map(([, number]) => number)
const payers = () => linesShown().map((cells) => cells[3])

afterEach(async () => {
  localStorage.clear()
  await signOut()
})

describe('a list', () => {
  it('shows what the definition lists, in its order, with the sums of all that match', async () => {
    const line = await openLine()
    await writeBills(line, [
      { payer: '王芳', amount: 12_345, tel: '13812345678' },
      { payer: '李伟', amount: 100_000, room: '3-2-901' },
    ])
    await openPanel(PAGE)
    const table = await grid()
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((head) => head.textContent),
    ).toEqual(expect.arrayContaining(['单号↓', '房号', '付款人', '电话', '金额', '截止日', '状态']))
    expect(numbers()).toEqual(['SF-202611-0002', 'SF-202611-0001'])
    expect(linesShown()[1]).toEqual(
      expect.arrayContaining(['3-2-1201', '王芳', '13812345678', '123.45', '2026-12-01', '待付']),
    )
    expect(await screen.findByText('1,123.45')).toBeTruthy()
    expect(screen.getByText('共 2 条')).toBeTruthy()
    expect(document.title).toBe('收费单 · 管家台')
  })

  it('of a thousand rows draws only those in sight', async () => {
    const line = await openLine()
    await writeBills(
      line,
      Array.from({ length: 1000 }, (_, at) => ({ payer: `业主${at}`, amount: at + 1 })),
      'draft',
    )
    const { person } = await openPanel(`${PAGE}?_size=1000&_sort=amount&_order=asc`)
    const table = await grid()
    await waitFor(() => expect(payers()[0]).toBe('业主0'))
    expect(table.getAttribute('aria-rowcount')).toBe('1000')
    expect(linesShown().length).toBeLessThanOrEqual(27)
    table.focus()
    await person.keyboard('{End}')
    await waitFor(() => expect(table.getAttribute('aria-activedescendant')).toBeTruthy())
    expect(linesShown().length).toBeLessThanOrEqual(28)
  })

  it('narrows by its chips, says by what, and can be widened again', async () => {
    const line = await openLine()
    await writeBills(line, [{ payer: '王芳', amount: 1 }])
    await writeBills(line, [{ payer: '李伟', amount: 2 }], 'paid')
    const { person, here } = await openPanel(PAGE)
    await grid()
    const filters = within(screen.getByRole('group', { name: '筛选' }))
    await person.click(filters.getByRole('button', { name: '状态' }))
    await person.click(await screen.findByRole('checkbox', { name: '已付' }))
    await waitFor(() => expect(payers()).toEqual(['李伟']))
    expect(here()).toBe(`${PAGE}?status=paid`)
    expect(filters.getByRole('button', { name: '状态：已付' })).toBeTruthy()
    await person.click(filters.getByRole('button', { name: '清除筛选' }))
    await waitFor(() => expect(payers()).toEqual(['李伟', '王芳']))
    expect(here()).toBe(PAGE)
  })

  it('searches while one types, and the last word wins over earlier answers that come late', async () => {
    const line = await openLine()
    await writeBills(line, [
      { payer: '王芳', amount: 1 },
      { payer: '王磊', amount: 2 },
    ])
    const { person, here } = await openPanel(PAGE)
    await grid()
    line.weather.delay = (url) => (url.includes(`q=${encodeURIComponent('王')}&`) ? 1500 : 0)
    const search = screen.getByRole('searchbox', { name: '查找付款人' })
    await person.type(search, '王')
    await waitFor(() => expect(here()).toContain('q='))
    await person.type(search, '芳')
    await waitFor(() => expect(payers()).toEqual(['王芳']))
    await new Promise((done) => setTimeout(done, 1600))
    expect(payers()).toEqual(['王芳'])
  })

  it('sorts at the office by a click on a head, by several with shift, and shows so after a reload', async () => {
    const line = await openLine()
    await writeBills(line, [
      { payer: 'a', amount: 300, dueOn: '2026-12-02' },
      { payer: 'b', amount: 100, dueOn: '2026-12-01' },
      { payer: 'c', amount: 200, dueOn: '2026-12-01' },
    ])
    const { person, here, unmount } = await openPanel(PAGE)
    await grid()
    const head = (name: RegExp) => within(screen.getByRole('grid')).getByRole('button', { name })
    await person.click(head(/^截止日/))
    await waitFor(() => expect(here()).toBe(`${PAGE}?_sort=dueOn&_order=asc`))
    await person.keyboard('{Shift>}')
    await person.click(head(/^金额/))
    await person.keyboard('{/Shift}')
    await waitFor(() => expect(payers()).toEqual(['c', 'b', 'a']))
    const address = here()
    unmount()
    await openPanel(address)
    await grid()
    expect(payers()).toEqual(['c', 'b', 'a'])
    const heads = screen.getAllByRole('columnheader')
    const sorted = heads.filter((head) => ['ascending', 'descending'].includes(head.getAttribute('aria-sort') ?? ''))
    expect(sorted.map((head) => [head.textContent, head.getAttribute('aria-sort')])).toEqual([
      ['金额↓2', 'descending'],
      ['截止日↑1', 'ascending'],
    ])
  })

  it('pages, and says which page of how many', async () => {
    const line = await openLine()
    await writeBills(
      line,
      Array.from({ length: 60 }, (_, at) => ({ payer: `P${at}`, amount: at + 1 })),
    )
    const { person, here } = await openPanel(PAGE)
    await grid()
    expect(screen.getByText('第 1 / 2 页')).toBeTruthy()
    await person.click(screen.getByRole('button', { name: '下一页' }))
    await waitFor(() => expect(numbers()[0]).toBe('SF-202611-0010'))
    expect(here()).toBe(`${PAGE}?_page=2&_size=50`)
    expect(screen.getByText('第 2 / 2 页')).toBeTruthy()
    await person.click(screen.getByRole('button', { name: '上一页' }))
    await waitFor(() => expect(numbers()[0]).toBe('SF-202611-0060'))
  })

  it('keeps a filter full of signs through a reload, back and forward', async () => {
    const line = await openLine()
    const awkward = '3#楼 & +1%'
    await writeBills(line, [
      { payer: awkward, amount: 1 },
      { payer: '3#楼', amount: 2 },
    ])
    const { person, here, router, unmount } = await openPanel(`${PAGE}?status=open`)
    await grid()
    await person.click(within(screen.getByRole('group', { name: '筛选' })).getByRole('button', { name: '付款人' }))
    await person.type(await screen.findByRole('textbox', { name: '包含' }), awkward)
    await waitFor(() => expect(payers()).toEqual([awkward]))
    expect(screen.getByRole('button', { name: `付款人：「${awkward}」` })).toBeTruthy()
    const address = here()
    await router.navigate(-1)
    await waitFor(() => expect(payers()).toHaveLength(2))
    await router.navigate(1)
    await waitFor(() => expect(payers()).toEqual([awkward]))
    unmount()
    await openPanel(address)
    await grid()
    expect(payers()).toEqual([awkward])
    expect(screen.getByRole('button', { name: '状态：待付' })).toBeTruthy()
  })

  it('opens views with their own filters and order, and says when they have been changed', async () => {
    const line = await openLine()
    await writeBills(line, [
      { payer: 'late', amount: 1, dueOn: '2026-11-20' },
      { payer: 'today', amount: 200_000, dueOn: '2026-11-21' },
      { payer: 'early', amount: 1, dueOn: '2026-11-01', urgent: true },
    ])
    const { person, here } = await openPanel(PAGE)
    await grid()
    await person.click(screen.getByRole('button', { name: '逾期' }))
    await waitFor(() => expect(payers()).toEqual(['early', 'late']))
    expect(here()).toBe(`${PAGE}?view=late`)
    expect(document.title).toBe('逾期 · 收费单 · 管家台')
    expect(screen.getByRole('button', { name: '截止日：今天 之前' })).toBeTruthy()
    await person.click(screen.getByRole('button', { name: '急或已付' }))
    await waitFor(() => expect(payers()).toEqual(['early']))
    expect(screen.getByText(/加急 = 是 或 状态 = 已付/)).toBeTruthy()
    await person.click(screen.getByRole('button', { name: '大额' }))
    await waitFor(() => expect(linesShown()).toHaveLength(1))
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(
      expect.not.arrayContaining(['付款人']),
    )
  })

  it('goes back to its default view when its own line in the menu is clicked', async () => {
    const line = await openLine()
    await writeBills(line, [{ payer: '王芳', amount: 1 }])
    const { person, here } = await openPanel(`${PAGE}?status=paid&q=x`)
    await screen.findByText('没有符合条件的收费单。')
    await person.click(within(screen.getByRole('navigation', { name: '菜单' })).getByRole('link', { name: /^收费单/ }))
    await grid()
    expect(here()).toBe(PAGE)
    expect(screen.getByRole('searchbox', { name: '查找付款人' })).toHaveProperty('value', '')
  })

  it('shows nothing rather than more where the address says something it does not know', async () => {
    const line = await openLine()
    await writeBills(line, [{ payer: '王芳', amount: 1 }])
    for (const query of [
      'nonsense=1',
      'status=lost',
      'amount_gte=abc',
      'dueOn_like=2026',
      '_sort=nonsense',
      'view=gone',
    ]) {
      const { unmount } = await openPanel(`${PAGE}?${query}`)
      expect(await screen.findByText('网址里的条件看不懂')).toBeTruthy()
      expect(screen.queryByRole('grid')).toBeNull()
      unmount()
    }
    expect(line.sent.filter(({ url }) => url.startsWith(`${PAGE}?`) && url.includes('_start'))).toEqual([])
  })

  it('says what would be here and offers the first step, to whoever may take it', async () => {
    await openLine()
    const { unmount } = await openPanel(PAGE)
    expect(await screen.findByText('这里会列出所有收费单。')).toBeTruthy()
    expect(screen.getByRole('link', { name: '新建收费单' })).toBeTruthy()
    unmount()
    await openPanel(PAGE, 'cashier')
    expect(await screen.findByText('这里会列出所有收费单。')).toBeTruthy()
    expect(screen.queryByRole('link', { name: '新建收费单' })).toBeNull()
    expect(screen.queryByRole('button', { name: '新建' })).toBeNull()
  })

  it('hides telephones from whoever does not see them, and finds them by their last four digits', async () => {
    const line = await openLine()
    await writeBills(line, [
      { payer: '王芳', amount: 1, tel: '13812345678' },
      { payer: '李伟', amount: 1, tel: '13800001111' },
    ])
    const { person } = await openPanel(PAGE, 'cashier')
    await grid()
    expect(linesShown().map((cells) => cells[4])).toEqual(['138****1111', '138****5678'])
    expect(within(screen.getByRole('grid')).queryByRole('button', { name: /^电话/ })).toBeNull()
    await person.click(screen.getByRole('button', { name: '按电话筛选' }))
    await person.type(await screen.findByRole('textbox', { name: '完整号码或末四位' }), '5678')
    await waitFor(() => expect(payers()).toEqual(['王芳']))
  })

  it('remembers which columns somebody likes', async () => {
    const line = await openLine()
    await writeBills(line, [{ payer: '王芳', amount: 1 }])
    const { person, unmount } = await openPanel(PAGE)
    await grid()
    await person.click(screen.getByRole('button', { name: '列设置' }))
    await person.click(await screen.findByRole('checkbox', { name: '付款人' }))
    await person.click(screen.getByRole('checkbox', { name: '加急' }))
    const heads = () => screen.getAllByRole('columnheader').map((head) => head.textContent)
    await waitFor(() => expect(heads()).toEqual(expect.arrayContaining(['加急'])))
    expect(heads()).toEqual(expect.not.arrayContaining(['付款人']))
    unmount()
    await openPanel(PAGE)
    await grid()
    expect(heads()).toEqual(expect.arrayContaining(['加急']))
    expect(heads()).toEqual(expect.not.arrayContaining(['付款人']))
  })

  it('exports exactly what it shows: these rows, this order, these columns', async () => {
    const line = await openLine()
    await writeBills(line, [{ payer: '王 芳&', amount: 1 }])
    const { person } = await openPanel(`${PAGE}?payer_like=${encodeURIComponent('王 芳&')}&_sort=amount&_order=desc`)
    await grid()
    await person.click(screen.getByRole('button', { name: '导出' }))
    const link = await screen.findByRole('link', { name: '导出 Excel（1 行）' })
    const url = new URL(link.getAttribute('href') ?? '', 'http://office.test')
    expect(url.pathname).toBe('/api/toy-list-bills/export')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      format: 'xlsx',
      payer_like: '王 芳&',
      _sort: 'amount',
      _order: 'desc',
      columns: 'number,room,payer,tel,amount,dueOn,status,project',
    })
  })

  it('is walked with the arrows and opened with Enter', async () => {
    const line = await openLine()
    const [first] = await writeBills(line, [
      { payer: '王芳', amount: 1 },
      { payer: '李伟', amount: 2 },
    ])
    const { person, here } = await openPanel(`${PAGE}?status=open`)
    const table = await grid()
    table.focus()
    await person.keyboard('{ArrowDown}{ArrowDown}')
    expect(table.getAttribute('aria-activedescendant')).toBe(`row-${first?.id}`)
    await person.keyboard('{Enter}')
    await waitFor(() => expect(here()).toBe(`${PAGE}/${first?.id}`))
    await person.click(await screen.findByText('收费单', { selector: '.slip-bar a' }))
    await waitFor(() => expect(here()).toBe(`${PAGE}?status=open`))
  })
})

describe('one line', () => {
  it('offers the steps that are its reader’s to take, asks what they ask, and shows what came of it', async () => {
    const line = await openLine()
    await writeBills(line, [{ payer: '王芳', amount: 1 }])
    const { person } = await openPanel(PAGE, 'cashier')
    await grid()
    await person.click(screen.getByRole('button', { name: 'SF-202611-0001的操作' }))
    const ways = await screen.findByRole('menu')
    expect(
      within(ways)
        .getAllByRole('menuitem')
        .map((item) => item.textContent),
    ).toEqual(['打开', '在新标签页打开', '复制链接', '收款', '退回'])
    await person.click(within(ways).getByRole('menuitem', { name: '退回' }))
    const dialog = within(await screen.findByRole('dialog'))
    await person.type(await dialog.findByRole('textbox'), '金额不对')
    await person.click(dialog.getByRole('button', { name: '退回' }))
    await waitFor(() => expect(linesShown()[0]).toEqual(expect.arrayContaining(['草稿'])))
  })
})

describe('what is ticked', () => {
  it('takes a step together, all or none, and says why not', async () => {
    const line = await openLine()
    await writeBills(line, [
      { payer: '王芳', amount: 1 },
      { payer: '李伟', amount: 2 },
    ])
    const { person } = await openPanel(PAGE, 'cashier')
    await grid()
    await person.click(screen.getByRole('checkbox', { name: '选中本页' }))
    const bar = within(screen.getByRole('toolbar', { name: '已选 2 条' }))
    await person.click(bar.getByRole('button', { name: '收款' }))
    await person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '收款' }))
    await waitFor(() => expect(linesShown().map((cells) => cells[7])).toEqual(['已付', '已付']))
    expect(screen.queryByRole('toolbar')).toBeNull()
    const batches = line.sent.filter(({ url }) => url.endsWith('/batch'))
    expect(batches).toHaveLength(1)
    expect(batches[0]?.headers.get('Idempotency-Key')).toBeTruthy()
  })

  it('asks for a reason where the step asks, and keeps everything when one slip is refused', async () => {
    const line = await openLine()
    const [, second] = await writeBills(line, [
      { payer: '王芳', amount: 1 },
      { payer: '李伟', amount: 2 },
    ])
    const { person } = await openPanel(PAGE, 'cashier')
    await grid()
    await person.click(screen.getByRole('checkbox', { name: '选中本页' }))
    const visitor = {
      user: { id: 'cashier', username: 'cashier', name: '徐丽', roles: ['cashier'], projects: ['E1'] } as never,
      now: '2026-11-21T02:00:00.000Z',
    }
    await line.desk.perform('toy-list-bills', second?.id ?? '', 'pay', { version: second?.version }, visitor)
    await person.click(screen.getByRole('button', { name: '退回' }))
    const dialog = within(await screen.findByRole('dialog'))
    await person.type(dialog.getByRole('textbox', { name: '原因' }), '金额不对')
    await person.click(dialog.getByRole('button', { name: '退回' }))
    expect(await screen.findByText('2 条都没有办理，先看原因：', { selector: '.ant-modal-confirm-title' })).toBeTruthy()
    expect(screen.getByText(/SF-202611-0002/, { selector: 'li b' })).toBeTruthy()
    await waitFor(() => expect(linesShown().map((cells) => cells[7])).toEqual(['已付', '待付']))
  })
})
