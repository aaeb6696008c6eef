import {
  choice,
  computed,
  date,
  form,
  kept,
  note,
  type RecordOf,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
  type User,
  whole,
} from '#engine'
import { handlers } from '../clauses/complaints.ts'
import { remindOfCorrections } from '../clauses/complaints-after.ts'
import { correctors, departments } from '../clauses/inspection.ts'

/** 整改与预防措施 — why it happened, what puts it right, and what keeps it from happening again; verified by the head of customer service. */
export const correctiveActions = form('corrective-actions', '整改与预防措施', {
  number: serial('单号', 'YF-{yyyy}{MM}-{0000}'),
  source: choice('来源', { complaint: '投诉', survey: '意见调查', inspection: '巡检', callback: '回访' }),
  complaint: ref('complaints', '投诉单', { optional: true }),
  survey: ref('survey-reports', '意见征询报告', { optional: true }),
  rectification: ref('rectifications', '整改记录', { optional: true }),
  callback: ref('callback-records', '回访记录', { optional: true }),
  cause: note('原因分析', { max: 1000 }),
  correction: note('纠正措施', { max: 1000, optional: true }),
  prevention: note('预防措施', { max: 1000, optional: true }),
  department: choice('责任部门', departments),
  owner: ref('users', '责任人', { optional: true }),
  dueOn: date('完成期限', { optional: true }),
  issuing: stamp('下达人'),
  explanation: note('落实情况', { max: 1000, optional: true }),
  carryingOut: stamp('落实人'),
  finding: note('验证情况', { max: 500, optional: true }),
  effective: kept(tick('有效', { optional: true })),
  verifying: stamp('验证人'),
  verifiedOn: kept(date('验证日期', { optional: true })),
  reopened: kept(whole('重新落实次数'), 0),
  remindedFor: kept(date('已提醒的期限', { optional: true })),
  late: computed(
    tick('逾期完成'),
    ({ verifiedOn, dueOn }: { verifiedOn: string | null; dueOn: string | null }) =>
      verifiedOn !== null && dueOn !== null && verifiedOn > dueOn,
  ),
  remark: text('备注', { max: 200, optional: true }),
  status: stages('状态', {
    draft: { label: '待制订', next: { issue: 'open' } },
    open: { label: '落实中', next: { finish: 'done' } },
    done: { label: '待验证', next: { verify: 'verified', reopen: 'open' } },
    verified: { label: '已验证' },
  }),
})

declare module '#engine' {
  interface Forms {
    'corrective-actions': typeof correctiveActions
  }
}

type Corrective = RecordOf<'corrective-actions'>
const makers = ['supervisor', 'service-manager', 'centre-manager'] as const
const pointers = ['complaint', 'survey', 'rectification', 'callback'] as const
const pointerOf = {
  complaint: 'complaint',
  survey: 'survey',
  inspection: 'rectification',
  callback: 'callback',
} as const
const his = ({ department, owner }: Corrective, { id, roles }: User) =>
  owner === id || correctors[department].some((role) => roles.includes(role)) || `由${departments[department]}落实`

export default correctiveActions.procedure({
  kind: 'form',
  area: 'service',
  code: 'G06',
  source: '《工作流程表格》办理业户投诉流程；《客服制度及内容》预防与纠正措施；《小区物业客服工作流程》',
  aliases: ['预防与纠正措施'],
  label: 'number',
  paper: {
    来源: [['number', 'source', 'status'], ['complaint', 'survey', 'rectification', 'callback'], ['cause']],
    措施: [['correction'], ['prevention'], ['department', 'owner', 'dueOn', 'issuing']],
    落实: [
      ['explanation'],
      ['carryingOut', 'reopened', 'late', 'remindedFor'],
      ['finding'],
      ['effective', 'verifying', 'verifiedOn'],
      ['remark'],
    ],
  },
  list: {
    columns: ['number', 'source', 'department', 'owner', 'cause', 'dueOn', 'status'],
    filters: ['status', 'source', 'department', 'owner', 'dueOn', 'complaint', 'effective', 'late', 'verifiedOn'],
    sort: ['-number', 'dueOn'],
    search: ['cause'],
  },
  views: {
    overdue: { label: '逾期未落实', query: 'status=open&dueOn_lt=today&_sort=dueOn' },
    mine: { label: '我负责的措施', query: 'owner=me&status=open&_sort=dueOn' },
  },
  waits: {
    mine: { label: '待落实的整改与预防措施', query: 'owner=me&status=open', for: 'everyone', due: 'dueOn' },
  },
  due: { open: 'dueOn' },
  daily: { overdue: { label: '整改与预防措施逾期提醒', code: 'W25', work: remindOfCorrections } },
  may: { read: 'everyone', create: makers, edit: { draft: makers }, remove: 'service-manager' },
  checks: [
    (slip) => {
      const wanted = pointerOf[slip.source]
      const wrong = pointers.find((one) => slip[one] !== null && one !== wanted)
      return wrong === undefined || [wrong, '只填写所选来源的单据']
    },
  ],
  actions: {
    issue: {
      label: '下达',
      by: makers,
      asks: ['correction', 'prevention', 'dueOn'],
      offers: ['owner'],
      stamps: 'issuing',
      guard: ({ dueOn }, { today }) => dueOn === null || dueOn >= today || '完成期限不得早于今天',
    },
    finish: {
      label: '落实完毕',
      by: handlers,
      asks: ['explanation'],
      stamps: 'carryingOut',
      guard: (slip, { user }) => his(slip, user),
    },
    verify: {
      label: '验证有效',
      by: 'service-manager',
      offers: ['finding'],
      stamps: 'verifying',
      guard: ({ carryingOut }, { user }) => carryingOut?.user !== user.id || '验证人与落实人不得为同一人',
      effects: (slip, tx) => tx.update('corrective-actions', slip.id, { effective: true, verifiedOn: tx.today }),
    },
    reopen: {
      label: '无效，重新落实',
      by: 'service-manager',
      asks: ['finding'],
      offers: ['dueOn'],
      effects: (slip, tx) =>
        tx.update('corrective-actions', slip.id, { effective: false, reopened: slip.reopened + 1 }),
    },
  },
  void: { from: ['open'], by: makers, confirmedBy: ['service-manager', 'centre-manager'] },
  print: {
    size: 'A4',
    copies: ['客服部', '责任部门'],
    sign: { 下达人: 'issuing', 落实人: 'carryingOut', 验证人: 'verifying' },
  },
})
