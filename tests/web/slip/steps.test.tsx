import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEPOSITS, type Desk, leaveDesk, open, openDesk, REFUNDS } from './desk.ts'
import { halfway } from './papers.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(leaveDesk)

const button = async (name: string) =>
  (await screen.findByText(name, { selector: 'button > span' })).closest('button') as HTMLButtonElement
const present = () => screen.getByRole('listitem', { current: 'step' }).textContent
const submitted = async () => desk.act(await desk.refund(), 'submit', 'clerk')
const approved = async () =>
  desk.act(await desk.act(await submitted(), 'sign', 'manager', { opinion: '情况属实' }), 'sign', 'accountant')

describe('the steps beside the sheet', () => {
  it('say why not, and lead to what is in the way', async () => {
    const first = await submitted()
    const second = await desk.refund()
    await open(`${REFUNDS}/${second.id}`)
    const way = await screen.findByText('退款单 TK-202611-0001 还在办理', { selector: 'a' })
    expect(way.getAttribute('href')).toBe(`${REFUNDS}/${first.id}`)
    expect((await button('提交')).disabled).toBe(true)
  })

  it('tell whose turn it is to people who only look on', async () => {
    const slip = await submitted()
    await open(`${REFUNDS}/${slip.id}`, 'cashier')
    expect(await screen.findByText('签署由客服经理办理')).toBeTruthy()
    expect(screen.queryByText('签署', { selector: 'button > span' })).toBeNull()
  })

  it('ask what they need, and are not taken without it', async () => {
    const slip = await approved()
    const { person } = await open(`${REFUNDS}/${slip.id}`, 'cashier')
    await person.click(await button('确认付款'))
    const dialog = await screen.findByRole('dialog', { name: '确认付款' })
    await person.click(within(dialog).getByRole('button', { name: '确认付款' }))
    expect(await within(dialog).findByText('请填写付款凭证号')).toBeTruthy()
    await person.type(within(dialog).getByRole('textbox'), 'PZ-0007')
    await person.keyboard('{Control>}{Enter}{/Control}')
    await waitFor(() => expect(present()).toContain('已退款'))
    expect(await desk.read(slip.id)).toMatchObject({ status: 'paid', voucher: 'PZ-0007' })
    expect(screen.getByRole('article').textContent).toContain('徐丽')
  })

  it('say how far a long one is, until it is done', async () => {
    const slip = await approved()
    const { person } = await open(`${REFUNDS}/${slip.id}`, 'cashier')
    await person.click(await button('确认付款'))
    const dialog = await screen.findByRole('dialog', { name: '确认付款' })
    let go = () => {}
    halfway.gate = new Promise((done) => {
      go = done
    })
    await person.type(within(dialog).getByRole('textbox'), 'PZ-0008')
    await person.keyboard('{Control>}{Enter}{/Control}')
    const bar = await within(dialog).findByRole<HTMLProgressElement>('progressbar', { name: '已处理 12,000 / 40,000' })
    expect([bar.value, bar.max]).toEqual([12_000, 40_000])
    go()
    await waitFor(() => expect(present()).toContain('已退款'))
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('let signers sign in turn, each with an opinion', async () => {
    const slip = await submitted()
    const { person } = await open(`${REFUNDS}/${slip.id}`, 'manager')
    await person.click(await button('签署'))
    const dialog = await screen.findByRole('dialog', { name: '签署' })
    await person.type(within(dialog).getByRole('textbox', { name: '签署意见' }), '同意退款')
    await person.click(within(dialog).getByRole('button', { name: '签署' }))
    await waitFor(() => expect(screen.getByRole('article').textContent).toContain('同意退款陈志强'))
    const boxes = screen.getAllByRole('listitem').map((one) => one.textContent)
    expect(boxes).toContain('会计等待签署')
  })

  it('give a slip back to an earlier signer, with the reason in its history', async () => {
    const slip = await desk.act(await submitted(), 'sign', 'manager')
    const { person } = await open(`${REFUNDS}/${slip.id}`, 'accountant')
    await person.click(await button('退回'))
    const dialog = await screen.findByRole('dialog', { name: '退回' })
    await person.click(within(dialog).getByRole('radio', { name: '客服经理' }))
    await person.type(within(dialog).getByRole('textbox', { name: '原因' }), '金额写错')
    await person.click(within(dialog).getByRole('button', { name: '退回' }))
    await waitFor(async () => expect(await desk.read(slip.id)).toMatchObject({ status: 'signing', signs: [] }))
    await person.click(await button('查看全部历史'))
    const drawer = await screen.findByRole('dialog', { name: 'TK-202611-0001的历史' })
    expect(within(drawer).getByText('原因：金额写错')).toBeTruthy()
  })

  it('make a slip void with a second person, and stamp it', async () => {
    const slip = await submitted()
    const { person, unmount } = await open(`${REFUNDS}/${slip.id}`)
    await person.click(await button('申请作废'))
    const dialog = await screen.findByRole('dialog', { name: '申请作废' })
    await person.type(within(dialog).getByRole('textbox', { name: '原因' }), '填错了')
    await person.click(within(dialog).getByRole('button', { name: '申请作废' }))
    expect(await screen.findByText('王芳 于 2026-11-21 10:00 申请作废：填错了。须由第二人确认。')).toBeTruthy()
    unmount()
    const second = await open(`${REFUNDS}/${slip.id}`, 'manager')
    await second.person.click(await button('确认作废'))
    await second.person.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '确认作废' }))
    expect(await screen.findByRole('img', { name: '作废' })).toBeTruthy()
    expect(present()).toContain('已作废')
  })

  it('do not overwrite what somebody else has done meanwhile', async () => {
    const slip = await submitted()
    const { person } = await open(`${REFUNDS}/${slip.id}`)
    const withdraw = await button('撤回')
    await desk.act(slip, 'sign', 'manager')
    await person.click(withdraw)
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(await screen.findByText('已有人签署，不能撤回，可请签署人退回')).toBeTruthy()
    expect(await desk.read(slip.id)).toMatchObject({ status: 'signing' })
  })
})

describe('what else lies about a slip', () => {
  it('is counted, and opens new slips that point here', async () => {
    await desk.refund()
    const { person, here } = await open(`${DEPOSITS}/${desk.deposit.id}`)
    const link = (await screen.findAllByText('装修押金退款单', { selector: 'aside a' }))[0]
    expect(link).toBeTruthy()
    expect(await screen.findByText('1 张')).toBeTruthy()
    await person.click(await button('新建相关单据'))
    await person.click(await screen.findByRole('menuitem', { name: '装修押金退款单' }))
    await waitFor(() => expect(here()).toBe(`${REFUNDS}/new?from=toy-desk-deposits/${desk.deposit.id}`))
    await waitFor(async () => expect((await screen.findByLabelText<HTMLInputElement>('收款人')).value).toBe('李雪梅'))
  })

  it('is told in words: who, when, before and after', async () => {
    const slip = await desk.refund({ deducted: 100, remark: '甲' })
    await desk.write(slip, { deducted: 250, remark: null }, 'rival')
    const { person } = await open(`${REFUNDS}/${slip.id}`)
    await person.click(await button('查看全部历史'))
    const drawer = await screen.findByRole('dialog')
    const [newest] = within(drawer).getAllByRole('listitem')
    expect(newest?.textContent).toContain('修改刘洋2026-11-21 10:00')
    expect(newest?.textContent).toContain('扣款¥1.00 → ¥2.50')
    expect(newest?.textContent).toContain('备注甲 → 空')
  })

  it('names the step elsewhere by which it came about, and leads to that slip', async () => {
    const slip = await desk.act(await approved(), 'pay', 'cashier', { voucher: 'PZ-0007' })
    const { person } = await open(`${DEPOSITS}/${desk.deposit.id}`)
    await person.click(await button('查看全部历史'))
    const drawer = await screen.findByRole('dialog', { name: 'YJ-202611-0001的历史' })
    expect(drawer.textContent).toContain('随 装修押金退款单 TK-202611-0001 的「确认付款」一并办理')
    const way = within(drawer).getByRole('link', { name: '装修押金退款单 TK-202611-0001' })
    expect(way.getAttribute('href')).toBe(`${REFUNDS}/${slip.id}`)
  })

  it('is hidden behind a mask until somebody says why he looks', async () => {
    const slip = await desk.refund({ card: '11010519491231002X' })
    const { person } = await open(`${REFUNDS}/${slip.id}`, 'manager')
    expect(await screen.findByText('110***********002X')).toBeTruthy()
    await person.click(await screen.findByLabelText('查看全号：身份证号'))
    await person.type(await screen.findByRole('textbox', { name: '查看原因（会记入历史）' }), '核对身份')
    await person.click(await button('查看'))
    expect(await screen.findByText('11010519491231002X')).toBeTruthy()
  })
})

describe('when there is nothing to show', () => {
  it('says that there is no such slip', async () => {
    await open(`${REFUNDS}/nothing`)
    expect(await screen.findByText('没有这张装修押金退款单')).toBeTruthy()
  })

  it('says why a slip cannot be edited now', async () => {
    const slip = await submitted()
    await open(`${REFUNDS}/${slip.id}/edit`)
    expect(await screen.findByText('会签中阶段的内容不由您修改。')).toBeTruthy()
  })
})
