import { expect, it } from 'vitest'
import { expectRefusal, type Here, SLIPS, THINGS } from '../place.ts'
import type { Wire } from '../wire.ts'

type Step = { name: string; allowed: boolean; blockers: { message: string }[]; asks: unknown }

export function stepStories(here: Here) {
  const act = (wire: Wire, id: string, action: string, answers?: object) =>
    wire.post(`${SLIPS}/${id}/actions/${action}`, answers)

  it('takes a slip through its stages, each by whom it concerns', async () => {
    const { slip, as } = here()
    const [clerk, manager, cashier] = [await as('clerk'), await as('manager'), await as('cashier')]
    const { id, number, thing } = await slip({ amount: 12_300 })
    expect(number).toBeNull()
    const sent = await act(clerk, id, 'submit', { version: 1 })
    expect(sent).toMatchObject({
      status: 200,
      body: { status: 'signing', version: 2, number: expect.stringMatching(/^SQ-202611-\d{4}$/) },
    })
    expectRefusal(await act(clerk, id, 'sign', { version: 2 }), 403)
    const signed = await act(manager, id, 'sign', { version: 2, opinion: '同意' })
    expect(signed.body).toMatchObject({
      status: 'approved',
      chain: [{ role: 'manager', name: '陈经理', opinion: '同意' }],
    })
    const unasked = await act(cashier, id, 'pay', { version: 3 })
    expectRefusal(unasked, 422)
    expect(unasked.body.errors).toHaveProperty('voucher')
    expectRefusal(await act(cashier, id, 'pay', { version: 3, voucher: '8', amount: 1 }), 422, 'amount')
    const paid = await act(cashier, id, 'pay', { version: 3, voucher: 'V-8' })
    expect(paid.body).toMatchObject({ status: 'paid', voucher: 'V-8', payment: { name: '出纳小徐' } })
    expect((await clerk.get(`${THINGS}/${thing}`)).body.story).toBe('已付 12300')
  })

  it('says of every step whether it is open, and why not', async () => {
    const { slip, as } = here()
    const [clerk, cashier] = [await as('clerk'), await as('cashier')]
    const { id, thing } = await slip()
    const steps = (await clerk.get(`${SLIPS}/${id}/actions`)).body as Step[]
    expect(steps).toMatchObject([{ name: 'submit', label: '提交', allowed: true, blockers: [], asks: [] }])
    const [theirs] = (await cashier.get(`${SLIPS}/${id}/actions`)).body as Step[]
    expect(theirs).toMatchObject({
      name: 'submit',
      allowed: false,
      blockers: [{ message: expect.stringContaining('客服助理') }],
    })
    const other = await slip({ thing })
    await act(clerk, other.id, 'submit', { version: 1 })
    const [blocked] = (await clerk.get(`${SLIPS}/${id}/actions`)).body as Step[]
    expect(blocked).toMatchObject({
      allowed: false,
      blockers: [{ message: '这个物件还有在办的申请单', resource: 'toy-wire-slips', id: other.id }],
    })
    const refused = await act(clerk, id, 'submit', { version: 1 })
    expectRefusal(refused, 422, '还有在办的申请单')
    expect(refused.body.blockers).toEqual(blocked?.blockers)
  })

  it('refuses a step at the wrong stage, at the wrong version, or by the wrong hand', async () => {
    const { slip, as } = here()
    const [clerk, manager, cashier] = [await as('clerk'), await as('manager'), await as('cashier')]
    const { id } = await slip()
    expectRefusal(await act(clerk, id, 'submit', {}), 428)
    expectRefusal(await act(clerk, id, 'submit'), 428)
    expectRefusal(await act(clerk, id, 'submit', { version: 1.5 }), 422, 'version')
    expectRefusal(await act(cashier, id, 'submit', { version: 1 }), 403)
    expectRefusal(await act(cashier, id, 'pay', { version: 1, voucher: 'V' }), 409, '草稿')
    expectRefusal(await act(clerk, id, 'lapse', { version: 1 }), 404)
    expectRefusal(await act(clerk, id, 'no-such-step', { version: 1 }), 404)
    expectRefusal(await act(clerk, id, '__proto__', { version: 1 }), 404)
    await clerk.patch(`${SLIPS}/${id}`, { version: 1, remark: '改' })
    const stale = await act(clerk, id, 'submit', { version: 1 })
    expectRefusal(stale, 409)
    expect(stale.body.current).toMatchObject({ id, version: 2, remark: '改' })
    await act(clerk, id, 'submit', { version: 2 })
    expectRefusal(await act(manager, id, 'giveBack', { version: 3 }), 422, 'reason')
    const back = await act(manager, id, 'giveBack', { version: 3, reason: '金额有误' })
    expect(back.body).toMatchObject({ status: 'draft', version: 4 })
  })

  it('refuses by a guard with its sentence', async () => {
    const { slip, as } = here()
    const { id } = await slip({ amount: 50_000_01 })
    const refused = await act(await as('clerk'), id, 'submit', { version: 1 })
    expectRefusal(refused, 422, '金额超过上限')
    expect(refused.body.blockers).toEqual([{ message: '金额超过上限，请走总部' }])
  })

  it('gives numbers without a gap, though many submit at once and some are refused', async () => {
    const { slip, as } = here()
    const clerk = await as('clerk')
    const slips = []
    for (let at = 0; at < 8; at += 1) slips.push(await slip({ amount: at % 4 === 3 ? 50_000_01 : 100 }))
    const answers = await Promise.all(slips.map(({ id }) => act(clerk, id, 'submit', { version: 1 })))
    const numbers = answers
      .filter(({ status }) => status === 200)
      .map(({ body }) => Number(body.number.slice(-4)))
      .sort((a, b) => a - b)
    expect(numbers).toHaveLength(6)
    expect((numbers[5] as number) - (numbers[0] as number)).toBe(5)
  })

  it('makes a slip void by two people, with a reason, keeping its number', async () => {
    const { slip, as } = here()
    const [clerk, manager] = [await as('clerk'), await as('manager')]
    const { id } = await slip()
    const { number } = (await act(clerk, id, 'submit', { version: 1 })).body
    expectRefusal(await act(clerk, id, 'void', { version: 2 }), 422, 'reason')
    expect((await act(clerk, id, 'void', { version: 2, reason: '重复' })).body.voiding).toMatchObject({
      reason: '重复',
    })
    expectRefusal(await act(manager, id, 'sign', { version: 3 }), 409, '作废')
    expectRefusal(await act(clerk, id, 'confirm-void', { version: 3 }), 403)
    expect((await act(manager, id, 'confirm-void', { version: 3 })).body).toMatchObject({ status: 'void', number })
  })

  it('keeps a history, oldest first, with before and after', async () => {
    const { slip, as } = here()
    const clerk = await as('clerk')
    const { id } = await slip({ amount: 5 })
    await clerk.patch(`${SLIPS}/${id}`, { version: 1, amount: 6, remark: '少写了' })
    await act(clerk, id, 'submit', { version: 2 })
    const { status, body } = await clerk.get(`${SLIPS}/${id}/history`)
    expect(status).toBe(200)
    expect(body.map(({ action }: { action: string }) => action)).toEqual(['create', 'edit', 'submit'])
    expect(body[1]).toMatchObject({
      by: { name: '客服小王' },
      at: '2026-11-21T02:00:00.000Z',
      changes: { amount: [5, 6], remark: [null, '少写了'] },
    })
    expect(body[2].changes.status).toEqual(['draft', 'signing'])
  })

  it('shows what a mask hides to whoever may, with a reason, and writes it down', async () => {
    const { thing, as } = here()
    const [clerk, manager] = [await as('clerk'), await as('manager')]
    const { id } = await thing({ card: '11010519491231002X', tel: '13912345678' })
    const path = `${THINGS}/${id}/reveal`
    expect((await clerk.get(`${THINGS}/${id}`)).body).toMatchObject({ tel: '13912345678', card: '110***********002X' })
    expectRefusal(await manager.post(path, { field: 'card', reason: '核对' }), 403)
    expectRefusal(await clerk.post(path, { field: 'card' }), 422, 'reason')
    expectRefusal(await clerk.post(path, { field: 'code', reason: '核对' }), 422, 'field')
    expect((await clerk.post(path, { field: 'card', reason: '核对业主' })).body).toEqual({
      value: '11010519491231002X',
    })
    expect((await clerk.get(`${THINGS}/${id}`)).body.version).toBe(1)
    const history = (await manager.get(`${THINGS}/${id}/history`)).body
    expect(history.at(-1)).toMatchObject({
      action: 'reveal',
      by: { name: '客服小王' },
      note: expect.stringContaining('核对业主'),
    })
    expect(history[0].changes).toMatchObject({ card: [null, '110***********002X'], tel: [null, '139****5678'] })
  })
}
