import { report } from '#engine'
import { moneyReaders } from '../clauses/persons.ts'

const way = (label: string, method: string) => ({ label, from: 'tenders', where: `method=${method}`, sum: 'amount' })

/** 日清日结汇总 — what came in on a day, by collector and way of paying, against what was handed over and counted. */
const settlements = report('daily-takings', '日清日结汇总', {
  code: 'S02',
  aliases: ['收款日报', '收款方式汇总'],
  area: 'money',
  may: moneyReaders,
  sources: {
    tenders: { of: 'payment-tenders', where: 'status=live', on: 'receivedOn' },
    settlements: {
      of: 'daily-settlements',
      where: 'status_ne=draft&status_ne=void',
      on: 'date',
      by: { day: 'date', month: 'date' },
    },
  },
  dimensions: {
    day: { label: '日期', blank: 'receivedOn', as: 'day' },
    month: { label: '月份', blank: 'receivedOn', as: 'month' },
    collector: { label: '收款人' },
  },
  by: ['day', 'collector'],
  measures: {
    cash: way('现金', 'cash'),
    card: way('刷卡', 'card'),
    cheque: way('支票', 'cheque'),
    transfer: way('银行转账', 'transfer'),
    wechat: way('微信', 'wechat'),
    alipay: way('支付宝', 'alipay'),
    online: way('网上缴费', 'online'),
    debit: way('自动扣费', 'debit'),
    collection: way('银行托收', 'collection'),
    all: { label: '系统收款', from: 'tenders', sum: 'amount' },
    open: { label: '未交款', from: 'tenders', where: 'settlement_null=true', sum: 'amount' },
    handed: { label: '已交款', from: 'settlements', sum: 'systemTotal' },
    difference: { label: '差异', from: 'settlements', sum: 'difference' },
  },
  period: 'month',
  chart: { kind: 'bar', measures: ['all', 'handed'] },
})

/** 收费率 — of what fell due for a month, how much is paid. */
const collection = report('collection-rate', '收费率', {
  code: 'S07',
  aliases: ['收缴率', '物业费收缴率'],
  area: 'money',
  may: moneyReaders,
  sources: {
    dues: { of: 'receivables', where: 'status_ne=draft&status_ne=cancelled', on: 'period' },
  },
  dimensions: {
    month: { label: '月份', blank: 'period', as: 'month' },
    building: { label: '楼栋' },
    feeItem: { label: '收费项目' },
    class: { label: '费用类别' },
    age: { label: '账龄', blank: 'dueOn', ages: [0, 30, 90, 180, 365] },
  },
  by: ['month'],
  measures: {
    count: { label: '笔数' },
    payable: { label: '应收', sum: 'payable' },
    paid: { label: '实收', sum: 'paid' },
    owed: { label: '未缴', where: 'status=posted&status=part-paid', sum: 'balance' },
    forgiven: { label: '核销', sum: 'writtenOff' },
    rate: { label: '收费率', share: ['paid', 'payable'] },
  },
  period: 'year',
  chart: { kind: 'line', measures: ['rate'] },
})

/** 押金余额表 — what the company holds for customers, by kind: received, deducted, given back, left. */
const deposits = report('deposit-balances', '押金余额表', {
  code: 'S27',
  aliases: ['保证金余额'],
  area: 'money',
  may: moneyReaders,
  sources: { deposits: { of: 'deposits' } },
  dimensions: {
    kind: { label: '押金种类' },
    building: { label: '楼栋' },
    month: { label: '收取月份', blank: 'receivedOn', as: 'month' },
    payerType: { label: '缴款方' },
  },
  by: ['kind'],
  measures: {
    count: { label: '笔数', where: 'balance_gt=0' },
    amount: { label: '收取', sum: 'amount' },
    deducted: { label: '扣款', sum: 'deducted' },
    refunded: { label: '退还', sum: 'refunded' },
    reversed: { label: '冲销', sum: 'reversed' },
    balance: { label: '余额', sum: 'balance' },
  },
  chart: { kind: 'pie', measures: ['balance'] },
})

/** 收费审核差错 — what each desk looked over, and what it found. */
const audits = report('charge-errors', '收费审核差错', {
  code: 'S28',
  aliases: ['收费审计', '收费差错统计'],
  area: 'money',
  may: moneyReaders,
  sources: {
    audits: { of: 'charge-audits', where: 'status=signed', on: 'date' },
  },
  dimensions: {
    level: { label: '审核岗位' },
    month: { label: '月份', blank: 'date', as: 'month' },
  },
  by: ['month', 'level'],
  measures: {
    audits: { label: '审核次数' },
    checked: { label: '审核笔数', sum: 'checked' },
    errors: { label: '差错', sum: 'errorCount' },
    rate: { label: '差错率', share: ['errors', 'checked'] },
  },
  period: 'year',
  chart: { kind: 'bar', measures: ['errors'] },
})

export const moneyReports = [settlements, collection, deposits, audits] as const
