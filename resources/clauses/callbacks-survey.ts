import { type Day, monthAfter, monthOf, type OfficeDraftOf, type RecordOf, type Tx } from '#engine'
import { drawn } from './callbacks-quota.ts'
import { tell } from './messages.ts'

type Plan = RecordOf<'survey-plans'>
type Survey = RecordOf<'opinion-surveys'>
type Report = RecordOf<'survey-reports'>
type Rule = Tx & { readonly project: string }

/** What residents are asked about (《岗位职责》；《客服制度及内容》业主意见调查). */
export const questions = {
  security: '秩序安全',
  cleaning: '环境卫生',
  greening: '园林绿化',
  repairs: '维修服务',
  facilities: '设施设备',
  attitude: '服务态度',
  fees: '收费',
  activities: '社区活动',
  overall: '总体评价',
} as const
export type Question = keyof typeof questions
export const questionNames = Object.keys(questions) as Question[]

/** The half of the year in which a day lies: `2026上`. */
const halfOf = (day: Day) => (Number(day.slice(5, 7)) <= 6 ? ('first' as const) : ('second' as const))
export const halves = { first: '上半年', second: '下半年' } as const

/** Every half-year residents are asked for their opinion (《岗位职责》): the plan is there for the head of customer service to finish. */
export async function planHalfYear(tx: Rule): Promise<number> {
  const [year, half] = [Number(tx.today.slice(0, 4)), halfOf(tx.today)]
  const plans = await tx.find('survey-plans', { project: tx.project, year, half })
  if (plans.length > 0) return 0
  await tx.create('survey-plans', {
    project: tx.project,
    year,
    half,
    until: `${monthAfter(monthOf(tx.today), 1)}-28`,
    ratio: tx.policy('survey.ratio'),
  })
  return 1
}

/** Chooses the homes by lot, and opens a sheet for each. */
export async function handOut(plan: Plan, tx: Tx): Promise<void> {
  const homes = await tx.find('properties', {
    project: plan.project,
    usage: ['residence', 'shop', 'office'],
    ...(plan.scope === 'occupied' && { occupancy: ['occupied', 'let'] as const }),
  })
  const chosen = drawn(homes, Math.ceil((homes.length * plan.ratio) / 100), `${plan.year}${plan.half}`)
  const sheets = chosen.map(
    ({ id }): OfficeDraftOf<'opinion-surveys'> => ({ project: plan.project, plan: plan.id, room: id }),
  )
  if (sheets.length > 0) await tx.createMany('opinion-surveys', sheets)
  await tx.update('survey-plans', plan.id, { base: homes.length, target: chosen.length })
}

/** The collection ends: what did not come back is missing, what is valid is counted, and the report is begun. */
export async function count(plan: Plan, tx: Tx): Promise<void> {
  const sheets = await tx.find('opinion-surveys', { plan: plan.id })
  const idsIn = (status: Survey['status']) => sheets.filter((one) => one.status === status).map(({ id }) => id)
  await tx.performMany('opinion-surveys', [...idsIn('selected'), ...idsIn('out')], 'miss')
  await tx.performMany('opinion-surveys', idsIn('returned'), 'count')
  const returned = sheets.filter(({ status }) => status === 'returned')
  const valid = returned.filter((one) => one.valid)
  const handedOut = sheets.filter(({ handedOn }) => handedOn !== null).length
  const figures = { handedOut, returned: returned.length, valid: valid.length }
  await tx.update('survey-plans', plan.id, figures)
  await tx.create('survey-reports', { project: plan.project, plan: plan.id, ...figures, items: itemsOf(valid) })
}
/** How many answered what, question by question. */
const itemsOf = (valid: readonly Survey[]) =>
  questionNames.map((question) => {
    const answered = (answer: Survey['overall']) => valid.filter((one) => one[question] === answer).length
    const counts = {
      satisfied: answered('satisfied'),
      average: answered('average'),
      dissatisfied: answered('dissatisfied'),
    }
    const all = counts.satisfied + counts.average + counts.dissatisfied
    return { question, ...counts, rate: all === 0 ? null : Math.round((counts.satisfied / all) * 1000) / 10 }
  })

/** What comes out is put up for everybody; what fell short of the target is to be put right. */
export async function publish(report: Report, tx: Tx): Promise<void> {
  await tx.update('survey-reports', report.id, { publishedOn: tx.today })
  await tx.perform('survey-plans', report.plan, 'publish')
  const about = { form: 'survey-reports', id: report.id, project: report.project }
  const result = `发放 ${report.handedOut} 份，回收 ${report.returned} 份，总体满意度 ${report.satisfaction ?? '—'}%`
  await tell(tx, 'MSG24', { name: '全体业主' }, { 结果: result }, about)
  const target = tx.policy('satisfaction.overall_target')
  const short = (report.items ?? []).filter(({ rate }) => rate !== null && rate < target)
  for (const { question, rate } of short)
    await tx.create('corrective-actions', {
      project: report.project,
      source: 'survey',
      survey: report.id,
      cause: `意见调查「${questions[question]}」满意度 ${rate}%，低于目标 ${target}%`,
      department: departmentOf[question],
    })
}
const departmentOf = {
  security: 'security',
  cleaning: 'environment',
  greening: 'environment',
  repairs: 'engineering',
  facilities: 'engineering',
  attitude: 'service',
  fees: 'service',
  activities: 'service',
  overall: 'service',
} as const satisfies Record<Question, string>
