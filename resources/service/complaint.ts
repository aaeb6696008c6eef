import {
  attachment,
  choice,
  computed,
  copied,
  date,
  form,
  type Instant,
  instant,
  kept,
  note,
  phone,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
  whole,
} from '#engine'
import {
  answerCustomer,
  closeComplaint,
  handleAgain,
  handlers,
  levels,
  ofDepartment,
  openCallback,
  reception,
  remindOfClocks,
  reportUp,
  startClocks,
  startSolving,
  superiors,
  upgraded,
  upgradeOld,
} from '../clauses/complaints.ts'
import { satisfactions, settleContact, topics } from '../clauses/contacts.ts'
import { departments } from '../clauses/inspection.ts'
import { late } from '../clauses/minutes.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 业户投诉处理意见表 — one complaint from reception to the call afterwards; head of customer service, department, centre manager. */
export const complaints = form('complaints', '投诉处理意见表', {
  number: serial('单号', 'TS-{yyyy}{MM}-{0000}'),
  receivedAt: instant('受理时间', { preset: 'now' }),
  channel: choice(
    '投诉渠道',
    { phone: '电话', network: '网络', letter: '书信', visit: '来访', oral: '当面' },
    { preset: 'phone' },
  ),
  manner: choice('投诉形式', { oral: '口头', written: '书面' }, { preset: 'oral' }),
  contact: kept(ref('contact-records', '来访来电记录', { optional: true })),
  source: kept(ref('callback-records', '来自回访', { optional: true })),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  complainant: text('投诉人', { max: 40 }),
  phone: phone('联系电话'),
  category: choice('投诉类别', topics),
  content: note('投诉内容', { max: 1000 }),
  evidence: attachment('图片', { optional: true, max: 9 }),
  apologised: tick('已向业主致歉', { preset: true }),
  urgent: tick('紧急', { preset: false, early: true }),
  valid: kept(tick('有效投诉', { optional: true })),
  explanation: note('不成立的理由及解释', { max: 500, optional: true }),
  judging: stamp('受理人'),
  level: choice('投诉级别', levels, { optional: true }),
  grading: stamp('定级人'),
  escalated: computed(
    tick('须上级处理'),
    ({ level, urgent }: { level: keyof typeof levels | null; urgent: boolean }) =>
      urgent || level === 'major' || level === 'important',
  ),
  reportedAt: kept(instant('上报时间', { optional: true })),
  upgradedOn: kept(date('逾月升级日', { optional: true })),
  decision: note('上级批示', { max: 500, optional: true }),
  deciding: stamp('批示人'),
  department: choice('责任部门', departments, { optional: true }),
  responsible: ref('users', '责任人', { optional: true }),
  receivedOn: kept(date('受理日期', { optional: true })),
  dueOn: kept(date('当前期限', { optional: true })),
  warnedFor: kept(date('已提醒的期限', { optional: true })),
  upgradeOn: kept(date('逾月期限', { optional: true })),
  firstReplyBy: kept(instant('首次答复时限', { optional: true })),
  firstReplyAt: kept(instant('首次答复时间', { optional: true })),
  lateReply: computed(
    tick('首次答复超时'),
    ({ firstReplyAt, firstReplyBy }: { firstReplyAt: Instant | null; firstReplyBy: Instant | null }) =>
      late(firstReplyAt, firstReplyBy),
  ),
  reply: note('答复内容', { max: 500, optional: true }),
  replying: stamp('答复人'),
  appointedReplyAt: instant('约定答复时间', { optional: true }),
  solutionDueOn: kept(date('处理方案期限', { optional: true })),
  solution: note('处理方案', { max: 1000, optional: true }),
  proposing: stamp('方案提出人'),
  proposedOn: kept(date('方案日期', { optional: true })),
  lateSolution: computed(
    tick('处理方案超期'),
    ({ proposedOn, solutionDueOn }: { proposedOn: string | null; solutionDueOn: string | null }) =>
      late(proposedOn, solutionDueOn),
  ),
  result: note('处理结果', { max: 1000, optional: true }),
  cause: note('原因分析', { max: 500, optional: true }),
  solving: stamp('处理人'),
  solvedOn: kept(date('办结日期', { optional: true })),
  writtenReplyDueOn: kept(date('书面答复期限', { optional: true })),
  writtenReply: kept(ref('written-replies', '书面答复', { optional: true })),
  writtenReplyOn: kept(date('书面答复送达日', { optional: true })),
  satisfaction: choice('满意程度', satisfactions, { optional: true }),
  confirming: stamp('征询人'),
  rehandled: kept(whole('重新处理次数'), 0),
  callback: kept(ref('callback-records', '回访记录', { optional: true })),
  calledBack: kept(tick('已回访'), false),
  corrective: kept(ref('corrective-actions', '整改与预防措施', { optional: true })),
  closedOn: kept(date('关闭日期', { optional: true })),
  status: stages('状态', {
    draft: { label: '已接待', next: { 'judge-invalid': 'explained', register: 'registered' } },
    explained: { label: '已解释' },
    registered: {
      label: '已登记',
      next: { 'set-level': 'registered', decide: 'registered', assign: 'assigned', upgrade: 'registered' },
    },
    assigned: {
      label: '已交办',
      next: { 'set-level': 'assigned', decide: 'assigned', 'first-reply': 'replied', upgrade: 'assigned' },
    },
    replied: {
      label: '已答复',
      next: { 'set-level': 'replied', decide: 'replied', 'propose-solution': 'solving', upgrade: 'replied' },
    },
    solving: { label: '处理中', next: { decide: 'solving', solve: 'solved', upgrade: 'solving' } },
    solved: { label: '已处理', next: { satisfied: 'callback-due', dissatisfied: 'assigned', upgrade: 'solved' } },
    'callback-due': { label: '待回访', next: { callback: 'closed', reopen: 'assigned' } },
    closed: { label: '已关闭' },
  }),
})

declare module '#engine' {
  interface Forms {
    complaints: typeof complaints
  }
}

const manager = 'service-manager'
const desk = [...reception, manager] as const

// 3.SM: `received` is the draft. The month and the clocks are watched by timed rules; overdue is no stage.
export default complaints.procedure({
  kind: 'form',
  area: 'service',
  code: 'G01',
  source: '《物业中心业户投诉处理流程》；《工作流程表格》办理业户投诉流程；《小区物业客服工作流程》',
  aliases: ['业户投诉处理意见表', '住户投诉意见表', '客户投诉/建议/建议办理表', '客户投诉受理单'],
  label: 'number',
  paper: {
    投诉: [
      ['number', 'receivedAt', 'channel', 'status'],
      ['complainant', 'phone', 'manner'],
      ['room', 'building', 'category'],
      ['urgent', 'apologised'],
      ['content'],
      ['evidence', 'contact', 'source'],
    ],
    受理: [
      ['valid', 'judging', 'receivedOn', 'level', 'grading'],
      ['explanation'],
      ['escalated', 'reportedAt'],
      ['decision', 'deciding'],
      ['department', 'responsible', 'dueOn'],
      ['upgradeOn', 'upgradedOn', 'warnedFor'],
    ],
    答复: [
      ['firstReplyBy', 'firstReplyAt'],
      ['lateReply', 'appointedReplyAt'],
      ['reply', 'replying'],
      ['writtenReply', 'writtenReplyDueOn', 'writtenReplyOn'],
    ],
    处理: [
      ['solution', 'proposing'],
      ['solutionDueOn', 'proposedOn', 'lateSolution'],
      ['result', 'solving', 'solvedOn'],
      ['cause'],
    ],
    回访: [
      ['satisfaction', 'confirming', 'rehandled'],
      ['callback', 'calledBack', 'corrective', 'closedOn'],
    ],
  },
  list: {
    columns: ['number', 'receivedAt', 'room', 'complainant', 'category', 'level', 'department', 'dueOn', 'status'],
    filters: [
      ...(['status', 'category', 'level', 'urgent', 'escalated', 'department', 'responsible', 'channel'] as const),
      ...(['room', 'building', 'valid', 'receivedAt', 'receivedOn', 'dueOn', 'upgradeOn', 'solvedOn'] as const),
      ...(['lateReply', 'lateSolution', 'satisfaction', 'calledBack', 'rehandled', 'manner'] as const),
    ],
    sort: '-receivedAt',
    search: ['complainant', 'room', 'content'],
  },
  views: {
    mine: { label: '我负责的投诉', query: 'responsible=me&status=assigned&status=replied&status=solving' },
    overdue: {
      label: '超期的投诉',
      query: 'status=registered&status=assigned&status=replied&status=solving&dueOn_lt=today&_sort=dueOn',
    },
    grave: { label: '重大、重要、紧急投诉', query: 'escalated=true&closedOn_null=true&_sort=receivedAt' },
    invalid: { label: '已解释（不成立）', query: 'status=explained' },
    again: { label: '重新处理的投诉', query: 'rehandled_gt=0' },
  },
  waits: {
    decide: {
      label: '待批示的投诉',
      query: 'escalated=true&decision_null=true&status=registered&status=assigned&status=replied',
      for: superiors,
      due: 'dueOn',
    },
    mine: {
      label: '我负责的投诉',
      query: 'responsible=me&status=assigned&status=replied&status=solving',
      for: 'everyone',
      due: 'dueOn',
    },
  },
  due: { '': 'dueOn' },
  daily: {
    clocks: { label: '投诉时限提醒', code: 'R012', work: remindOfClocks },
    upgrade: { label: '逾月未解决的投诉升级为重大', code: 'R017', work: upgradeOld },
  },
  may: {
    read: 'everyone',
    create: [...desk, 'centre-manager'],
    edit: { draft: desk },
    export: ['supervisor', manager, 'centre-manager', 'data-clerk'],
  },
  scope: byBuildingOrOutside,
  actions: {
    'judge-invalid': {
      label: '不成立，已解释',
      by: desk,
      asks: ['explanation'],
      stamps: 'judging',
      effects: async (slip, tx) => {
        await tx.update('complaints', slip.id, { valid: false, receivedOn: tx.today })
        await settleContact(slip.contact, tx, `投诉不成立，已向业户解释：${slip.explanation}`.slice(0, 500))
      },
    },
    register: { label: '登记', by: desk, stamps: 'judging', effects: startClocks },
    'set-level': {
      label: '定级',
      by: manager,
      asks: ['level'],
      offers: ['urgent'],
      stamps: 'grading',
      effects: reportUp,
    },
    decide: {
      label: '上级批示',
      by: superiors,
      asks: ['decision'],
      stamps: 'deciding',
      guard: ({ escalated }) => escalated || '轻微投诉由责任部门处理，不需批示',
    },
    assign: {
      label: '交办',
      by: manager,
      asks: ['department'],
      offers: ['responsible', 'appointedReplyAt'],
      guard: ({ level }) => level !== null || '请先定级',
      effects: startSolving,
    },
    'first-reply': {
      label: '答复业户',
      by: [...new Set([...desk, ...handlers])],
      asks: ['reply'],
      offers: ['appointedReplyAt'],
      stamps: 'replying',
      effects: async (slip, tx) => {
        const { solutionDueOn, firstReplyAt } = slip
        await tx.update('complaints', slip.id, { dueOn: solutionDueOn, firstReplyAt: firstReplyAt ?? tx.now })
        await answerCustomer(slip, tx, slip.reply)
      },
    },
    'propose-solution': {
      label: '提出处理方案',
      by: handlers,
      asks: ['solution'],
      offers: ['appointedReplyAt'],
      stamps: 'proposing',
      guard: (slip, { user }) =>
        slip.escalated && slip.decision === null ? '重大、重要、紧急投诉须先经上级批示' : ofDepartment(slip, user),
      effects: (slip, tx) => tx.update('complaints', slip.id, { proposedOn: tx.today }),
    },
    solve: {
      label: '处理完毕',
      by: handlers,
      asks: ['result'],
      offers: ['cause'],
      stamps: 'solving',
      guard: (slip, { user }) => ofDepartment(slip, user),
      effects: async (slip, tx) => {
        await tx.update('complaints', slip.id, { solvedOn: tx.today })
        await answerCustomer(slip, tx, slip.result)
      },
    },
    satisfied: {
      label: '业户满意',
      by: desk,
      asks: ['satisfaction'],
      stamps: 'confirming',
      guard: ({ satisfaction }) => satisfaction !== 'dissatisfied' || '业户不满意的，请办理「业户不满意」重新处理',
      unless: async ({ manner, writtenReply }, reader) => {
        if (manner === 'oral' || writtenReply === null) return []
        const { status, number } = await reader.get('written-replies', writtenReply)
        if (status === 'delivered') return []
        return [
          {
            message: `书面投诉须正式书面答复，${number ?? '书面答复'}尚未送达`,
            resource: 'written-replies',
            id: writtenReply,
          },
        ]
      },
      effects: openCallback,
    },
    dissatisfied: { label: '业户不满意', by: desk, reason: true, stamps: 'confirming', effects: handleAgain },
    callback: { label: '回访后关闭', by: 'office', effects: closeComplaint },
    reopen: { label: '回访不满意，重新处理', by: 'office', effects: handleAgain },
    upgrade: { label: '逾月升级为重大', by: 'office', effects: upgraded },
  },
  void: {
    from: ['registered', 'assigned', 'replied', 'solving', 'solved'],
    by: manager,
    confirmedBy: 'centre-manager',
    effects: (slip, tx) => settleContact(slip.contact, tx, '投诉重复登记，已作废'),
  },
  print: {
    size: 'A4',
    copies: ['客服部', '责任部门'],
    sign: { 受理人: 'judging', 客服经理: 'grading', 处理人: 'solving', 业户: 'pen', 上级: 'deciding' },
  },
})
