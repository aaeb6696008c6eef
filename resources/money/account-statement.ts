import { choice, copied, date, form, kept, lines, money, month, ref, text } from '#engine'
import { moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'
import { fillStatement } from '../clauses/statements.ts'

/** 业主费用查询 — what a home was charged, has paid, still owes and has deposited, as it stands when the front desk draws it. */
export const accountStatement = form('account-statements', '业主费用对账单', {
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  customer: ref('residents', '客户', { optional: true, copy: 'room.owner' }),
  customerName: copied(text('客户姓名', { optional: true }), 'customer.name'),
  from: month('起始月份', { preset: 'month' }),
  until: month('截止月份', { preset: 'month' }),
  purpose: choice('用途', { query: '业主查询', dun: '催缴核对', 'move-out': '退住结算' }, { preset: 'query' }),
  drawnOn: date('查询日期', { preset: 'today' }),
  charges: kept(
    lines(
      '费用',
      {
        item: text('收费项目'),
        period: month('期间'),
        payable: money('应缴'),
        paid: money('已缴'),
        balance: money('未缴'),
      },
      { optional: true, max: 2000 },
    ),
  ),
  payments: kept(
    lines(
      '缴费',
      { paidOn: date('日期'), receipt: text('收据号'), methods: text('方式'), amount: money('金额') },
      { optional: true, max: 2000 },
    ),
  ),
  deposits: kept(
    lines('押金', { kind: text('种类'), amount: money('收取'), balance: money('余额') }, { optional: true, max: 200 }),
  ),
  payable: kept(money('应缴合计'), 0),
  paid: kept(money('已缴合计'), 0),
  balance: kept(money('未缴合计'), 0),
  arrears: kept(money('全部欠费'), 0),
  held: kept(money('押金余额'), 0),
})

declare module '#engine' {
  interface Forms {
    'account-statements': typeof accountStatement
  }
}

const desk = ['clerk', 'fee-clerk', 'steward', 'supervisor', 'accountant'] as const

export default accountStatement.procedure({
  kind: 'register',
  area: 'money',
  code: 'B28',
  source: '《物业客服工作流程》业主费用查询；《物业客服部作业指导书》缴费信息',
  aliases: ['业主费用查询', '缴费信息表', '对账单'],
  label: ({ customerName, from, until }) => [customerName, `${from}—${until}`].filter(Boolean).join(' '),
  paper: {
    客户: [
      ['room', 'building', 'customer', 'customerName'],
      ['from', 'until', 'purpose', 'drawnOn'],
    ],
    费用: [['charges'], ['payable', 'paid', 'balance', 'arrears']],
    缴费: [['payments']],
    押金: [['deposits'], ['held']],
  },
  list: {
    columns: ['room', 'customerName', 'from', 'until', 'payable', 'paid', 'balance', 'drawnOn'],
    filters: ['room', 'building', 'drawnOn', 'purpose'],
    sort: '-drawnOn',
    search: ['room', 'customerName'],
  },
  may: { read: moneyReaders, create: desk, edit: 'nobody', export: moneyExporters, print: desk },
  scope: byBuilding,
  checks: [({ from, until }) => from <= until || ['until', '截止月份不得早于起始月份']],
  opens: fillStatement,
  actions: {},
  print: { size: 'A4', copies: ['客户'], sign: { 制表: 'pen', 客户确认: 'pen' } },
})
