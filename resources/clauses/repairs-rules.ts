import { daysAfter, type Rule } from '#engine'
import { tellMany } from './messages.ts'
import { notify } from './repairs-notices.ts'

/** Repairs whose clock ran out before anybody took the step: marked, and whoever was sent is told. */
const clocks: Rule = {
  label: '标记逾时未办的报修',
  code: 'R001–R005',
  work: async (tx) => {
    const { project, now } = tx
    const where = { project, overran: false } as const
    const unwritten = await tx.find('repair-orders', { ...where, status: 'draft', writeBy: { lt: now } })
    const untold = await tx.find('repair-orders', { ...where, status: 'written', tellBy: { lt: now } })
    const away = await tx.find('repair-orders', { ...where, status: 'assigned', arriveBy: { lt: now } })
    const late = [...unwritten, ...untold, ...away]
    for (const { id } of late) await tx.update('repair-orders', id, { overran: true })
    const tellings = away.map(({ id, number, repairer }) => ({
      to: { user: repairer },
      words: { 单号: number, 剩余时间: '已超时' },
      about: { form: 'repair-orders', id, project },
    }))
    await tellMany(tx, 'MSG30', tellings)
    return late.length
  },
}
export const repairRules = { clocks }

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
