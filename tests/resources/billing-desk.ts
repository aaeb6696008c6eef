import { OFFICE, type RuleTx, type Store } from '#engine'
import { resources } from '#resources'
import { type Any, openDesk } from './money-desk.ts'

type Words = Readonly<Record<string, unknown>>

/** The desk of whoever bills: tariffs in force, a run of the month, rules done on a day. */
export async function openBilling(store?: Store) {
  const office = await openDesk(store)
  const { create, step, read } = office

  /** A tariff from its draft until it is approved; enforced where its day has come. */
  const approved = async (more: Words = {}): Promise<Any> => {
    const draft = { feeItem: office.fee.id, price: 2.5, unit: '元/m²·月', regime: 'market', validFrom: '2026-01-01' }
    const slip = await create('fee-standards', { ...draft, ...more }, 'accountant')
    await step('fee-standards', slip, 'announce', 'accountant', { noticedOn: '2026-11-01' })
    await step('fee-standards', slip, 'resolve', 'accountant', { resolvedBy: 'assembly', resolvedOn: '2026-11-10' })
    await step('fee-standards', slip, 'try', 'accountant')
    await step('fee-standards', slip, 'sign', 'finance-manager')
    await step('fee-standards', slip, 'sign', 'general-manager')
    return read('fee-standards', slip.id)
  }
  const tariff = async (more: Words = {}): Promise<Any> =>
    step('fee-standards', await approved(more), 'enforce', 'finance-manager')

  /** A run worked out and checked. */
  const checked = async (draft: Words = {}): Promise<Any> => {
    const run = await create('billing-runs', { period: '2026-11', ...draft }, 'fee-clerk')
    await step('billing-runs', run, 'compute', 'fee-clerk')
    await step('billing-runs', run, 'check', 'accountant')
    return read('billing-runs', run.id)
  }
  const posted = async (draft: Words = {}): Promise<Any> => {
    const run = await checked(draft)
    await step('billing-runs', run, 'post', 'fee-clerk', { checkedTotal: run.total })
    return read('billing-runs', run.id)
  }
  /** What happens by itself on a day; says how many slips it touched. */
  const rule = (form: string, name: string, day: string): Promise<number> => {
    const work = resources.find((resource) => resource.form.name === form)?.daily?.[name]?.work
    if (!work) throw new Error(`${form} has no rule ${name}`)
    return office.desk.run({ user: OFFICE, now: `${day}T02:00:00.000Z` }, (tx) =>
      work({ ...tx, project: office.project } as RuleTx),
    )
  }
  return { ...office, approved, tariff, checked, posted, rule }
}
export type Billing = Awaited<ReturnType<typeof openBilling>>
