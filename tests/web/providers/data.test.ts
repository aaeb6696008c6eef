import type { BaseRecord } from '@refinedev/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Problem, send } from '../../../src/web/providers/client.ts'
import { dataProvider } from '../../../src/web/providers/data.ts'
import { askSession, signIn, signOut, standingNow } from '../../../src/web/providers/session.ts'
import { type Line, openLine, writeBills } from '../list/office.tsx'

const BILLS = 'toy-list-bills'
let line: Line
beforeEach(async () => {
  line = await openLine()
  await signIn('clerk', 'demo')
})
afterEach(() => signOut())
const refusal = async (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => Promise.reject(new Error('nobody refused')),
    (problem: Problem) => problem,
  )
const sentTo = (part: string) => line.sent.filter(({ url }) => url.includes(part))
const draft = async () => {
  const [made] = await writeBills(line, [{ payer: '王芳', amount: 100 }], 'draft')
  return made as { id: string; version: number }
}

describe('the data provider', () => {
  it('lists with the total the office says, and believes no list without one', async () => {
    await writeBills(line, [
      { payer: 'a', amount: 1 },
      { payer: 'b', amount: 2 },
    ])
    const page = await dataProvider.getList({ resource: BILLS, pagination: { currentPage: 1, pageSize: 1 } })
    expect([page.data.length, page.total]).toEqual([1, 2])
    expect(page.next).toEqual(expect.any(String))
    const honest = globalThis.fetch
    globalThis.fetch = async (...asked) => {
      const answer = await honest(...asked)
      const headers = new Headers(answer.headers)
      headers.delete('X-Total-Count')
      return new Response(await answer.text(), { headers })
    }
    await expect(dataProvider.getList({ resource: BILLS })).rejects.toThrow('X-Total-Count')
  })

  it('fetches many by their ids in hundreds, in the order asked, without paging', async () => {
    const made = await writeBills(
      line,
      Array.from({ length: 130 }, (_, at) => ({ payer: `P${at}`, amount: at })),
      'draft',
    )
    line.sent.length = 0
    const ids = made.map(({ id }) => id).reverse()
    const { data } = await dataProvider.getMany({ resource: BILLS, ids: [...ids, 'nobody', ids[0] ?? ''] })
    expect((data as BaseRecord[]).map(({ id }) => id)).toEqual([...ids, ids[0]])
    expect(line.sent.map(({ url }) => new URLSearchParams(url.split('?')[1]).getAll('id').length)).toEqual([100, 31])
  })

  it('brings the sentences of a 422 to their blanks', async () => {
    const problem = await refusal(
      dataProvider.create({ resource: BILLS, variables: { project: 'E1', payer: '', amount: 'x' } }),
    )
    expect(problem.statusCode).toBe(422)
    expect(problem.errors).toMatchObject({ payer: ['请填写付款人'], amount: [expect.stringContaining('金额')] })
  })

  it('writes once however often it is sent under one key', async () => {
    const [{ room } = {}] = (await dataProvider.getList({ resource: BILLS })).data as BaseRecord[]
    expect(room).toBeUndefined()
    const { id } = await draft()
    const written = (await dataProvider.getOne({ resource: BILLS, id })).data as BaseRecord
    const variables = { room: written.room, payer: '李伟', amount: 5, dueOn: '2026-12-01', project: 'E1' }
    const meta = { key: 'once-1' }
    const [one, two] = [
      await dataProvider.create({ resource: BILLS, variables, meta }),
      await dataProvider.create({ resource: BILLS, variables, meta }),
    ] as { data: BaseRecord }[]
    expect(one?.data.id).toBe(two?.data.id)
    expect((await dataProvider.getList({ resource: BILLS })).total).toBe(2)
    const other = (await dataProvider.create({ resource: BILLS, variables })) as { data: BaseRecord }
    expect(other.data.id).not.toBe(one?.data.id)
  })

  it('edits only what was read: no version is a defect of ours, a stale one brings the slip as it stands', async () => {
    const { id, version } = await draft()
    await expect(dataProvider.update({ resource: BILLS, id, variables: { payer: 'x' } })).rejects.toThrow(
      'meta.version is missing',
    )
    await dataProvider.update({ resource: BILLS, id, variables: { payer: '先到' }, meta: { version } })
    const problem = await refusal(
      dataProvider.update({ resource: BILLS, id, variables: { payer: '后到' }, meta: { version } }),
    )
    expect(problem.statusCode).toBe(409)
    expect(problem.current).toMatchObject({ id, payer: '先到', version: version + 1 })
  })

  it('writes several in one transaction, each under its version: all or none', async () => {
    const made = await writeBills(
      line,
      [
        { payer: 'a', amount: 1 },
        { payer: 'b', amount: 2 },
      ],
      'draft',
    )
    const ids = made.map(({ id }) => id)
    const versions = Object.fromEntries(made.map(({ id, version }) => [id, version]))
    line.sent.length = 0
    const { data } = await dataProvider.updateMany({
      resource: BILLS,
      ids,
      variables: { payer: '新' },
      meta: { versions },
    })
    expect((data as BaseRecord[]).map(({ payer }) => payer)).toEqual(['新', '新'])
    const problem = await refusal(dataProvider.deleteMany({ resource: BILLS, ids, meta: { versions } }))
    expect([problem.statusCode, problem.rows.length]).toEqual([422, 2])
    expect((await dataProvider.getList({ resource: BILLS })).total).toBe(2)
    const now = Object.fromEntries((data as BaseRecord[]).map(({ id, version }) => [id, version]))
    await dataProvider.deleteMany({ resource: BILLS, ids, meta: { versions: now } })
    expect((await dataProvider.getList({ resource: BILLS })).total).toBe(0)
    expect(line.sent.map(({ method, url }) => `${method} ${url.split('?')[0]}`)).not.toContain(
      `PATCH /${BILLS}/${ids[0]}`,
    )
    const create = await dataProvider
      .createMany({ resource: BILLS, variables: [{ payer: '' }, { payer: '' }] })
      .catch((error) => error)
    expect((create as Problem).rows).toHaveLength(2)
  })

  it('deletes a draft at the version it was read at', async () => {
    const { id, version } = await draft()
    await dataProvider.deleteOne({ resource: BILLS, id, meta: { version } })
    expect(sentTo(`/${BILLS}/${id}?version=${version}`).map(({ status }) => status)).toEqual([204])
  })

  it('says filters and sorters in a call of its own too, whatever its method', async () => {
    await writeBills(line, [
      { payer: 'a', amount: 1 },
      { payer: 'b', amount: 3 },
    ])
    const { data } = await dataProvider.custom({
      url: `/${BILLS}/totals`,
      method: 'get',
      filters: [{ field: 'amount', operator: 'gt', value: 1 }],
      query: { q: 'b' },
    })
    expect(data).toEqual({ count: 1, sums: { amount: 3 } })
    await expect(dataProvider.custom({ url: '/x', method: 'put', payload: {} })).rejects.toThrow('没有')
    await expect(dataProvider.custom({ url: '/x', method: 'head' })).rejects.toThrow('the office has no HEAD')
  })

  it('gives a request up when nobody waits for it any more', async () => {
    line.weather.delay = () => 50
    const giving = new AbortController()
    const asked = dataProvider.getList({
      resource: BILLS,
      meta: { queryContext: { signal: giving.signal, queryKey: [] } as never },
    })
    giving.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('is refused more than a thousand rows at once, and never given the first thousand as if they were all', async () => {
    const variables = Array.from({ length: 1000 }, (_, at) => ({ code: `房${at}`, project: 'E1' }))
    await dataProvider.createMany({ resource: 'toy-list-rooms', variables })
    const all = () => dataProvider.getList({ resource: 'toy-list-rooms', pagination: { mode: 'off' } })
    expect((await all()).data).toHaveLength(1000)
    await dataProvider.create({ resource: 'toy-list-rooms', variables: { code: '又一间', project: 'E1' } })
    expect(await refusal(all())).toMatchObject({ statusCode: 400, message: expect.stringContaining('1001') })
  })

  it('says in a sentence that the line is broken', async () => {
    line.weather.broken = () => true
    expect((await refusal(dataProvider.getOne({ resource: BILLS, id: 'x' }))).message).toMatch('连不上服务器')
    line.weather.broken = () => false
  })
})

describe('the session', () => {
  it('is asked for once, however many ask', async () => {
    line.sent.length = 0
    await Promise.all([askSession(), askSession(), askSession()])
    expect(line.sent.map(({ url }) => url)).toEqual(['/session'])
  })
  it('ends for the whole panel at the first call that is not let in', async () => {
    await send('DELETE', '/session')
    expect(standingNow().is).toBe('in')
    await refusal(dataProvider.getList({ resource: BILLS }))
    expect(standingNow()).toEqual({ is: 'out', why: 'expired' })
  })
})
