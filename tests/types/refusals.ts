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

declare module '#engine' {
  interface Policies {
    'sample.wait': number
  }
  interface Forms {
    'sample-rooms': typeof room
    'sample-deposits': typeof deposit
    'sample-refunds': typeof refund
  }
}
export const room = form('sample-rooms', '房', {
  code: text('房号'),
  building: text('楼'),
  defaults: lines('x', { item: text('i') }),
})
export const deposit = form('sample-deposits', '押金', {
  room: ref('sample-rooms', '房'),
  amount: money('金额'),
  refunded: kept(money('已退'), 0),
  status: stages('状态', { held: { label: '在押', next: { release: 'released' } }, released: { label: '已退' } }),
})
export const refund = form('sample-refunds', '退款', {
  number: serial('单号', 'TK-{yyyy}{MM}-{0000}'),
  on: date('日期', { preset: 'today' }),
  room: ref('sample-rooms', '房', { copy: 'deposit.room' }),
  deposit: ref('sample-deposits', '押金单'),
  building: copied(text('楼'), 'room.building'),
  reason: choice('原因', { a: 'A', b: 'B' }),
  paid: money('原'),
  deducted: money('扣', { preset: 0 }),
  items: lines('项', {
    item: text('项'),
    qty: money('数'),
    sum: computed(money('x'), (l: { qty: Fen }) => l.qty * 2),
    ok: tick('ok', { preset: false }),
  }),
  amount: computed(money('应退'), (s: { paid: Fen; deducted: Fen }) => s.paid - s.deducted),
  remark: note('备注', { optional: true }),
  voucher: text('凭证', { optional: true }),
  signs: signatures('会签', { signers: ['supervisor'], order: 'listed' }),
  payment: stamp('付款'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'signing' } },
    signing: { label: '会签', next: { sign: 'approved', back: 'draft' } },
    approved: { label: '待付', next: { pay: 'paid' } },
    paid: { label: '已付' },
  }),
})
export default refund.procedure({
  kind: 'form',
  area: 'money',
  code: 'D01',
  label: 'number',
  paper: {
    a: [
      ['number', 'on'],
      ['room', 'deposit'],
    ],
  },
  list: { columns: ['number', 'amount'], sort: '-on', totals: ['amount'] },
  may: { read: 'everyone', create: 'clerk', edit: { draft: 'clerk' } },
  scope: (user) => (user.buildings ? { building: user.buildings } : undefined),
  checks: [(s) => s.deducted <= s.paid || ['deducted', 'too much']],
  actions: {
    submit: { label: '提交', by: 'clerk', guard: (s, { policy }) => s.amount > policy('sample.wait') || 'x' },
    sign: { label: '签', signs: 'signs' },
    back: { label: '退回', returns: 'signs', by: 'supervisor' },
    pay: {
      label: '付',
      by: 'cashier',
      asks: ['voucher'],
      stamps: 'payment',
      guard: (s, { user }) => s.payment?.user !== user.id || 'no',
      effects: async (s, tx) => {
        await tx.update('sample-deposits', s.deposit, { refunded: s.amount })
        await tx.perform('sample-deposits', s.deposit, 'release')
      },
    },
  },
  void: { from: ['signing'], by: 'clerk', confirmedBy: 'supervisor' },
})
export async function f(tx: Tx, s: RecordOf<'sample-refunds'>) {
  const line = s.items[0]?.sum
  await tx.create('sample-refunds', { deposit: s.deposit, reason: 'a', paid: 1, items: [{ item: 'x', qty: 1 }] })
  // @ts-expect-error reason missing
  await tx.create('sample-refunds', { deposit: s.deposit, paid: 1, items: [] })
  // @ts-expect-error a room is no deposit
  await tx.get('sample-deposits', s.room)
  // @ts-expect-error no
  await tx.update('sample-refunds', s.id, { status: 'paid' })
  // @ts-expect-error amount is computed
  await tx.update('sample-refunds', s.id, { amount: 1 })
  const d = await tx.find('sample-deposits', { status: 'held', amount: { gte: 1 } }, { sort: '-amount' })
  // @ts-expect-error lost
  await tx.find('sample-deposits', { status: 'lost' })
  return line ?? d[0]?.amount
}
