import { beforeEach, describe, expect, test } from 'vitest'
import {
  form,
  memoryStore,
  type Office,
  office,
  type Refusal,
  serial,
  signatures,
  stages,
  stamp,
  stepsOpenTo,
  text,
} from '#engine'
import { at, ports, staff, house as toys } from './toy.ts'

declare module '#engine' {
  interface Forms {
    'toy-handovers': typeof handover
  }
}
const handover = form('toy-handovers', '交接单', {
  number: serial('单号', 'JJ-{yyyy}{MM}-{0000}'),
  owner: text('业主签字', { max: 20, optional: true }),
  seen: stamp('查验'),
  signs: signatures('签字', { signers: ['supervisor'], order: 'listed', guests: { owner: '业主' } }),
  status: stages('状态', {
    draft: {
      label: '待签',
      next: { sign: 'signed', 'owner-sign': 'signed', back: 'draft', look: 'draft', doubt: 'draft' },
    },
    signed: { label: '已签' },
  }),
})
const handovers = handover.procedure({
  kind: 'register',
  area: 'toys',
  code: 'T7',
  label: 'number',
  paper: {
    交接: [
      ['number', 'owner', 'seen'],
      ['signs', 'status'],
    ],
  },
  list: { columns: ['number', 'status'] },
  may: { read: 'everyone', create: 'clerk', edit: {} },
  actions: {
    sign: { label: '签署', signs: 'signs' },
    'owner-sign': {
      label: '业主签字',
      by: 'clerk',
      signs: 'signs',
      guest: { as: 'owner', name: 'owner' },
      asks: ['owner'],
    },
    back: { label: '退回', returns: 'signs' },
    look: { label: '查验', by: 'clerk', stamps: 'seen' },
    doubt: { label: '重新查验', by: 'supervisor', clears: ['seen'] },
  },
})
const house = { ...toys, resources: [...toys.resources, handovers] }

describe('somebody who is not of the office signs on paper', () => {
  let desk: Office
  let slip: any
  const step = async (action: string, who: keyof typeof staff, answers = {}) => {
    const { version } = JSON.parse(await desk.read('toy-handovers', slip.id, at(staff.clerk)))
    return desk.perform('toy-handovers', slip.id, action, { version, ...answers }, at(staff[who])) as Promise<any>
  }
  const said = (work: Promise<unknown>) => work.catch((error: Refusal) => error.message)
  beforeEach(async () => {
    desk = office(house, memoryStore(house), ports)
    slip = await desk.create('toy-handovers', { project: 'P1' }, at(staff.clerk))
  })

  test('after those of the office, by his name, and no account of ours', async () => {
    expect(await said(step('owner-sign', 'clerk', { owner: '王芳' }))).toBe('还没有轮到，请前面的人先签')
    await step('sign', 'manager', { opinion: '同意' })
    expect(await said(step('owner-sign', 'clerk'))).toBe('请填写业主签字')
    const done = await step('owner-sign', 'clerk', { owner: '王芳' })
    expect(done).toMatchObject({ status: 'signed', signs: [{ role: 'supervisor' }, { role: 'owner', name: '王芳' }] })
    expect(done.signs[1].user).toBeNull()
  })
  test('seen by whom the paper says; he gives no opinion', async () => {
    await step('sign', 'manager')
    expect(await said(step('owner-sign', 'cashier', { owner: '王芳' }))).toContain('业主签字由客服助理办理')
    const open = stepsOpenTo(house, handovers, slip, {
      ...at(staff.clerk),
      today: '2026-11-21',
      policy: () => undefined as never,
    })
    expect(open.find(({ name }) => name === 'owner-sign')).toMatchObject({ opinion: false, asks: [{ name: 'owner' }] })
  })
  test('a box is empty again when what was looked at begins anew', async () => {
    expect((await step('look', 'clerk')).seen).toMatchObject({ name: '员工clerk' })
    expect((await step('doubt', 'manager')).seen).toBeNull()
  })
})
