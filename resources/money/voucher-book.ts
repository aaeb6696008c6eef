import { choice, computed, date, form, note, type Reader, ref, refuse, stages, stamp, text, whole } from '#engine'
import { another, moneyExporters } from '../clauses/persons.ts'

/** 收费凭证领用登记 — books of numbered receipts: bought by finance, given out against a signature, handed back used up. */
export const voucherBook = form('voucher-books', '收费凭证领用登记', {
  kind: choice('凭证种类', { receipt: '收据', invoice: '发票', release: '放行条' }, { preset: 'receipt' }),
  prefix: text('号码字头', { max: 10, optional: true }),
  fromNo: whole('起号', { min: 1 }),
  toNo: whole('止号', { min: 1 }),
  count: computed(whole('份数'), (slip: { fromNo: number; toNo: number }) => slip.toNo - slip.fromNo + 1),
  storedOn: date('入库日期', { preset: 'today' }),
  issuedTo: ref('users', '领用人', { optional: true }),
  issuedOn: date('领用日期', { optional: true, preset: 'today' }),
  used: whole('已用份数', { min: 0, optional: true }),
  voided: whole('作废份数', { min: 0, optional: true }),
  returnedOn: date('交回日期', { optional: true, preset: 'today' }),
  remark: note('备注', { max: 500, optional: true }),
  issuing: stamp('发放'),
  checking: stamp('核销'),
  status: stages('状态', {
    'in-stock': { label: '在库', next: { issue: 'issued' } },
    issued: { label: '已领用', next: { 'use-up': 'used-up' } },
    'used-up': { label: '已用完', next: { check: 'returned' } },
    returned: { label: '已交回核销' },
  }),
})

declare module '#engine' {
  interface Forms {
    'voucher-books': typeof voucherBook
  }
}

type Book = Parameters<NonNullable<Parameters<typeof voucherBook.procedure>[0]['opens']>>[0]

/** No number stands in two books. */
async function refuseOverlap({ id, project, kind, prefix, fromNo, toNo }: Book, reader: Reader) {
  const books = await reader.find('voucher-books', {
    project,
    kind,
    prefix,
    fromNo: { lte: toNo },
    toNo: { gte: fromNo },
  })
  const other = books.find((one) => one.id !== id)
  if (other) refuse(422, `号码与 ${other.fromNo} 至 ${other.toNo} 的一本重叠`, { errors: { fromNo: '号码已登记' } })
}

const keepers = ['accountant', 'cashier', 'finance-manager'] as const

export default voucherBook.procedure({
  kind: 'register',
  area: 'money',
  code: 'B09',
  source: '《物业收费台账管理制度》；《物业公司客服部客服收费退费工作程序》一',
  aliases: ['票据领用', '凭证领用', '收据领用登记'],
  label: ({ prefix, fromNo, toNo }) => `${prefix ?? ''}${fromNo}—${toNo}`,
  paper: {
    凭证: [
      ['kind', 'prefix', 'fromNo', 'toNo', 'count'],
      ['storedOn', 'status'],
    ],
    领用: [['issuedTo', 'issuedOn', 'issuing']],
    交回: [['used', 'voided', 'returnedOn', 'checking'], ['remark']],
  },
  list: {
    columns: ['kind', 'prefix', 'fromNo', 'toNo', 'count', 'issuedTo', 'issuedOn', 'used', 'voided', 'status'],
    filters: ['status', 'kind', 'issuedTo', 'issuedOn', 'storedOn'],
    sort: ['-storedOn', '-fromNo'],
    totals: ['count', 'used', 'voided'],
    search: ['issuedTo'],
  },
  views: { out: { label: '在外凭证', query: 'status=issued&status=used-up' } },
  may: {
    read: [...moneyExporters, 'clerk'],
    create: keepers,
    edit: { 'in-stock': keepers },
    remove: keepers,
    export: moneyExporters,
  },
  checks: [
    ({ fromNo, toNo }) => fromNo <= toNo || ['toNo', '止号不得小于起号'],
    ({ used, voided, count }) => (used ?? 0) + (voided ?? 0) <= count || ['used', '已用与作废不得多于份数'],
  ],
  opens: refuseOverlap,
  edited: refuseOverlap,
  actions: {
    issue: {
      label: '发放',
      by: keepers,
      optional: true,
      asks: ['issuedTo', 'issuedOn'],
      stamps: 'issuing',
      guard: ({ issuedTo }, { user }) => another(user, [issuedTo], '保管人不能发给自己'),
    },
    'use-up': {
      label: '用完交回',
      by: ['fee-clerk', 'clerk', 'cashier', 'accountant'],
      optional: true,
      asks: ['used', 'voided', 'returnedOn'],
    },
    check: {
      label: '核销',
      by: keepers,
      stamps: 'checking',
      guard: ({ used, voided, count, issuedTo }, { user }) => {
        if ((used ?? 0) + (voided ?? 0) !== count) return '每个号码须已用或作废，份数不符，不能核销'
        return another(user, [issuedTo], '领用人不能核销')
      },
    },
  },
})
