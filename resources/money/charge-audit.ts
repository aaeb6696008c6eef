import { choice, choices, computed, date, form, kept, lines, note, ref, serial, stages, stamp, whole } from '#engine'
import { auditScopes } from '../clauses/fees.ts'
import { moneyExporters } from '../clauses/persons.ts'

/** On which desk an error is looked for, and who sits there. */
const levels = { supervisor: '客服主管', cashier: '出纳', accountant: '会计', 'project-manager': '项目经理' } as const
const auditors = Object.keys(levels) as (keyof typeof levels)[]

/** 收费审核记录 — each looks over the charges of the desk before his and signs for his own level. */
export const chargeAudit = form('charge-audits', '收费审核记录', {
  number: serial('单号', 'SH-{yyyy}{MM}-{0000}'),
  date: date('审核日期', { preset: 'today' }),
  level: choice('审核岗位', levels),
  scope: choices('审核内容', auditScopes),
  settlement: ref('daily-settlements', '交款单', { optional: true }),
  checked: whole('审核笔数', { min: 0 }),
  errors: lines(
    '差错',
    {
      receivable: ref('receivables', '应收费用', { optional: true }),
      receipt: ref('receipts', '收据', { optional: true }),
      error: note('差错内容', { max: 200 }),
      responsible: ref('users', '责任人', { optional: true }),
    },
    { optional: true, max: 100 },
  ),
  errorCount: computed(whole('差错数'), (slip: { errors: readonly unknown[] | null }) => slip.errors?.length ?? 0),
  remark: note('说明', { max: 500, optional: true }),
  previous: kept(ref('charge-audits', '上一岗位审核', { optional: true })),
  signing: stamp('审核人'),
  status: stages('状态', {
    draft: { label: '审核中', next: { sign: 'signed' } },
    signed: { label: '已签字' },
  }),
})

declare module '#engine' {
  interface Forms {
    'charge-audits': typeof chargeAudit
  }
}

export default chargeAudit.procedure({
  kind: 'form',
  area: 'money',
  code: 'B21',
  source: '《广州海伦堡物业 收费管理办法》第四条；《物业公司客服部客服收费退费工作程序》一',
  aliases: ['收费审核', '台账检查记录'],
  label: 'number',
  paper: {
    审核: [['number', 'date', 'level', 'settlement'], ['scope'], ['checked', 'errorCount']],
    差错: [['errors'], ['remark'], ['previous', 'signing', 'status']],
  },
  list: {
    columns: ['number', 'date', 'level', 'settlement', 'checked', 'errorCount', 'signing', 'status'],
    filters: ['status', 'date', 'level', 'errorCount', 'settlement'],
    sort: '-number',
    totals: ['checked', 'errorCount'],
  },
  views: { errors: { label: '有差错', query: 'errorCount_gt=0' } },
  may: {
    read: [...moneyExporters, 'property-manager', 'centre-manager', 'service-manager'],
    create: auditors,
    edit: { draft: auditors },
    remove: auditors,
    export: moneyExporters,
  },
  checks: [
    ({ checked, errorCount }) => errorCount <= checked || ['checked', '差错数不得多于审核笔数'],
    ({ date }, { today }) => date <= today || ['date', '不得晚于今天'],
  ],
  actions: {
    sign: {
      label: '签字',
      by: auditors,
      stamps: 'signing',
      guard: ({ level, errors }, { user }) => {
        if (!user.roles.includes(level)) return `本级审核须由${levels[level]}签字`
        const mine = (errors ?? []).some(({ responsible }) => responsible === user.id)
        return !mine || '不能审核自己的差错'
      },
      effects: async ({ id, settlement, level }, tx) => {
        if (!settlement) return
        const before = await tx.find('charge-audits', { settlement, status: 'signed' }, { sort: '-number' })
        const last = before.find((one) => one.id !== id && one.level !== level)
        if (last) await tx.update('charge-audits', id, { previous: last.id })
      },
    },
  },
  void: { from: ['signed'], by: auditors, confirmedBy: ['finance-manager', 'project-manager'] },
  print: { size: 'A4', copies: ['财务'], sign: { 审核人: 'signing' } },
})
