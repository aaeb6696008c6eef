import { screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, leaveDesk, open, openDesk, REFUNDS } from './desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(leaveDesk)

const sheets = () => screen.findAllByRole('article', { name: '装修押金退款单' })

describe('a printed slip', () => {
  it('is one sheet a copy, each with its name, the number, the amounts and the boxes', async () => {
    const slip = await desk.act(await desk.refund({ deducted: 30_050 }), 'submit', 'clerk')
    const { person } = await open(`${REFUNDS}/${slip.id}/print`)
    const copies = await sheets()
    expect(copies.map((one) => /第.联 ../.exec(one.textContent ?? '')?.[0])).toEqual(['第一联 财务', '第二联 客服'])
    for (const part of ['玩具物业服务有限公司', '翠湖苑', 'TK-202611-0001', '¥1,699.50', '审批', '业主签收'])
      expect(copies[0]?.textContent).toContain(part)
    await person.click(screen.getByRole('checkbox', { name: '第一联 财务' }))
    expect(await sheets()).toHaveLength(1)
  })

  it('has no inputs and no signs of the screen', async () => {
    const slip = await desk.refund({ stars: 4 })
    await open(`${REFUNDS}/${slip.id}/print`)
    const [first] = await sheets()
    expect(first?.querySelectorAll('input, button, a')).toHaveLength(0)
    expect(first?.textContent).toContain('★★★★☆')
  })

  it('bears its stamp where it is void', async () => {
    const asked = await desk.act(await desk.act(await desk.refund(), 'submit', 'clerk'), 'void', 'clerk', {
      reason: '重复',
    })
    const slip = await desk.act(asked, 'confirm-void', 'manager')
    await open(`${REFUNDS}/${slip.id}/print`)
    expect(await screen.findAllByRole('img', { name: '作废' })).toHaveLength(2)
  })

  it('says on which paper it goes', async () => {
    const slip = await desk.refund()
    await open(`${REFUNDS}/${slip.id}/print`)
    await sheets()
    expect(document.querySelector('style')?.ownerDocument.body.innerHTML).toContain('size: A4 portrait')
  })
})
