import type { RecordOf, Tx } from '#engine'
import { nextActionOf, nextDay } from './arrears.ts'

/** Who visits, one after the other (《催费流程》). */
export const visitors = { supervisor: '客服主管', deputy: '分管副经理', manager: '项目经理' } as const
const above = { supervisor: 'deputy', deputy: 'manager', manager: undefined } as const

/** A promise makes the home class A; without one the next higher visits. */
export async function nextVisit({ arrears, level, promiseOn }: RecordOf<'escalated-visits'>, tx: Tx): Promise<void> {
  const row = await tx.get('arrears-ledgers', arrears)
  const contacts = row.contacts + 1
  if (promiseOn === null) {
    await tx.update('arrears-ledgers', arrears, { contacts, lastOn: tx.today, lastResult: 'refused' })
    const next = above[level]
    if (next) await tx.create('escalated-visits', { arrears, level: next })
    return
  }
  await tx.update('arrears-ledgers', arrears, {
    contacts,
    class: 'A',
    lastOn: tx.today,
    lastResult: 'promised',
    promiseOn,
    promiseAmount: null,
    remindedOn: null,
    undecided: false,
    nextAction: nextActionOf.A,
    nextOn: nextDay('A', promiseOn, tx),
  })
  if (row.status === 'open' || row.status === 'promised') await tx.perform('arrears-ledgers', arrears, 'promise')
}
