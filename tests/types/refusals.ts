import {
  choice,
  computed,
  copied,
  date,
  type Fen,
  form,
  kept,
  lines,
  money,
  note,
  type RecordOf,
  ref,
  serial,
  signatures,
  stages,
  stamp,
  type Tx,
  text,
  tick,
} from '#engine'

/** What must compile and, with `@ts-expect-error`, what must not: this file is checked by tsc, and never run. */
declare module '#engine' {
  interface Policies {
    'sample.most': number
  }
  interface Forms {
    'sample-rooms': typeof room
    'sample-deposits': typeof deposit
    'sample-refunds': typeof refund
  }
}

export const room = form('sample-rooms', '房屋', { code: text('房号'), building: text('楼栋') })
export const deposit = form('sample-deposits', '押金', {
  room: ref('sample-rooms', '房号'),
  amount: money('金额'),
  refunded: kept(money('已退'), 0),
  status: stages('状态', { held: { label: '在押', next: { release: 'released' } }, released: { label: '已退' } }),
})
export const refund = form('sample-refunds', '退款单', {
  number: serial('单号', 'TK-{yyyy}{MM}-{0000}'),
  on: date('日期', { preset: 'today' }),
  room: ref('sample-rooms', '房号', { copy: 'deposit.room' }),
  deposit: ref('sample-deposits', '押金单'),
  building: copied(text('楼栋'), 'room.building'),
  reason: choice('原因', { accepted: '验收合格', cancelled: '取消装修' }),
  paid: money('原押金'),
  deducted: money('扣款', { preset: 0 }),
  findings: lines('整改项', {
    item: text('内容'),
    cost: money('费用'),
    twice: computed(money('两倍'), (line: { cost: Fen }) => line.cost * 2),
    done: tick('已整改', { preset: false }),
  }),
  amount: computed(money('应退'), (slip: { paid: Fen; deducted: Fen }) => slip.paid - slip.deducted),
  remark: note('备注', { optional: true }),
  voucher: text('凭证号', { optional: true }),
  review: signatures('会签', { signers: ['supervisor'], order: 'listed' }),
  payment: stamp('付款'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'signing' } },
    signing: { label: '会签', next: { sign: 'approved', giveBack: 'draft' } },
    approved: { label: '待付', next: { pay: 'paid' } },
    paid: { label: '已付' },
  }),
})

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const yes = <T extends true>(): T | undefined => undefined
yes<Equal<RecordOf<'sample-refunds'>['status'], 'draft' | 'signing' | 'approved' | 'paid'>>()
yes<Equal<RecordOf<'sample-refunds'>['reason'], 'accepted' | 'cancelled'>>()
yes<Equal<RecordOf<'sample-refunds'>['remark'], string | null>>()
yes<Equal<RecordOf<'sample-refunds'>['amount'], Fen>>()

// @ts-expect-error there is no form called "sample-houses"
ref('sample-houses', '房号')
// @ts-expect-error "approvd" is not a stage
stages('状态', { draft: { label: '草稿', next: { approve: 'approvd' } }, approved: { label: '已审核' } })
// @ts-expect-error the form has no "total" to compute from
form('sample-rooms', '房屋', { a: money('a'), b: computed(money('b'), (slip: { total: Fen }) => slip.total) })
// @ts-expect-error nobody has the role "boss"
signatures('会签', { signers: ['boss'], order: 'listed' })
// @ts-expect-error "sample.most" is no policy that lists signers
signatures('会签', { signers: 'sample.most', order: 'any' })

refund.procedure({
  kind: 'form',
  area: 'money',
  code: 'D01',
  label: 'number',
  // @ts-expect-error "amout" is not a blank on this form
  paper: { 金额: [['amout']] },
  // @ts-expect-error nor is it a column
  list: { columns: ['number'], sort: '-amout' },
  may: {
    read: 'everyone',
    create: 'clerk',
    // @ts-expect-error "sent" is not a stage
    edit: { sent: 'clerk' },
  },
  checks: [(slip) => slip.deducted <= slip.paid || ['deducted', '扣款不能超过原押金']],
  actions: {
    submit: {
      label: '提交',
      by: 'clerk',
      guard: (slip, { policy }) => slip.amount <= policy('sample.most') || '金额过大',
    },
    // @ts-expect-error "remark" is no chain of signers
    sign: { label: '签署', signs: 'remark' },
    // @ts-expect-error "number" is written by the office, nobody is asked for it
    giveBack: { label: '退回', returns: 'review', asks: ['number'] },
    // @ts-expect-error "remark" is no signature box
    pay: { label: '付款', by: 'cashier', stamps: 'remark' },
  },
  // @ts-expect-error "sent" is no stage to make void from
  void: { from: ['sent'], by: 'clerk', confirmedBy: 'supervisor' },
})

const plain = { kind: 'form', area: 'money', code: 'D01', label: 'number', paper: {}, list: { columns: [] } } as const
const may = { read: 'everyone', create: 'clerk', edit: {} } as const
// @ts-expect-error an action without a line is an error: submit, giveBack and pay are missing
refund.procedure({ ...plain, may, actions: { sign: { label: '签署', signs: 'review' } } })
// @ts-expect-error there is no area "toyland"
room.procedure({ ...plain, area: 'toyland', label: 'code', may: { ...may, edit: 'clerk' }, actions: {} })
// @ts-expect-error a form without stages is edited by roles, not by stage
room.procedure({ ...plain, label: 'code', may: { ...may, edit: { draft: 'clerk' } }, actions: {} })

export async function effects(tx: Tx, slip: RecordOf<'sample-refunds'>) {
  await tx.perform('sample-deposits', slip.deposit, 'release')
  await tx.update('sample-deposits', slip.deposit, { refunded: slip.amount })
  await tx.create('sample-refunds', {
    deposit: slip.deposit,
    reason: 'accepted',
    paid: 1,
    findings: [{ item: '漏水', cost: 1 }],
  })
  // @ts-expect-error a deposit cannot be "paid"
  await tx.perform('sample-deposits', slip.deposit, 'pay')
  // @ts-expect-error a room is not a deposit
  await tx.get('sample-deposits', slip.room)
  // @ts-expect-error "status" moves by actions only
  await tx.update('sample-refunds', slip.id, { status: 'paid' })
  // @ts-expect-error "amount" is worked out, not written
  await tx.update('sample-refunds', slip.id, { amount: 1 })
  // @ts-expect-error the reason and others are missing
  await tx.create('sample-refunds', { deposit: slip.deposit })
  // @ts-expect-error "lost" is not a stage of a deposit
  await tx.find('sample-deposits', { status: 'lost' })
  // @ts-expect-error there is no policy "sample.least"
  tx.policy('sample.least')
  const found = await tx.find('sample-deposits', { status: 'held', amount: { gte: 1 } }, { sort: '-amount' })
  return [found[0]?.amount, slip.findings[0]?.twice]
}
