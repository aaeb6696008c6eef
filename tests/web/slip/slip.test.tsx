import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEPOSITS, type Desk, leaveDesk, open, openDesk, REFUNDS } from './desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(leaveDesk)

const sheet = () => screen.findByRole('article', { name: '装修押金退款单' })
/** What stands in the cell of a blank, as a person reads it. */
const cell = (label: string) => {
  const term = screen.getAllByRole('term').find((one) => one.textContent?.replace('*', '') === label)
  return term?.nextElementSibling?.textContent ?? ''
}
const blank = (label: string) => screen.findByLabelText<HTMLInputElement>(label)
/** A new slip for the deposit, once it has filled itself. */
async function fresh() {
  const opened = await open(`${REFUNDS}/new?from=toy-desk-deposits/${desk.deposit.id}`)
  await waitFor(async () => expect((await blank('收款人')).value).toBe('李雪梅'))
  return opened
}

describe('a new slip', () => {
  it('fills itself from the deposit it is opened for, and works out the rest', async () => {
    const { person } = await fresh()
    expect(cell('楼栋')).toBe('3 栋')
    expect((await blank('联系电话')).value).toBe('13812345678')
    expect((await blank('原押金')).value).toBe('2,000.00')
    await person.clear(await blank('扣款'))
    await person.type(await blank('扣款'), '1,234.5')
    expect(cell('应退金额')).toBe('¥765.50')
    expect(cell('状态')).toBe('草稿')
    expect((await sheet()).textContent).toContain('提交后编号')
  })

  it('is searched for what it points to', async () => {
    const { person } = await open(`${REFUNDS}/new`)
    await sheet()
    await person.click(screen.getByRole('combobox', { name: '押金单' }))
    await person.click(await screen.findByText('YJ-202611-0001'))
    await waitFor(async () => expect((await blank('收款人')).value).toBe('李雪梅'))
  })

  it('names what is missing under its cell, and saves nothing', async () => {
    const { person } = await fresh()
    await person.click(await screen.findByText('保存草稿'))
    expect(cell('退款原因')).toContain('请填写退款原因')
    expect(screen.getByText('有 1 处需要改正')).toBeTruthy()
    expect(await desk.all()).toEqual([])
  })

  it('is made once, however often it is saved', async () => {
    const { person, here } = await fresh()
    await person.click(screen.getByLabelText('验收合格'))
    await person.keyboard('{Control>}ss{/Control}')
    await waitFor(() => expect(here()).toMatch(/^\/toy-desk-refunds\/[^/]{8,}$/))
    expect(await desk.all()).toHaveLength(1)
    expect(desk.sent.filter(({ method, url }) => method === 'POST' && url === REFUNDS)).toHaveLength(1)
  })

  it('is saved and submitted with one press, and then carries its number', async () => {
    const { person } = await fresh()
    await person.click(screen.getByLabelText('其他'))
    await person.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(async () => expect((await sheet()).textContent).toContain('TK-202611-0001'))
    expect(screen.getByRole('listitem', { current: 'step' }).textContent).toContain('会签中')
  })

  it('leaves what a later step asks for to that step', async () => {
    await fresh()
    await sheet()
    expect(cell('付款凭证号')).toBe('—')
    expect(screen.queryByLabelText('付款凭证号')).toBeNull()
  })

  it('is not offered to people who may not write one', async () => {
    await open(`${REFUNDS}/new`, 'cashier')
    expect(await screen.findByText('您的岗位不能新建装修押金退款单')).toBeTruthy()
  })
})

describe('writing', () => {
  it('goes from cell to cell with Enter, and adds a line after the last one', async () => {
    const { person } = await fresh()
    await sheet()
    await person.click(await blank('收款人'))
    await person.keyboard('{Enter}')
    expect(document.activeElement).toBe(await blank('联系电话'))
    await person.keyboard('{Shift>}{Enter}{/Shift}')
    expect(document.activeElement).toBe(await blank('收款人'))
    await person.click(screen.getByText('添加一行'))
    await person.type(await blank('第 1 行项目'), '墙面')
    await person.click(await blank('第 1 行说明'))
    await person.keyboard('{Enter}')
    await waitFor(async () => expect(document.activeElement).toBe(await blank('第 2 行项目')))
  })

  it('understands days as people type them', async () => {
    const { person } = await fresh()
    const on = await blank('预约日期')
    await person.type(on, '20261125')
    await person.tab()
    expect(on.value).toBe('2026-11-25')
    await person.clear(on)
    await person.type(on, '12-3')
    await person.tab()
    expect(on.value).toBe('2026-12-03')
    await person.clear(on)
    await person.type(on, '后天')
    await person.tab()
    expect(on.value).toBe('后天')
    expect(cell('预约日期')).toContain('预约日期须为日期')
  })

  it('takes a block from a spreadsheet into its lines, and sums them', async () => {
    const { person } = await fresh()
    await person.click(await screen.findByText('添加一行'))
    await person.click(await blank('第 1 行项目'))
    await person.paste('墙面修补\t墙体\t2\t1,100.25\r\n清运\t垃圾\t1\t100\r\n')
    const table = screen.getByRole('table', { name: '扣款明细' })
    expect((await blank('第 2 行项目')).value).toBe('清运')
    expect(within(table).getByText('2,200.50')).toBeTruthy()
    expect(within(table).getByText('2,300.50')).toBeTruthy()
    await person.click(screen.getByLabelText('复制第 2 行'))
    expect(within(table).getByText('2,400.50')).toBeTruthy()
    await person.click(screen.getByLabelText('删除第 1 行'))
    expect(within(table).getByText('200.00')).toBeTruthy()
  })

  it('saves what was changed, over the version that was read', async () => {
    const slip = await desk.refund({ remark: '原来的备注', stars: 3 })
    const { person, here } = await open(`${REFUNDS}/${slip.id}/edit`)
    const remark = await blank('备注')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '保存' }).disabled).toBe(true)
    await person.clear(remark)
    await person.type(remark, '改过的备注')
    await person.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(here()).toBe(`${REFUNDS}/${slip.id}`))
    expect(await desk.read(slip.id)).toMatchObject({ remark: '改过的备注', stars: 3, version: 2 })
    expect((await sheet()).textContent).toContain('改过的备注')
  })

  it('puts what the office refuses under its blank', async () => {
    const slip = await desk.refund()
    const { person } = await open(`${REFUNDS}/${slip.id}/edit`)
    const deducted = await blank('扣款')
    await person.clear(deducted)
    await person.type(deducted, '9000')
    await person.click(screen.getByText('保存'))
    expect(cell('扣款')).toContain('扣款不能超过原押金')
    expect(await desk.read(slip.id)).toMatchObject({ version: 1 })
  })
})

describe('nothing typed is lost', () => {
  it('offers what was left behind, and brings it back', async () => {
    const { person, unmount } = await fresh()
    await person.type(await blank('备注'), '打到一半')
    unmount()
    const again = await fresh()
    expect(await screen.findByText('有一份 10:00 未保存的内容')).toBeTruthy()
    expect((await blank('备注')).value).toBe('')
    await again.person.click(screen.getByText('恢复'))
    expect((await blank('备注')).value).toBe('打到一半')
  })

  it('forgets what was thrown away', async () => {
    const { person, unmount } = await fresh()
    await person.type(await blank('备注'), '不要了')
    unmount()
    const second = await fresh()
    await second.person.click(await screen.findByText('丢弃'))
    second.unmount()
    await fresh()
    await blank('备注')
    expect(screen.queryByText(/未保存的内容/)).toBeNull()
  })

  it('says beside the slip that something of it was never saved', async () => {
    const slip = await desk.refund()
    const { person, unmount } = await open(`${REFUNDS}/${slip.id}/edit`)
    await person.type(await blank('备注'), '打到一半')
    unmount()
    const again = await open(`${REFUNDS}/${slip.id}`)
    expect(await screen.findByText('有一份 10:00 未保存的内容')).toBeTruthy()
    await again.person.click(screen.getByText('接着填写'))
    await again.person.click(await screen.findByText('恢复'))
    expect((await blank('备注')).value).toBe('打到一半')
  })

  it('asks before leaving only where something differs', async () => {
    const slip = await desk.refund({ remark: '原话' })
    const { person, router, here } = await open(`${REFUNDS}/${slip.id}/edit`)
    await person.type(await blank('备注'), '！')
    void router.navigate(DEPOSITS)
    expect(await screen.findByRole('dialog', { name: '还没有保存' })).toBeTruthy()
    await person.click(screen.getByText('接着填写'))
    await person.type(await blank('备注'), '{Backspace}')
    void router.navigate(DEPOSITS)
    await waitFor(() => expect(here()).toBe(DEPOSITS))
  })

  it('keeps it through the end of the session', async () => {
    const { person, unmount } = await fresh()
    await person.type(await blank('备注'), '登录过期前')
    await desk.desk.store.transaction((rows) => rows.remove('_sessions', { field: 'id', op: 'null', value: false }))
    await person.click(screen.getByLabelText('其他'))
    unmount()
    await fresh()
    await (await screen.findByText('恢复')).click()
    expect((await blank('备注')).value).toBe('登录过期前')
  })
})

describe('two people on one slip', () => {
  it('lays theirs beside mine, and saves what I choose over theirs', async () => {
    const slip = await desk.refund({ remark: '原来', stars: 1 })
    const { person, here } = await open(`${REFUNDS}/${slip.id}/edit`)
    await person.clear(await blank('备注'))
    await person.type(await blank('备注'), '我写的')
    await person.clear(await blank('收款人'))
    await person.type(await blank('收款人'), '李四')
    await desk.write(slip, { remark: '别人写的', stars: 5 }, 'rival')
    await person.click(screen.getByText('保存'))
    expect(await screen.findByText('在您填写时，刘洋 也改了这张单据')).toBeTruthy()
    const row = screen.getByRole('row', { name: /^备注/ })
    expect([...row.querySelectorAll('td')].map((one) => one.textContent)).toEqual(['原来', '别人写的', '我写的'])
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '按选择保存' }).disabled).toBe(true)
    await person.click(within(row).getByRole('radio', { name: '我写的' }))
    await person.click(screen.getByText('按选择保存'))
    await waitFor(() => expect(here()).toBe(`${REFUNDS}/${slip.id}`))
    expect(await desk.read(slip.id)).toMatchObject({ remark: '我写的', stars: 5, owner: '李四', version: 3 })
  })
})
