import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryStore, Refusal } from '#engine'
import { house } from '#resources'
import { type Any, type Desk, openDesk } from './money-desk.ts'

/** Who may take which step; now and then somebody else tries. */
const hands: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  receivables: { check: ['accountant'], cancel: ['accountant'], 'write-off': ['general-manager'] },
  'payment-slips': {
    sign: ['clerk'],
    receive: ['fee-clerk'],
    void: ['clerk', 'fee-clerk'],
    'confirm-void': ['supervisor'],
    'cancel-void': ['clerk'],
  },
  deposits: { accept: ['service-manager'], forfeit: ['project-manager'] },
  prepayments: { offset: ['fee-clerk'], 'take-back': ['supervisor'] },
  'deposit-deductions': {
    propose: ['clerk'],
    agree: ['clerk'],
    dispute: ['supervisor'],
    finalise: ['project-manager'],
    drop: ['project-manager'],
    void: ['supervisor'],
    'confirm-void': ['project-manager'],
  },
  'refund-slips': {
    submit: ['clerk'],
    sign: ['supervisor', 'project-manager', 'accountant'],
    return: ['supervisor', 'project-manager', 'accountant'],
    withdraw: ['clerk'],
    refuse: ['project-manager'],
    endorse: ['general-manager'],
    appoint: ['clerk'],
    pay: ['cashier', 'cashier-2'],
    miss: ['clerk'],
    file: ['clerk'],
    void: ['clerk', 'supervisor'],
    'confirm-void': ['service-manager'],
  },
}
const forms = Object.keys(hands)
/** Where the work lies. */
const busy = forms.flatMap((form) => Array<string>({ 'payment-slips': 3, 'refund-slips': 5 }[form] ?? 1).fill(form))
const RARE = [
  'cancel',
  'write-off',
  'void',
  'confirm-void',
  'forfeit',
  'drop',
  'return',
  'withdraw',
  'refuse',
  'miss',
  'take-back',
]

interface Op {
  readonly what: 'enter' | 'draw' | 'hold' | 'deduct' | 'refund' | 'return-fee' | 'step' | 'wait'
  readonly at: number
  readonly other: number
  readonly amount: number
}
const nat = fc.nat({ max: 1_000_000 })
const op: fc.Arbitrary<Op> = fc.record({
  what: fc.oneof(
    { weight: 24, arbitrary: fc.constant('step' as const) },
    { weight: 2, arbitrary: fc.constant('draw' as const) },
    {
      weight: 5,
      arbitrary: fc.constantFrom('enter' as const, 'hold', 'deduct', 'refund', 'return-fee', 'wait'),
    },
  ),
  at: nat,
  other: nat,
  amount: fc.oneof(fc.integer({ min: 1, max: 40_000 }), fc.constantFrom(1, 10_000, 20_000, 20_000, 1_000_000)),
})

const rows = (store: ReturnType<typeof memoryStore>, form: string): Any[] => [...(store.dump()[form] ?? [])]
const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length]
const sum = (list: readonly Any[], blank = 'amount') => list.reduce((total, row) => total + row[blank], 0)

/** Money on the table: right, too little or too much, or too much and the rest paid ahead. */
const receiving = (slip: Any, amount: number, other: number) => {
  const cash = (fen: number) => ({ tenders: [{ method: 'cash', amount: fen }] })
  if (other % 3 === 0) return { ...cash((slip.total || 0) + amount), prepaying: amount + (slip.prepaying ?? 0) }
  return cash(other % 4 ? slip.total || 1 : amount)
}
/** What an official would fill in at this step; sometimes wrongly. */
const answersFor = (slip: Any, { amount, other }: Op) => ({
  receive: receiving(slip, amount, other),
  accept: { acceptedOn: slip.receivedOn },
  agree: { customerSign: '王芳' },
  dispute: { customerOpinion: '不同意' },
  refuse: { unmet: '不符' },
  appoint: { appointedOn: '2027-03-01' },
  pay: { voucher: 'PZ', payeeIdentity: '11010519491231002X', originalReceipt: 'returned' },
  file: { receivedBy: '王芳' },
})
const WHY = ['cancel', 'write-off', 'void', 'forfeit', 'drop', 'return', 'take-back']

async function act(office: Desk, store: ReturnType<typeof memoryStore>, one: Op, day: { now: string }): Promise<void> {
  const { create, room, fee, step } = office
  switch (one.what) {
    case 'enter': {
      const period = `2026-${String((one.at % 12) + 1).padStart(2, '0')}`
      const draft = {
        room: room.id,
        feeItem: fee.id,
        period,
        quantity: 1,
        price: one.amount / 100,
        dueOn: '2026-12-15',
      }
      await create('receivables', draft, 'fee-clerk')
      return
    }
    case 'draw': {
      const open = rows(store, 'receivables').filter(({ status }) => status !== 'draft')
      const items = [pick(open, one.at), pick(open, one.other)]
        .filter((due, at, all) => due && all.indexOf(due) === at)
        .map((due, at) => ({ receivable: due.id, ...(at === 0 && one.other % 2 && { amount: one.amount }) }))
      await create('payment-slips', { room: room.id, compared: true, items }, 'clerk')
      return
    }
    case 'hold':
      await create(
        'payment-slips',
        { room: room.id, compared: true, deposits: [{ kind: 'pass', amount: one.amount }] },
        'clerk',
      )
      return
    case 'deduct': {
      const deposit = pick(rows(store, 'deposits'), one.at)
      const card = await office.desk.files.keep(
        { name: 'a.jpg', type: 'image/jpeg' },
        new Uint8Array(1),
        office.at('clerk'),
      )
      const draft = { deposit: deposit?.id, reason: '损坏', amount: one.amount, evidence: [card] }
      await create('deposit-deductions', draft, 'clerk')
      return
    }
    case 'refund': {
      const deposit = pick(rows(store, 'deposits'), one.at)
      await create('refund-slips', { deposit: deposit?.id, ground: 'returned', deductionReason: '损坏' }, 'clerk')
      return
    }
    case 'return-fee': {
      const due = pick(
        rows(store, 'receivables').filter(({ paid }) => paid > 0),
        one.at,
      )
      const draft = { kind: 'other', ground: 'wrong-charge', room: room.id, receivable: due?.id, payee: '王芳' }
      const sums = { original: due?.paid - due?.refunded, deducted: one.other % 2, deductionReason: '部分' }
      await create('refund-slips', { ...draft, ...sums }, 'clerk')
      return
    }
    case 'wait':
      day.now = `2026-12-${String((one.at % 27) + 1).padStart(2, '0')}`
      return
    default: {
      const form = pick(busy, one.at) as string
      const wild = one.amount % 9 === 0
      const moves = rows(store, form).flatMap((slip) =>
        stepsFrom(form, slip, one.other % 5 === 0, wild).map((name) => ({ slip, name })),
      )
      const { slip, name } = pick(moves, one.other) ?? {}
      if (!slip || !name) return
      const roles = hands[form]?.[name] ?? []
      const turn = name === 'sign' ? (slip.signs?.length ?? 0) : one.other
      const role = wild ? 'guard' : (pick(roles, turn) as string)
      const answers = (answersFor(slip, one) as Any)[name] ?? {}
      await step(form, slip, name, role, { ...answers, ...(WHY.includes(name) && { reason: '核对' }) })
    }
  }
}
/** The steps one might try: those that lead on from here, rarely those that undo, and now and then any. */
function stepsFrom(form: string, slip: Any, undoing: boolean, wild: boolean): string[] {
  const stages = house.resources.find((resource) => resource.form.name === form)?.form.fields.status?.stages
  const next = stages?.[slip.status]?.next ?? {}
  const open = (name: string) => (slip.voiding ? name === 'confirm-void' : next[name] || name === 'void')
  return Object.keys(hands[form] ?? {}).filter((name) => wild || (open(name) && (undoing || !RARE.includes(name))))
}

function balance(store: ReturnType<typeof memoryStore>): void {
  const of = (form: string) => rows(store, form)
  const live = (form: string) => of(form).filter(({ status }) => status === 'live')
  const refunds = of('refund-slips')
  const out = refunds.filter(({ status }) => status === 'paid' || status === 'filed')
  for (const due of of('receivables')) {
    expect(due.paid).toBe(sum(live('payment-allocations').filter(({ receivable }) => receivable === due.id)))
    expect(due.refunded).toBe(sum(out.filter(({ receivable }) => receivable === due.id)))
    expect(due.balance).toBe(due.payable - due.paid - due.writtenOff)
    expect(due.refunded <= due.paid && due.balance >= 0).toBe(true)
    if (due.status === 'posted') expect(due.paid).toBe(0)
    if (due.status === 'part-paid') expect(due.paid > 0 && due.balance > 0).toBe(true)
    if (due.status === 'paid') expect(due.balance).toBe(0)
  }
  for (const slip of of('payment-slips')) {
    const mine = (form: string) => of(form).filter((row) => row.slip === slip.id)
    const held = [...mine('deposits'), ...mine('prepayments')].filter(({ status }) => status !== 'cancelled')
    const alive = (form: string) => mine(form).filter(({ status }) => status === 'live')
    const taken = slip.status === 'received' ? slip.total : 0
    expect(sum(alive('payment-tenders'))).toBe(taken)
    expect(sum(alive('payment-allocations')) + sum(held)).toBe(taken)
    expect(sum(mine('receipts').filter(({ status }) => status === 'issued'))).toBe(taken)
  }
  for (const deposit of of('deposits')) {
    const final = of('deposit-deductions').filter((row) => row.deposit === deposit.id && row.status === 'final')
    const mine = refunds.filter((row) => row.deposit === deposit.id)
    expect(deposit.deducted).toBe(sum(final))
    expect(deposit.refunded).toBe(sum(out.filter((row) => row.deposit === deposit.id)))
    expect(deposit.balance).toBe(deposit.amount - deposit.deducted - deposit.refunded - deposit.reversed)
    expect(deposit.balance).toBeGreaterThanOrEqual(0)
    const open = mine.filter(({ status }) => ['signing', 'approved', 'appointed', 'unclaimed'].includes(status))
    expect(open).toHaveLength(['refund-applied', 'approved'].includes(deposit.status) ? 1 : 0)
  }
  for (const ahead of of('prepayments')) {
    expect(ahead.used).toBe(sum(live('payment-allocations').filter(({ prepayment }) => prepayment === ahead.id)))
    expect(ahead.balance).toBe(ahead.amount - ahead.used - ahead.refunded - ahead.reversed)
    expect(ahead.balance).toBeGreaterThanOrEqual(0)
    if (ahead.status === 'exhausted') expect(ahead.balance).toBe(0)
    if (ahead.status === 'open') expect(ahead.balance).toBeGreaterThan(0)
  }
  for (const slip of out) {
    const before = [slip.createdBy, slip.endorsement?.user, ...slip.signs.map(({ user }: Any) => user)]
    expect(before).not.toContain(slip.payment.user)
  }
  for (const form of ['payment-slips', 'receipts', 'deposits', 'deposit-deductions', 'refund-slips']) {
    const numbers = of(form).flatMap(({ number }) => (number ? [number as string] : []))
    for (const series of new Set(numbers.map((number) => number.slice(0, -4)))) {
      const given = numbers.filter((number) => number.startsWith(series)).map((number) => Number(number.slice(-4)))
      expect(given.sort((a, b) => a - b)).toEqual(given.map((_, at) => at + 1))
    }
  }
}

test('whatever the people of the office try, in whatever order, the books balance to the fen', async () => {
  const tally: Record<string, number> = {}
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 1, maxLength: 150, size: 'max' }), async (ops) => {
      const store = memoryStore(house)
      const office = await openDesk(store)
      const day = { now: '2026-11-21' }
      await office.due('2026-10', 20_000)
      await office.due('2026-11', 20_000)
      for (const amount of [20_000, 10_000, 30_000]) await office.hold(amount, 'pass')
      for (const one of ops) {
        office.setDay(day.now)
        try {
          await act(office, store, one, day)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
        balance(store)
      }
      for (const form of forms)
        for (const { status } of rows(store, form)) tally[`${form} ${status}`] = (tally[`${form} ${status}`] ?? 0) + 1
    }),
    { numRuns: Number(process.env.BOOK_RUNS ?? 30) },
  )
  if (process.env.BOOK_TALLY) process.stdout.write(`${JSON.stringify(tally, null, 1)}\n`)
}, 120_000)
