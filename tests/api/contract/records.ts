import { expect, it } from 'vitest'
import { expectRefusal, fresh, type Here, SLIPS, THINGS } from '../place.ts'

const key = () => ({ 'idempotency-key': fresh('key') })

export function recordStories(here: Here) {
  it('creates with the envelope and the labels, and reads the same back', async () => {
    const { thing, as, estates } = here()
    const parent = await thing({ code: '3-2-1201', price: 12345, tel: '13800138000', marks: ['a', 'c'], done: true })
    expect(parent).toMatchObject({
      version: 1,
      project: estates.A,
      price: 12345,
      double: 24690,
      marks: ['a', 'c'],
      done: true,
      story: null,
    })
    expect(parent.createdAt).toBe('2026-11-21T02:00:00.000Z')
    const child = await thing({ parent: parent.id, parts: [{ name: '灯', price: 5, count: 2 }] })
    expect(child.labels).toMatchObject({ parent: '3-2-1201', project: '翠湖苑', createdBy: '客服小王' })
    expect(child.parts).toEqual([{ id: expect.any(String), name: '灯', price: 5, count: 2 }])
    const read = await (await as('clerk')).get(`${THINGS}/${child.id}`)
    expect(read.status).toBe(200)
    expect(read.body).toEqual(child)
  })

  it('refuses what is no JSON object', async () => {
    const clerk = await here().as('clerk')
    for (const body of [
      '{',
      '[]',
      'null',
      '"text"',
      '5',
      ' ',
      '{"code":"\\u0000"}',
      '{"code":"\\ud800"}',
      `{"code":${'['.repeat(40)}${']'.repeat(40)}}`,
    ])
      expectRefusal(await clerk.post(THINGS, body), 400)
    expectRefusal(await clerk.post(THINGS), 400)
    expectRefusal(await clerk.post(THINGS, '{}', { 'content-type': 'text/plain' }), 415)
    expectRefusal(await clerk.post(THINGS, JSON.stringify({ story: 'x'.repeat(1024 * 1024) })), 413)
  })

  it('names every blank that is unknown, wrong or missing', async () => {
    const { as, estates } = here()
    const clerk = await as('clerk')
    const wrong = {
      project: estates.A,
      colour: 'pink',
      on: '2026-02-30',
      price: 1.5,
      tel: '12',
      nonsense: 1,
      double: 5,
    }
    const strange = await clerk.post(THINGS, wrong)
    expectRefusal(strange, 422)
    expect(strange.body.errors).toMatchObject({ nonsense: [expect.any(String)], double: [expect.any(String)] })
    const { nonsense: _, double: __, ...rest } = wrong
    const faulty = await clerk.post(THINGS, rest)
    expectRefusal(faulty, 422)
    expect(Object.keys(faulty.body.errors).sort()).toEqual(['code', 'colour', 'on', 'price', 'tel'])
    expectRefusal(await clerk.post(THINGS, { project: estates.A, code: fresh(), price: 100_000_000 }), 422, '一百万元')
    expectRefusal(await clerk.post(THINGS, { project: estates.A, code: fresh(), parent: 'nobody' }), 422, 'parent')
    expectRefusal(await clerk.post(THINGS, { project: 'elsewhere', code: fresh() }), 422, 'project')
  })

  it('refuses a second row of the same name', async () => {
    const { thing, as } = here()
    const { code, project } = await thing()
    const clerk = await as('clerk')
    const again = await clerk.post(THINGS, { project, code })
    expectRefusal(again, 422)
    expect(again.body.errors).toEqual({ code: ['这个房号已经有了'] })
    const other = await thing()
    expectRefusal(await clerk.patch(`${THINGS}/${other.id}`, { version: 1, code }), 422, '这个房号已经有了')
  })

  it('edits the version that was read, and shows the newer one to whoever came late', async () => {
    const { thing, as } = here()
    const { id } = await thing({ price: 1 })
    const [clerk, manager] = [await as('clerk'), await as('manager')]
    const path = `${THINGS}/${id}`
    expectRefusal(await clerk.patch(path, { price: 2 }), 428)
    const edited = await clerk.patch(path, { version: 1, price: 2 })
    expect(edited).toMatchObject({ status: 200, body: { version: 2, price: 2, double: 4 } })
    const late = await manager.patch(path, { version: 1, price: 3 })
    expectRefusal(late, 409)
    expect(late.body.current).toMatchObject({ id, version: 2, price: 2 })
    expect(late.body.current.labels.project).toBe('翠湖苑')
    const both = await Promise.all([
      clerk.patch(path, { version: 2, price: 5 }),
      manager.patch(path, { version: 2, price: 6 }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('leaves alone what the office writes, where it comes back as it was read', async () => {
    const { thing, as } = here()
    const manager = await as('manager')
    const made = await thing({ tel: '13912345678', card: '11010519491231002X' })
    const read = (await manager.get(`${THINGS}/${made.id}`)).body
    expect(read).toMatchObject({ tel: '139****5678', card: '110***********002X' })
    const saved = await manager.patch(`${THINGS}/${made.id}`, { ...read, story: '换锁' })
    expect(saved).toMatchObject({ status: 200, body: { story: '换锁', tel: '139****5678' } })
    expect((await (await as('clerk')).get(`${THINGS}/${made.id}`)).body.tel).toBe('13912345678')
    for (const [blank, value] of Object.entries({ double: 7, createdBy: 'me', tel: '139****9999', nonsense: 1 }))
      expectRefusal(await manager.patch(`${THINGS}/${made.id}`, { version: 2, [blank]: value }), 422, blank)
  })

  it('hides what lies outside the caller’s estates as if it were not there', async () => {
    const { thing, slip, as, estates } = here()
    const far = await as('rival')
    const { id } = await thing({ project: estates.B })
    const other = await slip({ thing: id })
    expect(other.project).toBe(estates.B)
    for (const path of ['', '/actions', '/history'].map((end) => `${THINGS}/${id}${end}`))
      expectRefusal(await far.get(path), 404)
    expectRefusal(await far.patch(`${THINGS}/${id}`, { version: 1, price: 1 }), 404)
    expectRefusal(await far.del(`${THINGS}/${id}?version=1`), 404)
    expectRefusal(await far.post(`${THINGS}/${id}/reveal`, { field: 'tel', reason: '核对' }), 404)
    expectRefusal(await far.post(`${SLIPS}/${other.id}/actions/submit`, { version: 1 }), 404)
    expect((await far.get(`${THINGS}?id=${id}`)).body).toEqual([])
    expectRefusal(await far.post(THINGS, { project: estates.B, code: fresh() }), 422, 'project')
    expectRefusal(await far.get(`${THINGS}/no-such-id`), 404)
  })

  it('opens no paper that is not his', async () => {
    const { as, slip } = here()
    const guard = await as('guard')
    const { id } = await slip()
    expectRefusal(await guard.get(SLIPS), 403)
    expectRefusal(await guard.get(`${SLIPS}/${id}`), 403)
    expectRefusal(await guard.get('/api/toy-wire-secrets'), 403)
    expectRefusal(await guard.post(THINGS, { code: fresh() }), 403)
    expectRefusal(await guard.get(`${THINGS}/export?format=csv`), 403)
    expectRefusal(await guard.get('/api/no-such-paper'), 404)
    expectRefusal(await guard.get('/api/no-such-paper/x/y/z'), 404)
  })

  it('takes away a draft, at its version, while nothing points to it', async () => {
    const { thing, slip, as } = here()
    const [clerk, manager] = [await as('clerk'), await as('manager')]
    const made = await thing()
    const path = `${THINGS}/${made.id}`
    expectRefusal(await clerk.del(path), 428)
    expectRefusal(await clerk.del(`${path}?version=x`), 400, 'version')
    expectRefusal(await clerk.del(`${path}?version=1&force=1`), 400, 'force')
    expectRefusal(await clerk.del(`${path}?version=9`), 409)
    expectRefusal(await manager.del(`${path}?version=1`), 403)
    const about = await slip({ thing: made.id })
    const pointed = await clerk.del(`${path}?version=1`)
    expectRefusal(pointed, 409, '申请单')
    expect(pointed.body.blockers[0]).toMatchObject({ resource: 'toy-wire-slips', query: `thing=${made.id}` })
    expect((await clerk.del(`${SLIPS}/${about.id}?version=1`)).status).toBe(204)
    const gone = await clerk.del(`${path}?version=1`)
    expect([gone.status, gone.text]).toEqual([204, ''])
    expectRefusal(await clerk.get(path), 404)
    const sent = await slip()
    await clerk.post(`${SLIPS}/${sent.id}/actions/submit`, { version: 1 })
    expectRefusal(await clerk.del(`${SLIPS}/${sent.id}?version=2`), 409, '只有草稿')
  })

  it('does a write once, however often it comes under one key', async () => {
    const { as, estates } = here()
    const clerk = await as('clerk')
    const [body, headers] = [{ project: estates.A, code: fresh() }, key()]
    const first = await clerk.post(THINGS, body, headers)
    const again = await clerk.post(THINGS, body, headers)
    expect(again).toMatchObject({ status: 201, body: first.body })
    expectRefusal(await clerk.post(THINGS, { ...body, price: 1 }, headers), 409, 'Idempotency-Key')
    expectRefusal(await clerk.post(THINGS, body, { 'idempotency-key': 'x'.repeat(201) }), 400)
    expect((await clerk.get(`${THINGS}?code=${body.code}`)).body).toHaveLength(1)
    const edit = key()
    const path = `${THINGS}/${first.body.id}`
    expect((await clerk.patch(path, { version: 1, price: 7 }, edit)).body.version).toBe(2)
    expect((await clerk.patch(path, { version: 1, price: 7 }, edit)).body.version).toBe(2)
    // another person's key is another key
    expectRefusal(await (await as('manager')).post(THINGS, body, headers), 422, '这个房号已经有了')
  })

  it('does a write once, though it comes twice at the same time', async () => {
    const { as, estates, slip } = here()
    const clerk = await as('clerk')
    for (let round = 0; round < 5; round += 1) {
      const [body, headers] = [{ project: estates.A, code: fresh() }, key()]
      const answers = await Promise.all([1, 2, 3].map(() => clerk.post(THINGS, body, headers)))
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
      const { id } = await slip()
      const submit = key()
      const steps = await Promise.all(
        [1, 2].map(() => clerk.post(`${SLIPS}/${id}/actions/submit`, { version: 1 }, submit)),
      )
      expect(steps.map(({ status, body: { version, number } }) => [status, version, number])).toEqual(
        Array(2).fill([200, 2, expect.stringMatching(/^SQ-202611-\d{4}$/)]),
      )
    }
  })

  it('writes a batch whole', async () => {
    const { as, thing, slip, estates } = here()
    const clerk = await as('clerk')
    const [one, two, draft] = [await thing(), await thing(), await slip()]
    const code = fresh()
    const answer = await clerk.post(`${THINGS}/batch`, {
      create: [{ project: estates.A, code }],
      update: [{ id: one.id, version: 1, price: 9 }],
      remove: [{ id: two.id, version: 1 }],
    })
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toMatchObject({
      create: [{ code, version: 1 }],
      update: [{ id: one.id, version: 2, price: 9 }],
    })
    expectRefusal(await clerk.get(`${THINGS}/${two.id}`), 404)
    const acted = await clerk.post(`${SLIPS}/batch`, { act: [{ id: draft.id, action: 'submit', version: 1 }] })
    expect(acted.body.act[0]).toMatchObject({ status: 'signing', number: expect.stringMatching(/^SQ-/) })
  })

  it('writes nothing of a batch with a fault, and names each', async () => {
    const { as, thing, estates } = here()
    const clerk = await as('clerk')
    const [one, two] = [await thing(), await thing()]
    const code = fresh()
    const answer = await clerk.post(`${THINGS}/batch`, {
      create: [{ project: estates.A, code }, { project: estates.A, code: fresh(), price: 1.5 }, { project: estates.A }],
      update: [
        { id: one.id, version: 5, price: 1 },
        { id: 'nobody', version: 1 },
        { id: two.id, version: 1, price: 'x' },
      ],
    })
    expectRefusal(answer, 422)
    expect(answer.body.rows.map(({ op, index }: { op: string; index: number }) => `${op} ${index}`)).toEqual([
      'create 1',
      'create 2',
      'update 0',
      'update 1',
      'update 2',
    ])
    expect(answer.body.rows[4]).toMatchObject({ id: two.id, errors: { price: expect.anything() } })
    const twice = await clerk.post(`${THINGS}/batch`, {
      create: [
        { project: estates.A, code },
        { project: estates.A, code },
      ],
    })
    expectRefusal(twice, 422)
    expect(twice.body.rows).toMatchObject([{ op: 'create', index: 1, errors: { code: '这个房号已经有了' } }])
    const taken = { code: '这个房号已经有了' }
    const clashes = await clerk.post(`${THINGS}/batch`, {
      create: [
        { project: estates.A, code: one.code },
        { project: estates.A, code },
        { project: estates.A, code: two.code },
        { project: estates.A, code, price: 1.5 },
      ],
      update: [
        { id: one.id, version: 1, price: 3 },
        { id: two.id, version: 1, code: one.code },
        { id: 'nobody', version: 1 },
      ],
    })
    expectRefusal(clashes, 422)
    expect(clashes.body.rows).toMatchObject([
      { op: 'create', index: 0, errors: taken },
      { op: 'create', index: 2, errors: taken },
      { op: 'create', index: 3, errors: { price: expect.anything() } },
      { op: 'update', index: 1, id: two.id, errors: taken },
      { op: 'update', index: 2 },
    ])
    expect((await clerk.get(`${THINGS}?code=${code}`)).body).toEqual([])
    const tooMany = Array.from({ length: 1001 }, () => ({ project: estates.A, code: fresh() }))
    expectRefusal(await clerk.post(`${THINGS}/batch`, { create: tooMany }), 400, '1000')
    expectRefusal(await clerk.post(`${THINGS}/batch`, { destroy: [] }), 400, 'destroy')
    expectRefusal(await clerk.post(`${THINGS}/batch`, { create: [1] }), 400, 'create')
  })

  it('knows no query where none belongs', async () => {
    const { as, thing } = here()
    const clerk = await as('clerk')
    const { id } = await thing()
    expectRefusal(await clerk.get(`${THINGS}/${id}?_embed=parent`), 400, '_embed')
    expectRefusal(await clerk.patch(`${THINGS}/${id}?x=1`, { version: 1 }), 400, 'x')
    expectRefusal(await clerk.post(`${THINGS}?x=1`, {}), 400, 'x')
  })
}
