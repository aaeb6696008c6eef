import { daysAfter, type Rule } from '#engine'
import { tellMany } from './messages.ts'
import { notify } from './repairs-notices.ts'

/** Work whose time has run out is marked, for the inbox and the statistics; its engineer is told once. */
const overrun: Rule = {
  label: '标记逾时的维修工作单',
  code: 'R009',
  work: async (tx) => {
    const { project } = tx
    const open = ['dispatched', 'in-repair', 'escalated'] as const
    const late = await tx.find('work-orders', { project, status: open, overran: false, requiredBy: { lt: tx.now } })
    for (const { id } of late) await tx.update('work-orders', id, { overran: true })
    const tellings = late.map(({ id, number, engineer }) => ({
      to: { user: engineer },
      words: { 单号: number, 剩余时间: '已超时' },
      about: { form: 'work-orders', id, project },
    }))
    await tellMany(tx, 'MSG30', tellings)
    return late.length
  },
}
/** Work that waits for the customer's signature: he is reminded, once every so many days. */
const unsigned: Rule = {
  label: '提醒业户验收签字',
  code: 'W22',
  work: async (tx) => {
    const { project, today } = tx
    const before = daysAfter(today, -tx.policy('repair.remind_signature_days'))
    const waiting = await tx.find('work-orders', { project, status: 'handled', finishedOn: { lte: before } })
    const due = waiting.filter(({ remindedOn }) => remindedOn === null || remindedOn <= before)
    for (const { id } of due) {
      await tx.update('work-orders', id, { remindedOn: today })
      await notify({ workOrder: id }, { kind: 'done' }, tx)
    }
    return due.length
  },
}
export const workRules = { overrun, unsigned }
