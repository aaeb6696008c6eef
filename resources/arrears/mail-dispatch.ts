import { attachment, choice, date, form, ref, stages, stamp, text } from '#engine'
import { arrearsReaders } from '../clauses/arrears.ts'

/** 挂号信、EMS 寄发记录 — proof that a notice or letter was sent, and what became of it. */
export const mailDispatch = form('mail-dispatches', '邮件寄发记录', {
  notice: ref('payment-notices', '缴费通知单', { optional: true }),
  letter: ref('reminder-letters', '催费通知书', { optional: true }),
  lawyerLetter: ref('lawyer-letters', '律师函', { optional: true }),
  addressee: text('收件人', { max: 40, optional: true }),
  address: text('邮寄地址', { max: 100 }),
  carrier: choice('邮寄方式', { registered: '挂号信', ems: 'EMS' }, { preset: 'ems' }),
  trackingNo: text('邮件号', { max: 40 }),
  sentOn: date('寄出日期', { preset: 'today' }),
  proof: attachment('回执、存根照片', { optional: true, max: 4 }),
  closing: stamp('结果登记'),
  status: stages('状态', {
    sent: { label: '已寄出', next: { deliver: 'delivered', return: 'returned' } },
    delivered: { label: '已妥投' },
    returned: { label: '已退回' },
  }),
})

declare module '#engine' {
  interface Forms {
    'mail-dispatches': typeof mailDispatch
  }
}

const senders = ['clerk', 'supervisor'] as const

export default mailDispatch.procedure({
  kind: 'register',
  area: 'arrears',
  code: 'C16',
  source: '《物业服务费用催缴管理作业指导书》',
  aliases: ['挂号信寄发记录', 'EMS 寄发记录'],
  label: 'trackingNo',
  paper: {
    邮件: [
      ['notice', 'letter', 'lawyerLetter'],
      ['addressee', 'address'],
      ['carrier', 'trackingNo', 'sentOn'],
    ],
    结果: [['status', 'closing'], ['proof']],
  },
  list: {
    columns: ['trackingNo', 'carrier', 'addressee', 'address', 'sentOn', 'letter', 'lawyerLetter', 'status'],
    filters: ['status', 'carrier', 'sentOn', 'letter', 'lawyerLetter', 'notice'],
    sort: '-sentOn',
    search: ['addressee', 'trackingNo'],
  },
  views: { open: { label: '未反馈', query: 'status=sent&_sort=sentOn' } },
  may: { read: arrearsReaders, create: senders, edit: { sent: senders }, export: senders },
  checks: [
    ({ notice, letter, lawyerLetter }) =>
      [notice, letter, lawyerLetter].filter((one) => one !== null).length === 1 || [
        'letter',
        '请选择所寄的一份：缴费通知单、催费通知书或律师函',
      ],
  ],
  unique: [{ blanks: ['trackingNo'], says: '该邮件号已经登记' }],
  actions: {
    deliver: { label: '妥投', by: senders, offers: ['proof'], stamps: 'closing' },
    return: { label: '退回', by: senders, offers: ['proof'], stamps: 'closing' },
  },
})
