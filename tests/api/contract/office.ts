import { expect, it } from 'vitest'
import { expectRefusal, type Here, SLIPS } from '../place.ts'
import type { Answer } from '../wire.ts'

/** What the office brings together: inboxes, statistics, who calls. */
export function officeStories(here: Here) {
  const signing = async () => {
    const { id, version } = await here().slip({ amount: 700 })
    const answer = await (await here().as('clerk')).post(`${SLIPS}/${id}/actions/submit`, { version })
    expect(answer.status, answer.text).toBe(200)
    return answer.body
  }
  const groupIn = ({ body }: Answer, name: string) => body.groups.find((group: { name: string }) => group.name === name)

  it('tells everybody what waits for him, and nobody what does not', async () => {
    const manager = await here().as('manager')
    const before = groupIn(await manager.get('/api/inbox'), 'signing')?.count ?? 0
    const slip = await signing()
    const group = groupIn(await manager.get('/api/inbox'), 'signing')
    expect(group).toMatchObject({ resource: 'toy-wire-slips', query: 'status=signing', count: before + 1 })
    expect(groupIn(await (await here().as('cashier')).get('/api/inbox'), 'signing')).toBeUndefined()
    expect(await (await here().as('guard')).get('/api/inbox')).toMatchObject({ body: { count: 0, groups: [] } })
    const signed = await manager.post(`${SLIPS}/${slip.id}/actions/sign`, { version: slip.version })
    expect(signed.status, signed.text).toBe(200)
    const done = await manager.get('/api/inbox?box=done')
    expect(done.body[0]).toMatchObject({ id: slip.id, step: '签署', stage: '待付款' })
    const sent = await (await here().as('clerk')).get('/api/inbox?box=sent')
    expect(sent.body[0]).toMatchObject({ id: slip.id, stage: '待付款' })
    expectRefusal(await manager.get('/api/inbox?box=other'), 400, 'box')
    expectRefusal(await manager.get('/api/inbox?colour=red'), 400, 'colour')
    expectRefusal(await here().nobody.get('/api/inbox'), 401)
  })

  it('counts by dimensions, and each figure opens its rows', async () => {
    const clerk = await here().as('clerk')
    await signing()
    const { body } = await clerk.get('/api/reports/toy-wire-sums?by=status,month')
    expect(body).toMatchObject({ title: '申请统计', by: [{ name: 'status' }, { name: 'month' }] })
    expect(body.measures).toMatchObject([
      { name: 'all', unit: 'count' },
      { name: 'amount', unit: 'fen' },
      { name: 'paid', unit: 'fen' },
      { name: 'rate', unit: 'percent', target: { at: 90, atMost: false } },
    ])
    const sum = body.rows.reduce((all: number, { figures }: { figures: { amount: number } }) => all + figures.amount, 0)
    expect(sum).toBe(body.totals.figures.amount)
    const row = body.rows.find(({ keys }: { keys: { status: string } }) => keys.status === 'signing')
    expect(row.labels.status).toBe('会签中')
    const opened = await clerk.get(`/api${row.opens.all}&_start=0&_end=1`)
    expect(opened.headers.get('x-total-count')).toBe(String(row.figures.all))
  })

  it('hands a statistic over as a sheet', async () => {
    const clerk = await here().as('clerk')
    const { status, headers, text } = await clerk.get('/api/reports/toy-wire-sums?format=csv')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/csv/)
    expect(text.replace('\ufeff', '').split('\r\n')[0]).toBe('状态,张数,金额,已付,付款率')
    expect((await clerk.get('/api/reports/toy-wire-sums?format=xlsx')).status).toBe(200)
  })

  it('refuses a statistic that is not his, or is asked wrongly', async () => {
    const clerk = await here().as('clerk')
    expectRefusal(await (await here().as('guard')).get('/api/reports/toy-wire-sums'), 403)
    expectRefusal(await clerk.get('/api/reports/nothing'), 404)
    for (const query of [
      'by=colour',
      'from=yesterday',
      'from=2026-02-01&to=2026-01-01',
      'x=1',
      'format=pdf',
      'by=a&by=b',
    ])
      expectRefusal(await clerk.get(`/api/reports/toy-wire-sums?${query}`), 400)
  })

  it('finds who calls, and brings together what lies open for him', async () => {
    const clerk = await here().as('clerk')
    const slip = await signing()
    const found = await clerk.get(`/api/caller?q=${encodeURIComponent(slip.code)}`)
    expect(found.body[0]).toMatchObject({ id: slip.thing, label: slip.code })
    expect((await clerk.get('/api/caller?q=')).body).toEqual([])
    const { body } = await clerk.get(`/api/caller/${slip.thing}`)
    expect(body.panels).toMatchObject([{ label: '在办', count: 1, sum: 700, rows: [{ id: slip.id }] }])
    expect(body.timeline).toMatchObject([{ resource: 'toy-wire-slips', id: slip.id, stage: '会签中' }])
    expectRefusal(await clerk.get('/api/caller/nobody'), 404)
    const elsewhere = await here().thing({ project: here().estates.B })
    expectRefusal(await (await here().as('guard')).get(`/api/caller/${elsewhere.id}`), 404)
    expectRefusal(await (await here().as('cashier')).get(`/api/caller/${slip.thing}`), 403)
  })
}
