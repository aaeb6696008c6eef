import { expect, it } from 'vitest'
import { expectRefusal, type Here, SLIPS } from '../place.ts'
import { halfway } from '../toy.ts'

/** How long a session is taken for open without asking the store again, and a little more, in milliseconds. */
const SESSION_READ_ANEW = 2100
const pause = (time: number) => new Promise((go) => setTimeout(go, time))

/** How far a long step is; `isAlone`: while it lasts, the store listens to nobody else. */
export function progressStories(here: Here, isAlone: boolean) {
  it('tells whoever began a step how far it is, while it lasts, and nobody else', async () => {
    const { slip, as, nobody } = here()
    const [clerk, manager, cashier] = [await as('clerk'), await as('manager'), await as('cashier')]
    const { id } = await slip({ amount: 800 })
    await clerk.post(`${SLIPS}/${id}/actions/submit`, { version: 1 })
    await manager.post(`${SLIPS}/${id}/actions/sign`, { version: 2 })
    let open = () => {}
    halfway.gate = new Promise((go) => {
      open = go
    })
    const headers = { 'idempotency-key': `pay-${id}` }
    const paying = cashier.post(`${SLIPS}/${id}/actions/pay`, { version: 3, voucher: 'V-9' }, headers)
    const far = `/api/progress/pay-${id}`
    await expect.poll(async () => (await cashier.get(far)).body).toMatchObject({ done: 3, of: 10 })
    if (isAlone) await pause(SESSION_READ_ANEW)
    expect(await cashier.get(far)).toMatchObject({ status: 200, body: { done: 3, of: 10 } })
    expectRefusal(await nobody.get(far), 401)
    // his session may have to wait for the store
    const curious = manager.get(far)
    open()
    expect(await paying).toMatchObject({ status: 200, body: { status: 'paid' } })
    expectRefusal(await curious, 404)
    expectRefusal(await cashier.get(far), 404, '办完')
  })
}
