import {
  type Blocker,
  type Day,
  daysAfter,
  daysBetween,
  minutesAfter,
  monthsAfter,
  type Reader,
  type RecordOf,
  type Tx,
  type User,
} from '#engine'
import { callAbout } from './callbacks-quota.ts'
import { tellColleagues } from './colleagues.ts'
import { settleContact } from './contacts.ts'
import { calendarOf, workingDaysAfter } from './days.ts'
import { correctors, departments } from './inspection.ts'
import { tell } from './messages.ts'

export type Complaint = RecordOf<'complaints'>

/** How grave a complaint is (《业户投诉处理流程》三.2). */
export const levels = { major: '重大', important: '重要', minor: '轻微' } as const

/** A complaint that is neither explained nor settled. */
export const openComplaint = ['registered', 'assigned', 'replied', 'solving', 'solved'] as const

/** Who receives people and answers for them. */
export const reception = ['clerk', 'supervisor', 'steward', 'area-officer'] as const
export const superiors = ['centre-manager', 'general-manager'] as const
/** Who handles complaints: the departments, and the head of customer service who helps them. */
export const handlers = [...new Set([...Object.values(correctors).flat(), 'service-manager' as const])]

export const ofDepartment = ({ department }: Complaint, { roles }: User): true | string => {
  if (department === null || roles.includes('service-manager')) return true
  return correctors[department].some((role) => roles.includes(role)) || `由${departments[department]}处理`
}

const aboutOf = ({ id, project }: Complaint) => ({ form: 'complaints', id, project })
const byDepartment = {
  engineering: 'engineering-manager',
  security: 'security-manager',
  environment: 'environment-supervisor',
  service: 'supervisor',
} as const
/** Who is reminded: the head of the department, and of customer service. */
const wardens = ({ department }: Complaint) =>
  [...(department ? [byDepartment[department]] : []), 'service-manager'] as const

/** Tells the customer what is being done; by telephone or on paper where he left no number that takes messages. */
const answerCustomer = (slip: Complaint, tx: Tx, words: string | null) =>
  tell(
    tx,
    'MSG19',
    { room: slip.room, name: slip.complainant, phone: slip.phone },
    { 处理情况: words, 答复人: tx.user.name },
    aboutOf(slip),
  )

/** It does not hold, and the customer has heard why. */
export async function explained(slip: Complaint, tx: Tx): Promise<void> {
  await tx.update('complaints', slip.id, { valid: false, receivedOn: tx.today })
  await settleContact(slip.contact, tx, `投诉不成立，已向业户解释：${slip.explanation}`.slice(0, 500))
}
/** Answered: the first answer stops its clock, that of the solution runs. */
export async function replied(slip: Complaint, tx: Tx): Promise<void> {
  const { solutionDueOn, firstReplyAt } = slip
  await tx.update('complaints', slip.id, { dueOn: solutionDueOn, firstReplyAt: firstReplyAt ?? tx.now })
  await answerCustomer(slip, tx, slip.reply)
}
export const solvable = (slip: Complaint, user: User): true | string =>
  slip.escalated && slip.decision === null ? '重大、重要、紧急投诉须先经上级批示' : ofDepartment(slip, user)
export async function solved(slip: Complaint, tx: Tx): Promise<void> {
  await tx.update('complaints', slip.id, { solvedOn: tx.today })
  await answerCustomer(slip, tx, slip.result)
}
/** A written complaint is not at its end before its written answer has arrived. */
export async function unwritten({ manner, writtenReply }: Complaint, reader: Reader): Promise<Blocker[]> {
  if (manner === 'oral' || writtenReply === null) return []
  const { status, number } = await reader.get('written-replies', writtenReply)
  if (status === 'delivered') return []
  const message = `书面投诉须正式书面答复，${number ?? '书面答复'}尚未送达`
  return [{ message, resource: 'written-replies', id: writtenReply }]
}

/** Starts the clocks of a valid complaint: same-day answer, first answer within a working day, written answer, the month. */
export async function startClocks(slip: Complaint, tx: Tx): Promise<void> {
  const from = tx.today
  const days = Math.ceil(tx.policy('complaint.first_reply_hours') / 24)
  const last = workingDaysAfter(from, days, await calendarOf(tx, from, 'by the week'))
  const written = slip.manner === 'written'
  await tx.update('complaints', slip.id, {
    valid: true,
    receivedOn: from,
    dueOn: daysAfter(from, tx.policy('complaint.oral_reply_days')),
    firstReplyBy: minutesAfter(slip.receivedAt, daysBetween(from, last) * 1440),
    writtenReplyDueOn: written ? daysAfter(from, tx.policy('complaint.written_reply_days')) : null,
    upgradeOn: monthsAfter(from, tx.policy('complaint.upgrade_months')),
  })
  if (written) await askInWriting(slip, tx)
  await reportUp(slip, tx)
}

/** Given to a department: how it is to be solved is settled the same day or the next (《工作流程表格》投诉). */
export const startSolving = (slip: Complaint, tx: Tx) =>
  tx.update('complaints', slip.id, {
    solutionDueOn: daysAfter(slip.receivedOn ?? tx.today, tx.policy('complaint.solution_days')),
  })

/** A written complaint is answered in writing, by the head of customer service (《业户投诉处理流程》三.1). */
async function askInWriting(slip: Complaint, tx: Tx): Promise<void> {
  const reply = await tx.create('written-replies', {
    complaint: slip.id,
    dueOn: daysAfter(tx.today, tx.policy('complaint.written_reply_days')),
  })
  await tx.update('complaints', slip.id, { writtenReply: reply.id })
}

/** Major, important and urgent complaints are told to the superiors at once (《工作流程表格》投诉). */
export async function reportUp(slip: Complaint, tx: Tx): Promise<void> {
  if (!slip.escalated || slip.reportedAt !== null) return
  await tx.update('complaints', slip.id, { reportedAt: tx.now })
  await tellSuperiors(slip, tx)
}
async function tellSuperiors(slip: Complaint, tx: Tx): Promise<void> {
  const roles = slip.level === 'major' ? superiors : (['centre-manager'] as const)
  const grade = slip.level === null ? '' : levels[slip.level]
  const words = {
    内容: `${grade}${slip.urgent ? '紧急' : ''}投诉${slip.number ?? ''}：${slip.content}`,
    业主: slip.complainant,
  }
  await tellColleagues(tx, 'MSG31', { roles }, words, aboutOf(slip))
}

/** Sends it back to its department: the customer is not content with what was done. */
export async function handleAgain(slip: Complaint, tx: Tx): Promise<void> {
  const solutionDueOn = daysAfter(tx.today, tx.policy('complaint.solution_days'))
  await tx.update('complaints', slip.id, {
    rehandled: slip.rehandled + 1,
    satisfaction: 'dissatisfied',
    solvedOn: null,
    proposedOn: null,
    solutionDueOn,
    dueOn: daysAfter(tx.today, tx.policy('complaint.oral_reply_days')),
  })
  if (slip.manner === 'written') await askInWriting(slip, tx)
}

/** The customer is content: he is called within three days, whoever he is (《业户回访工作流程》三.(二).1). */
export const openCallback = (slip: Complaint, tx: Tx) =>
  tx.create('callback-records', { ...callAbout(slip), basedOn: tx.today })

/** Closed after the call: a cause that was found asks for correction and prevention; whoever took the call is told. */
export async function closeComplaint(slip: Complaint, tx: Tx): Promise<void> {
  const corrective = slip.cause
    ? await tx.create('corrective-actions', {
        project: slip.project,
        source: 'complaint',
        complaint: slip.id,
        cause: slip.cause,
        department: slip.department ?? 'service',
      })
    : null
  await tx.update('complaints', slip.id, { closedOn: tx.today, dueOn: null, corrective: corrective?.id ?? null })
  await settleContact(slip.contact, tx, `投诉 ${slip.number} 已处理完毕，业户满意`)
}

/** Reminds of every clock that has run out by this day, once each. */
export async function remindOfClocks(tx: Tx & { readonly project: string }): Promise<number> {
  const due = await tx.find('complaints', {
    project: tx.project,
    status: [...openComplaint, 'callback-due'],
    dueOn: { lte: tx.today },
  })
  const fresh = due.filter(({ dueOn, warnedFor }) => dueOn !== warnedFor)
  for (const slip of fresh) {
    const words = { 单号: slip.number, 剩余时间: leftOf(slip.dueOn ?? tx.today, tx.today), 责任人: null }
    await tellColleagues(tx, 'MSG30', { roles: wardens(slip), user: slip.responsible }, words, aboutOf(slip))
    await tx.update('complaints', slip.id, { warnedFor: slip.dueOn })
  }
  return fresh.length
}
/** How long there is until a day, in words. */
export const leftOf = (due: Day, today: Day) => {
  const days = daysBetween(today, due)
  return days > 0 ? `还有 ${days} 天` : days === 0 ? '今日到期' : `已超期 ${-days} 天`
}

/** A valid complaint that is not solved within a month becomes a major one (《业户投诉处理流程》三.2). */
export async function upgradeOld(tx: Tx & { readonly project: string }): Promise<number> {
  const old = await tx.find('complaints', {
    project: tx.project,
    status: openComplaint,
    upgradeOn: { lte: tx.today },
    level: { ne: 'major' },
  })
  await tx.performMany(
    'complaints',
    old.map(({ id }) => id),
    'upgrade',
  )
  return old.length
}
export async function upgraded(slip: Complaint, tx: Tx): Promise<void> {
  const major = await tx.update('complaints', slip.id, { level: 'major', upgradedOn: tx.today, reportedAt: tx.now })
  await tellSuperiors(major, tx)
}
