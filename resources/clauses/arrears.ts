import { type Day, daysAfter, firstDayOf, lastDayOf, type Month, monthAfter, monthOf, type Occasion } from '#engine'
import { moneyReaders } from './persons.ts'

/** The five classes of 《催费流程》: what a home that owes is to be met with. */
export const classes = {
  A: 'A 近期缴纳',
  B: 'B 暂未明确',
  C: 'C 无法联系',
  D: 'D 异地出差或居住',
  E: 'E 特殊情况',
} as const
export type Class = keyof typeof classes

/** What came of a call or visit. */
export const outcomes = {
  promised: '承诺缴费日期',
  paid: '称已缴费',
  'no-date': '未定缴费日期',
  'no-answer': '无人接听',
  off: '关机',
  'no-signal': '无法接通',
  'long-off': '长期关机',
  suspended: '停机',
  empty: '空号',
  'wrong-number': '号码有误',
  away: '异地出差或居住',
  refused: '拒绝缴费',
} as const
export type Outcome = keyof typeof outcomes

/** A phone that is off once is B, one that is off for long is C (《催费流程》). */
export const classOf = {
  promised: 'A',
  paid: 'A',
  'no-date': 'B',
  'no-answer': 'B',
  off: 'B',
  'no-signal': 'B',
  'long-off': 'C',
  suspended: 'C',
  empty: 'C',
  'wrong-number': 'C',
  away: 'D',
  refused: 'E',
} as const satisfies Readonly<Record<Outcome, Class>>
/** Whether somebody was spoken to. */
export const isReached = (outcome: Outcome) =>
  outcome === 'promised' || outcome === 'paid' || outcome === 'no-date' || outcome === 'away' || outcome === 'refused'

export const reasons = {
  defect: '开发遗留问题',
  service: '对服务不满',
  developer: '应由开发商承担',
  let: '出租，应由租户缴纳',
  hardship: '经济困难',
  other: '其他',
} as const

export const methods = { phone: '电话', sms: '短信', door: '上门', letter: '信函' } as const

/** What each class asks next (《催费流程》). */
export const nextActions = {
  remind: '承诺日前一天提醒',
  call: '每日电话并张贴催费单',
  visit: '上门、张贴催费单并另寻联系方式',
  transfer: '每日电话，引导转账缴费',
  escalate: '上报客服主管，逐户跟进',
} as const
export const nextActionOf = {
  A: 'remind',
  B: 'call',
  C: 'visit',
  D: 'transfer',
  E: 'escalate',
} as const satisfies Readonly<Record<Class, keyof typeof nextActions>>

/** Which calls and visits there are. */
export const rounds = {
  first: '首轮电话',
  second: '第二轮',
  daily: '每日电话',
  door: '上门张贴',
  escalated: '重点催收',
} as const

/** The three letters of 《入住手续办理作业指导书》. */
export const letterLevels = { first: '催费通知书', second: '二次催费通知书', last: '最后催费通知书' } as const
export type LetterLevel = keyof typeof letterLevels
export const levelAfter: readonly LetterLevel[] = ['first', 'second', 'last']

/** How letters reach people. */
export const deliveries = { hand: '上门递交', door: '张贴', registered: '挂号信', ems: 'EMS', sms: '短信' } as const

/** Who calls, writes and visits, and who may look into what is owed. */
export const chasers = ['steward', 'clerk', 'fee-clerk', 'supervisor', 'service-manager'] as const
export const arrearsReaders = [...moneyReaders, 'deputy-manager'] as const

/** When the next step of a class is to be taken: before the promised day, else after the days between two calls. */
export function nextDay(one: Class, promiseOn: Day | null, { today, policy }: Pick<Occasion, 'today' | 'policy'>): Day {
  const soon = daysAfter(today, Math.max(1, policy('dunning.days_between')))
  if (one !== 'A' || promiseOn === null) return soon
  const reminding = daysAfter(promiseOn, -policy('dunning.remind_days_before'))
  return reminding > today ? reminding : promiseOn
}

/** A day of a month by its number; what the month does not have is the first of the next: 1 March for 31 February. */
export const dayOf = (month: Month, day: number): Day =>
  day > Number(lastDayOf(month).slice(8))
    ? firstDayOf(monthAfter(month, 1))
    : `${month}-${String(day).padStart(2, '0')}`
/** The first such day of a month on or after a day. */
export function nextDayOf(from: Day, day: number): Day {
  const months = [-1, 0, 1].map((more) => dayOf(monthAfter(monthOf(from), more), day))
  return months.find((one) => one >= from) ?? from
}

interface Lettered {
  readonly letterLevel: number
  readonly letterOn: Day | null
  readonly oldestOn: Day | null
  readonly payBy: Day | null
}
/** On which day the next of the three letters goes out: the 16th, the 24th, the first after the 30th; nothing after the last. */
export function letterDay(
  { letterLevel, letterOn, oldestOn, payBy }: Lettered,
  { today, policy }: Pick<Occasion, 'today' | 'policy'>,
): Day | undefined {
  const after = daysAfter(letterOn ?? oldestOn ?? today, 1)
  if (letterLevel === 0) return nextDayOf(after, policy('billing.first_letter_day'))
  // a first letter that came late still leaves its seven days; the calendar of the last one gives it no more than it says
  if (letterLevel === 1) return nextDayOf(later(after, payBy), policy('billing.second_letter_day'))
  return letterLevel === 2 ? nextDayOf(after, policy('billing.third_letter_day')) : undefined
}
const later = (one: Day, other: Day | null) => (other !== null && other > one ? other : one)

/** From when on a home counts as in arrears: its day is past, so is the week in which everybody pays, and so long as the company waits. */
export const owesSince = (dueOn: Day, policy: Occasion['policy']): Day =>
  daysAfter(
    later(
      daysAfter(dueOn, 1),
      daysAfter(dayOf(monthOf(dueOn), policy('billing.print_day')), policy('dunning.collective_days') + 1),
    ),
    policy('dunning.open_after_days'),
  )
