import { type Day, type DraftOf, firstDayOf, type Id, type Month, monthAfter, monthOf, OFFICE } from '#engine'
import { layOut } from '#resources'
import type { Drafting, Take, Tale } from './drafting.ts'
import type { Projects, Staff } from './people.ts'

type Standard = DraftOf<'fee-standards'>
type Code = 'PROPERTY' | 'PARKING-SERVICE'
const named: Readonly<Record<Code, string>> = { PROPERTY: '物业管理费', 'PARKING-SERVICE': '车位管理费' }

interface Price {
  readonly project: keyof Projects
  readonly code: Code
  readonly usage: Standard['usage'] & string
  readonly price: number
  /** So many months after the books were opened. */
  readonly from: number
}
const prices: readonly Price[] = [
  { project: 'lake', code: 'PROPERTY', usage: 'residence', price: 2.6, from: 0 },
  { project: 'lake', code: 'PROPERTY', usage: 'shop', price: 7.5, from: 0 },
  { project: 'lake', code: 'PARKING-SERVICE', usage: 'parking', price: 60, from: 0 },
  { project: 'hill', code: 'PROPERTY', usage: 'residence', price: 3.2, from: 0 },
  { project: 'hill', code: 'PROPERTY', usage: 'shop', price: 8.8, from: 0 },
  { project: 'hill', code: 'PARKING-SERVICE', usage: 'parking', price: 80, from: 0 },
  { project: 'lake', code: 'PARKING-SERVICE', usage: 'parking', price: 70, from: 12 },
]

/** What every office has from its first day, and what this company has settled otherwise than the documents. */
export async function furnish(
  { run, hours, clock }: Drafting,
  { lake, hill }: Projects,
  staff: Staff,
  monthly: Month,
): Promise<void> {
  const today = hours.dayOf(clock.now)
  await run(OFFICE, layOut)
  await run(staff.own('general-manager'), (tx) =>
    tx.createMany('policies', [
      { key: 'fee.cycle', value: '按季', validFrom: today, project: lake, reason: '前期物业合同约定按季收费' },
      { key: 'fee.cycle', value: '按季', validFrom: today, project: hill, reason: '前期物业合同约定按季收费' },
      {
        key: 'fee.cycle',
        value: '按月',
        validFrom: firstDayOf(monthly),
        project: hill,
        reason: '业主委员会决定改为按月收费',
      },
      {
        key: 'notice.contact_within_days',
        value: '3',
        validFrom: today,
        project: null,
        reason: '按《客服收费退费工作程序》',
      },
      {
        key: 'dunning.open_after_days',
        value: '365',
        validFrom: today,
        project: null,
        reason: '业主多按年缴费，欠费满一年的逐户催缴',
      },
      { key: 'callback.repair.rate', value: '30', validFrom: today, project: null, reason: '按《业户回访工作流程》' },
    ]),
  )
}

/** The prices: announced, resolved by the owners, approved, and enforced on the first of a month. */
export function tariffs(room: Drafting, projects: Projects, staff: Staff, items: ReadonlyMap<string, Id<'fee-items'>>) {
  const { agenda, clock, hours, tale } = room
  const [accountant, finance, head] = [
    staff.own('accountant'),
    staff.own('finance-manager'),
    staff.own('general-manager'),
  ]

  const draftOf = (
    { project, code, usage, price }: Omit<Price, 'from'>,
    validFrom: Day,
  ): Tale<'fee-standards'>['draft'] => ({
    project: projects[project],
    feeItem: items.get(code) as Id<'fee-items'>,
    usage,
    price,
    unit: code === 'PROPERTY' ? '元/m²·月' : '元/个·月',
    basis: code === 'PROPERTY' ? 'area' : 'fixed',
    regime: usage === 'residence' ? 'guide' : 'market',
    validFrom,
  })
  const takes: readonly Take<'fee-standards'>[] = [
    { after: 30, by: accountant, step: 'announce', with: (today) => ({ noticedOn: today }) },
    {
      after: [10, '10:00'],
      by: accountant,
      step: 'resolve',
      with: (today) => ({ resolvedBy: 'committee', resolvedOn: today }),
    },
    { after: [0, '15:20'], by: accountant, step: 'try' },
    { after: [1, '09:30'], by: finance, step: 'sign', with: { opinion: '测算无误，同意' } },
    { after: [1, '16:10'], by: head, step: 'sign', with: { opinion: '同意' } },
  ]

  for (const { from, ...price } of prices) {
    const month = monthAfter(monthOf(hours.dayOf(clock.now)), 1 + from)
    const enforce: Take<'fee-standards'> = { after: hours.at(firstDayOf(month), '08:40'), by: finance, step: 'enforce' }
    const opened = hours.at(`${monthAfter(month, -1)}-05`, '09:00')
    const draft = draftOf(price, firstDayOf(month))
    agenda.add(opened, tale('fee-standards', { by: accountant, draft, takes: [...takes, enforce] }))
  }
  return { draftOf, takes, names: named }
}
