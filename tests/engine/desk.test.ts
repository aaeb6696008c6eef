import { beforeEach, describe, expect, test } from 'vitest'
import { type Office, Refusal } from '#engine'
import { at, open, staff } from './toy.ts'

let desk: Office
let room: any
let deposit: any
const clerk = at(staff.clerk)
const by = (who: keyof typeof staff) => at(staff[who])
const refusal = async (work: Promise<unknown>): Promise<Refusal> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal))
    throw new Error(`expected a refusal, got ${String((error as Error)?.stack ?? error)}`)
  return error
}

beforeEach(async () => {
  desk = await open()
  room = await desk.create('toy-rooms', { code: '3-2-1201', building: '3', owner: '王芳', phone: '13812345678' }, clerk)
  deposit = await desk.create('toy-deposits', { room: room.id, amount: 200_000 }, by('cashier'))
})
const drafted = (more = {}) => desk.create('toy-refunds', { deposit: deposit.id, ...more }, clerk) as Promise<any>
const step = (slip: any, action: string, who: keyof typeof staff, answers = {}) =>
  desk.perform('toy-refunds', slip.id, action, { version: slip.version, ...answers }, by(who)) as Promise<any>
const signed = async () => {
  let slip = await step(await drafted(), 'submit', 'clerk')
  slip = await step(slip, 'sign', 'head', { opinion: '同意' })
  return step(slip, 'sign', 'manager')
}

describe('opening a slip', () => {
  test('follows its references, works out its sums and names its labels', async () => {
    const slip = await drafted({ deducted: 5000, why: '墙面划伤' })
    expect(slip).toMatchObject({
      room: room.id,
      building: '3',
      owner: '王芳',
      paid: 200_000,
      amount: 195_000,
      number: null,
      status: 'draft',
      project: 'P1',
      appliedOn: '2026-11-21',
      labels: { room: '3-2-1201', deposit: 'YJ-202611-0001', createdBy: '员工clerk', project: '翠湖苑' },
    })
    expect(JSON.parse(await desk.read('toy-deposits', deposit.id, clerk))).toMatchObject({
      status: 'applied',
      version: 2,
    })
  })
  test('gathers every fault, each at its blank, and keeps nothing', async () => {
    const { status, details } = await refusal(drafted({ deducted: 1.5, way: 'gold', nonsense: 1, status: 'paid' }))
    expect([status, Object.keys(details.errors ?? {}).sort()]).toEqual([422, ['nonsense', 'status']])
    const next = await refusal(drafted({ deducted: 1.5, way: 'gold', items: [{ item: '', count: 'x' }] }))
    expect(next.details.errors).toMatchObject({
      deducted: '扣款须为金额（精确到分）',
      way: '方式须为其中之一：现金、转账',
      'items.0.item': '请填写项目',
      'items.0.count': '数量须为整数',
    })
    expect((await desk.list('toy-refunds', {}, clerk)).total).toBe(0)
  })
  test('refuses blanks that do not fit together', async () => {
    expect((await refusal(drafted({ deducted: 100 }))).details.errors).toEqual({ why: '有扣款时须写明原因' })
  })
  test('a copied blank may be overtyped; the office’s own may not', async () => {
    expect(await drafted({ owner: '李雷' })).toMatchObject({ owner: '李雷' })
    expect((await refusal(drafted({ building: '9' }))).details.errors).toEqual({ building: '「楼栋」由系统填写' })
  })
  test('what a later step asks for is written at that step, unless the form says that it may be sooner', async () => {
    expect((await refusal(drafted({ voucher: 'V1' }))).details.errors).toEqual({
      voucher: '「凭证号」在「付款」时填写',
    })
    const slip = await drafted({ voucher: null, way: 'cash' })
    expect(slip).toMatchObject({ voucher: null, way: 'cash' })
    const write = (blanks: object) => desk.edit('toy-refunds', slip.id, { version: slip.version, ...blanks }, clerk)
    expect((await refusal(write({ voucher: 'V1' }))).details.errors).toEqual({ voucher: '「凭证号」在「付款」时填写' })
    expect(await write({ voucher: null, way: 'transfer' })).toMatchObject({ way: 'transfer', version: 2 })
  })
  test('a reference must be there, and of the same project', async () => {
    expect((await refusal(drafted({ deposit: 'nowhere' }))).details.errors).toMatchObject({
      deposit: '押金单所选的记录不存在',
    })
  })
})

describe('a slip moves by its own steps alone', () => {
  test('it gets its number when it leaves the draft, without gaps', async () => {
    const slip = await step(await drafted(), 'submit', 'clerk')
    expect(slip).toMatchObject({ number: 'TK-202611-0001', status: 'signing', version: 2 })
  })
  test('the chain signs in its order, nobody twice, and the last signature moves it on', async () => {
    const slip = await step(await drafted(), 'submit', 'clerk')
    expect((await refusal(step(slip, 'sign', 'manager'))).message).toBe('员工manager不能办理：签署由客服经理办理')
    const once = await step(slip, 'sign', 'head', { opinion: '同意' })
    expect(once).toMatchObject({
      status: 'signing',
      review: [{ role: 'service-manager', name: '员工head', opinion: '同意' }],
    })
    expect(await step(once, 'sign', 'manager')).toMatchObject({ status: 'approved' })
  })
  test('a signer gives it back with a reason, and all signatures fall', async () => {
    const slip = await step(await step(await drafted(), 'submit', 'clerk'), 'sign', 'head')
    expect((await refusal(step(slip, 'giveBack', 'manager'))).details.errors).toEqual({ reason: '请填写退回的原因' })
    expect(await step(slip, 'giveBack', 'manager', { reason: '金额不对' })).toMatchObject({
      status: 'draft',
      review: [],
      number: 'TK-202611-0001',
    })
  })
  test('it goes back to an earlier signer and stays where it is', async () => {
    const slip = await step(await step(await drafted(), 'submit', 'clerk'), 'sign', 'head')
    expect(await step(slip, 'giveBack', 'manager', { reason: '请再看', to: 'service-manager' })).toMatchObject({
      status: 'signing',
      review: [],
    })
  })
  test('the applicant takes it back only while nobody has signed', async () => {
    const slip = await step(await drafted(), 'submit', 'clerk')
    const other = at({ ...staff.clerk, id: 'other' })
    expect(
      (await refusal(desk.perform('toy-refunds', slip.id, 'withdraw', { version: slip.version }, other))).status,
    ).toBe(403)
    expect(await step(slip, 'withdraw', 'clerk')).toMatchObject({ status: 'draft' })
  })
  test('a deputy signs for an absent signer and is named as such', async () => {
    const slip = await step(await drafted(), 'submit', 'clerk')
    const deputy = at({
      ...staff.cashier,
      id: 'deputy',
      deputyFor: [{ id: 'head', name: '员工head', roles: ['service-manager'] }],
    })
    const done: any = await desk.perform('toy-refunds', slip.id, 'sign', { version: slip.version }, deputy)
    expect(done.review[0]).toMatchObject({ user: 'deputy', role: 'service-manager', deputyFor: '员工head' })
  })
  test('paying asks for the voucher, stamps, and releases the deposit in the same breath', async () => {
    const slip = await signed()
    expect((await refusal(step(slip, 'pay', 'cashier'))).details.errors).toEqual({ voucher: '请填写凭证号' })
    expect(await step(slip, 'pay', 'cashier', { voucher: 'V1' })).toMatchObject({
      status: 'paid',
      payment: { user: 'cashier' },
    })
    expect(JSON.parse(await desk.read('toy-deposits', deposit.id, clerk))).toMatchObject({
      status: 'released',
      refunded: 200_000,
    })
    const cause = { resource: 'toy-refunds', title: '退款单', action: 'pay', step: '付款' }
    expect((await desk.history('toy-deposits', deposit.id, clerk)).at(-1)).toMatchObject({
      label: '退还',
      by: { name: '员工cashier' },
      cause: { ...cause, id: slip.id, label: slip.number },
    })
    const own = (await desk.history('toy-refunds', slip.id, clerk)).filter((entry) => entry.cause)
    expect(own).toEqual([])
  })
  test('a step of the office has no door', async () => {
    expect(
      (await refusal(desk.perform('toy-deposits', deposit.id, 'release', { version: 1 }, by('cashier')))).status,
    ).toBe(404)
  })
  test('what is in the way on other slips is named with a link', async () => {
    const slip = await drafted()
    await desk.run(clerk, (tx) => tx.perform('toy-deposits', deposit.id as never, 'keep'))
    const second = await drafted()
    await step(slip, 'submit', 'clerk')
    const refused = await refusal(step(second, 'submit', 'clerk'))
    expect([refused.status, refused.details.blockers]).toEqual([
      422,
      [{ message: '这笔押金正在退还', resource: 'toy-refunds', id: slip.id }],
    ])
    const steps = await desk.actions('toy-refunds', second.id, clerk)
    expect(steps.find(({ name }) => name === 'submit')).toMatchObject({
      allowed: false,
      blockers: [{ message: '这笔押金正在退还' }],
    })
  })
  test('a policy of the project wins over the company’s and the documents’', async () => {
    await desk.create('toy-rules', { key: 'toy.most', value: 100, validFrom: '2026-11-01' }, by('manager'))
    expect((await refusal(step(await drafted(), 'submit', 'clerk'))).message).toBe('超过 100 分须走总部')
  })
})

describe('papers of a project or of the company', () => {
  const draft = { key: 'toy.most', value: 100, validFrom: '2026-11-01' }
  test('whoever does not write for the company writes for his project', async () => {
    expect(await desk.create('toy-rules', draft, by('head'))).toMatchObject({ project: 'P1' })
    expect(await desk.create('toy-rules', draft, by('manager'))).toMatchObject({ project: null })
    const two = at({ ...staff.head, projects: ['P1', 'P2'] })
    expect((await refusal(desk.create('toy-rules', draft, two))).details.errors).toEqual({ project: '请选择项目' })
  })
  test('nor does he change the company’s rows', async () => {
    const rule: any = await desk.create('toy-rules', draft, by('manager'))
    expect((await refusal(desk.edit('toy-rules', rule.id, { version: 1, value: 5 }, by('head')))).status).toBe(403)
  })
})

describe('two people at once', () => {
  test('the second to save is shown what the first wrote', async () => {
    const slip = await drafted()
    await desk.edit('toy-refunds', slip.id, { version: 1, owner: '甲' }, clerk)
    const { status, details } = await refusal(desk.edit('toy-refunds', slip.id, { version: 1, owner: '乙' }, clerk))
    expect([status, details.current]).toMatchObject([409, { version: 2, owner: '甲', labels: { room: '3-2-1201' } }])
    expect((await refusal(desk.edit('toy-refunds', slip.id, { owner: '乙' }, clerk))).status).toBe(428)
  })
  test('a step is taken once, however often it is asked for', async () => {
    const slip = await drafted()
    const outcomes = await Promise.allSettled([
      step(slip, 'submit', 'clerk'),
      step(slip, 'submit', 'clerk'),
      step(slip, 'submit', 'clerk'),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  })
  test('the same key gives the first answer again and writes nothing', async () => {
    const key = { key: 'k1', digest: 'd' }
    const [one, two]: any[] = await Promise.all(
      [1, 2].map(() => desk.create('toy-rooms', { code: '1-1', building: '1', owner: '甲' }, clerk, key)),
    )
    expect(two.id).toBe(one.id)
    expect((await desk.list('toy-rooms', {}, clerk)).total).toBe(2)
    expect(
      (
        await refusal(
          desk.create('toy-rooms', { code: '9', building: '1', owner: '甲' }, clerk, { key: 'k1', digest: 'other' }),
        )
      ).status,
    ).toBe(409)
  })
})

describe('made void', () => {
  test('by two people, with its reason; the number stays and the deposit is held again', async () => {
    const slip = await step(await drafted(), 'submit', 'clerk')
    const asked = await step(slip, 'void', 'clerk', { reason: '填错了' })
    expect(asked).toMatchObject({ status: 'signing', voiding: { reason: '填错了', by: { user: 'clerk' } } })
    expect((await refusal(step(asked, 'sign', 'head'))).message).toContain('已申请作废')
    const both = at({ ...staff.clerk, roles: ['clerk', 'supervisor'] })
    expect(
      (await refusal(desk.perform('toy-refunds', slip.id, 'confirm-void', { version: asked.version }, both))).message,
    ).toBe('作废须由申请人以外的第二人确认')
    expect(await step(asked, 'confirm-void', 'manager')).toMatchObject({
      status: 'void',
      number: 'TK-202611-0001',
      voiding: { confirmed: { user: 'manager' } },
    })
    expect(JSON.parse(await desk.read('toy-deposits', deposit.id, clerk)).status).toBe('held')
  })
})

describe('what is told and what is hidden', () => {
  test('the history has who, which step, before and after', async () => {
    const slip = await step(await drafted(), 'submit', 'clerk')
    const told = await desk.history('toy-refunds', slip.id, clerk)
    expect(told.map(({ action, by: who }) => [action, who.name])).toEqual([
      ['create', '员工clerk'],
      ['submit', '员工clerk'],
    ])
    expect(told[1]?.changes).toEqual({ number: [null, 'TK-202611-0001'], status: ['draft', 'signing'] })
  })
  test('a telephone is masked for who does not see it, also in the history; revealing leaves a line', async () => {
    const seen = JSON.parse(await desk.read('toy-rooms', room.id, by('cashier')))
    expect(seen.phone).toBe('138****5678')
    expect((await desk.history('toy-rooms', room.id, by('cashier')))[0]?.changes.phone).toEqual([null, '138****5678'])
    expect((await desk.list('toy-rooms', { phone: '5678' }, by('cashier'))).total).toBe(1)
    expect((await refusal(desk.list('toy-rooms', { phone_like: '138' }, by('cashier')))).status).toBe(400)
    expect(await desk.reveal('toy-rooms', room.id, { field: 'phone', reason: '回电话' }, clerk)).toEqual({
      value: '13812345678',
    })
    expect((await desk.history('toy-rooms', room.id, clerk)).at(-1)).toMatchObject({
      action: 'reveal',
      note: '电话：回电话',
    })
  })
  test('rows of other projects and other buildings are not there', async () => {
    const stranger = at({ ...staff.clerk, projects: ['P2'] })
    const steward = at({ ...staff.clerk, buildings: ['9'] })
    for (const visitor of [stranger, steward]) {
      expect((await desk.list('toy-rooms', {}, visitor)).total).toBe(0)
      expect((await refusal(desk.read('toy-rooms', room.id, visitor))).status).toBe(404)
      expect((await refusal(desk.edit('toy-rooms', room.id, { version: 1, owner: '乙' }, visitor))).status).toBe(404)
    }
  })
})

describe('in sets', () => {
  test('a run of many is one entry of history, numbered as one block', async () => {
    const made = await desk.run(by('cashier'), (tx) =>
      tx.createMany('toy-deposits', [1, 2, 3].map((amount) => ({ room: room.id, amount, project: 'P1' })) as never),
    )
    expect(made.map((one: any) => one.number)).toEqual(['YJ-202611-0002', 'YJ-202611-0003', 'YJ-202611-0004'])
    expect(await desk.history('toy-deposits', made[1]?.id ?? '', clerk)).toMatchObject([
      { action: 'create', changes: { count: [0, 3] } },
    ])
  })
  test('a set may be opened and taken through a step in one write, told as one run', async () => {
    const made = await desk.run(by('cashier'), (tx) =>
      tx.createMany(
        'toy-deposits',
        [1, 2].map((amount) => ({ room: room.id, amount, project: 'P1' })) as never,
        'take' as never,
      ),
    )
    expect(made.map((one: any) => [one.status, one.version])).toEqual([
      ['applied', 1],
      ['applied', 1],
    ])
    expect(await desk.history('toy-deposits', made[1]?.id ?? '', clerk)).toMatchObject([
      { action: 'create', changes: { count: [0, 2] }, note: '申请退还' },
    ])
    const shut = desk.run(by('cashier'), (tx) =>
      tx.createMany('toy-deposits', [{ room: room.id, amount: 1, project: 'P1' }] as never, 'release' as never),
    )
    expect((await refusal(shut)).status).toBe(409)
  })
  test('a batch is kept whole or not at all, with a report by row', async () => {
    const rows = {
      create: [
        { code: '1-1', building: '1', owner: '甲' },
        { code: '', building: '1', owner: '丙' },
        { code: '3-2-1201', building: '3', owner: '乙' },
      ],
    }
    const { status, details } = await refusal(desk.batch('toy-rooms', rows, clerk))
    expect([status, details.rows]).toMatchObject([
      422,
      [
        { op: 'create', index: 1, errors: { code: '请填写房号' } },
        { op: 'create', index: 2, errors: { code: '这个房号已经有了' } },
      ],
    ])
    expect((await desk.list('toy-rooms', {}, clerk)).total).toBe(1)
  })
  test('nothing is taken away that others refer to', async () => {
    const { status, details } = await refusal(desk.remove('toy-rooms', room.id, 1, clerk))
    expect([status, details.blockers?.[0]]).toMatchObject([409, { resource: 'toy-deposits', query: `room=${room.id}` }])
  })
})
