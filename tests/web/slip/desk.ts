import { cleanup, configure } from '@testing-library/react'
import type { Visitor } from '#engine'
import { openDemoAccounts } from '../../../src/http/index.ts'
import { signOut } from '../../../src/web/providers/session.ts'
import { type Line, NOW, openLine, openPanel } from '../list/office.tsx'
import { house } from './papers.ts'

export const REFUNDS = '/toy-desk-refunds'
export const DEPOSITS = '/toy-desk-deposits'

const people = { clerk: '王芳', manager: '陈志强', accountant: '周敏', cashier: '徐丽', rival: '刘洋' } as const
export type Who = keyof typeof people
type Slip = { readonly id: string; readonly version: number } & Record<string, unknown>

export interface Desk extends Line {
  /** A home of the first estate with a deposit that is held. */
  readonly home: Slip
  readonly deposit: Slip
  /** A refund slip as the clerk writes it. */
  refund(blanks?: object): Promise<Slip>
  act(slip: Slip, action: string, who: Who, answers?: object): Promise<Slip>
  read(id: string): Promise<Slip>
  /** Every refund slip there is. */
  all(): Promise<readonly Slip[]>
  write(slip: Slip, patch: object, who: Who): Promise<Slip>
}

const dutyOf = (who: Who) => (who === 'rival' ? 'clerk' : who)
const visitor = (who: Who): Visitor => ({
  user: { id: who, username: who, name: people[who], roles: [dutyOf(who)] as never, projects: ['E1', 'E2'] },
  now: NOW,
})

/** A small office that keeps deposits, and the line to it. */
export async function openDesk(): Promise<Desk> {
  const line = await openLine(house)
  const { desk } = line
  const envelope = { version: 1, project: null, createdAt: NOW, createdBy: 'clerk', updatedAt: NOW, updatedBy: 'clerk' }
  await desk.store.transaction((rows) =>
    rows.insert(
      house.staff.form,
      (['accountant', 'rival'] as const).map((id) => ({
        ...{ ...envelope, id, username: id, name: people[id], duty: dutyOf(id), estates: 'E1 E2' },
        ...{ _label: people[id], _labelKey: people[id], _search: people[id] },
      })),
    ),
  )
  await openDemoAccounts(desk, NOW)
  const create = (form: string, draft: object, who: Who = 'clerk') =>
    desk.create(form, { ...draft }, visitor(who)) as Promise<Slip>
  const home = await create('toy-desk-homes', {
    ...{ project: 'E1', code: '3-2-1201', building: '3 栋', owner: '李雪梅', tel: '13812345678' },
  })
  const deposit = await create('toy-desk-deposits', { home: home.id, amount: 200_000 })
  return {
    ...line,
    home,
    deposit,
    refund: (blanks = {}) => create('toy-desk-refunds', { deposit: deposit.id, reason: 'accepted', ...blanks }),
    act: (slip, action, who, answers = {}) =>
      desk.perform(
        'toy-desk-refunds',
        slip.id,
        action,
        { version: slip.version, ...answers },
        visitor(who),
      ) as Promise<Slip>,
    read: async (id) => JSON.parse(await desk.read('toy-desk-refunds', id, visitor('clerk'))) as Slip,
    all: async () =>
      JSON.parse((await desk.list('toy-desk-refunds', { _start: '0', _end: '50' }, visitor('clerk'))).body) as Slip[],
    write: (slip, patch, who) =>
      desk.edit('toy-desk-refunds', slip.id, { version: slip.version, ...patch }, visitor(who)) as Promise<Slip>,
  }
}

/** The first page of a run is drawn slowly where two cores do everything. */
configure({ asyncUtilTimeout: 15_000 })

/** Goes home: the pages are closed first, for what was typed on them is kept as they close; then nothing is remembered. */
export async function leaveDesk(): Promise<void> {
  cleanup()
  localStorage.clear()
  await signOut()
}

export const open = (address: string, who: Who = 'clerk') => openPanel(address, who as never, house)
