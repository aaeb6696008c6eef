import { choice, date, form, kept, lines, money, month, note, ref, serial, stages, stamp, text, whole } from '#engine'
import { arrearsReaders, reasons } from '../clauses/arrears.ts'
import { reportReasons } from '../clauses/arrears-reasons.ts'
import { moneyExporters } from '../clauses/persons.ts'

const line = {
  arrears: ref('arrears-ledgers', '欠费台账'),
  place: text('房号', { max: 40 }),
  customer: text('客户', { max: 40, optional: true }),
  amount: money('欠费'),
  cause: choice('欠费原因', reasons),
  detail: text('情况', { max: 500, optional: true }),
  action: text('处理措施', { max: 500, optional: true }),
  handler: ref('users', '责任人', { optional: true }),
}

/** 物业应收费欠费原因表 — why homes have not paid: with the project manager as soon as a reason is known, with finance at the month's end. */
export const reasonReport = form('arrears-reason-reports', '物业应收费欠费原因表', {
  number: serial('单号', 'QFYY-{yyyy}{MM}-{0000}'),
  month: month('月份', { preset: 'month' }),
  toldOn: kept(date('报项目经理日期', { optional: true })),
  dueOn: kept(date('报财务期限', { optional: true })),
  financeOn: kept(date('报财务日期', { optional: true })),
  homes: kept(whole('户数', { min: 0 }), 0),
  total: kept(money('欠费合计', { min: 0 }), 0),
  lines: kept(lines('欠费原因', line, { max: 5000 }), []),
  instructions: note('项目经理意见', { max: 1000, optional: true }),
  reading: stamp('项目经理'),
  receiving: stamp('财务'),
  status: stages('状态', {
    draft: { label: '编制中', next: { send: 'sent-to-pm' } },
    'sent-to-pm': {
      label: '已报项目经理',
      next: { renew: 'sent-to-pm', read: 'read', 'send-finance': 'sent-to-finance' },
    },
    read: { label: '项目经理已阅', next: { renew: 'sent-to-pm', 'send-finance': 'sent-to-finance' } },
    'sent-to-finance': { label: '已报财务', next: { receive: 'received' } },
    received: { label: '财务已阅' },
  }),
})

declare module '#engine' {
  interface Forms {
    'arrears-reason-reports': typeof reasonReport
  }
}

export default reasonReport.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C12',
  source: '《物业服务费用催缴管理作业指导书》3：欠费原因即时报项目经理，月底报财务',
  aliases: ['欠费原因表', '物业应收费欠费原因'],
  label: ({ month }) => `${month} 欠费原因表`,
  paper: {
    报表: [
      ['number', 'month', 'status'],
      ['homes', 'total'],
      ['toldOn', 'dueOn', 'financeOn'],
    ],
    原因: [['lines']],
    办理: [['instructions'], ['reading', 'receiving']],
  },
  list: {
    columns: ['month', 'number', 'homes', 'total', 'toldOn', 'financeOn', 'status'],
    filters: ['status', 'month', 'toldOn', 'financeOn'],
    sort: '-month',
    totals: ['homes', 'total'],
  },
  due: { 'sent-to-pm': 'toldOn', 'sent-to-finance': 'financeOn' },
  daily: { report: { label: '欠费原因即时报项目经理、月底报财务', code: 'R044', work: reportReasons } },
  may: { read: arrearsReaders, create: 'nobody', edit: {}, export: moneyExporters },
  actions: {
    send: { label: '报项目经理', by: 'office', asks: ['toldOn'] },
    renew: { label: '补报', by: 'office', asks: ['toldOn'], clears: ['reading'] },
    read: { label: '已阅', by: 'project-manager', offers: ['instructions'], stamps: 'reading' },
    'send-finance': { label: '报财务', by: 'office', asks: ['financeOn'] },
    receive: { label: '已阅', by: ['accountant', 'finance-manager'], stamps: 'receiving' },
  },
  void: { from: ['sent-to-pm', 'read'], by: 'supervisor', confirmedBy: 'project-manager' },
  print: { size: 'A4', copies: ['项目经理', '财务'], sign: { 项目经理: 'reading', 财务: 'receiving' } },
})
