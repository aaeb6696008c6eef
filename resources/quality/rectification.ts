import {
  attachment,
  choice,
  date,
  form,
  kept,
  note,
  type RecordOf,
  ref,
  serial,
  stages,
  stamp,
  type Tx,
  text,
  type User,
  whole,
} from '#engine'
import { correctors, departments, inspectors } from '../clauses/inspection.ts'
import { escalateOverdue } from '../clauses/inspection-plans.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 整改/复检记录 — a problem that a round has found: sent to a department, put right, and looked at again by somebody else. */
export const rectifications = form('rectifications', '整改记录', {
  number: serial('单号', 'ZG-{yyyy}{MM}-{0000}'),
  inspection: ref('inspection-records', '巡检记录', { optional: true }),
  building: text('楼栋', { max: 10, optional: true, copy: 'inspection.building' }),
  place: text('部位', { max: 100 }),
  item: text('检查项目', { max: 80 }),
  problem: note('存在问题', { max: 500 }),
  severity: choice('严重程度', { major: '重大', ordinary: '一般' }, { preset: 'ordinary' }),
  department: choice('责任部门', departments),
  demand: note('整改要求', { max: 500, optional: true }),
  dueOn: date('整改期限', { optional: true }),
  before: attachment('整改前照片', { optional: true, max: 9 }),
  explanation: note('整改情况', { max: 500, optional: true }),
  after: attachment('复检照片', { optional: true, max: 9 }),
  failures: kept(whole('复检不合格次数'), 0),
  notice: stamp('派发'),
  correction: stamp('整改人'),
  recheck: stamp('复检人'),
  status: stages('状态', {
    draft: { label: '待派发', next: { notify: 'notified' } },
    notified: { label: '已通知', next: { start: 'in-progress', escalate: 'escalated' } },
    'in-progress': { label: '整改中', next: { correct: 'corrected', escalate: 'escalated' } },
    corrected: { label: '待复检', next: { pass: 'closed', fail: 'in-progress' } },
    escalated: { label: '已上报', next: { resume: 'in-progress' } },
    closed: { label: '已关闭' },
  }),
})

declare module '#engine' {
  interface Forms {
    rectifications: typeof rectifications
  }
}

type Rectification = RecordOf<'rectifications'>
const everyCorrector = Object.values(correctors).flat()
const ofDepartment = ({ department }: Rectification, { roles }: User) =>
  correctors[department].some((role) => roles.includes(role)) || `由${departments[department]}整改`

const open = ['draft', 'notified', 'in-progress', 'corrected', 'escalated'] as const

/** The round is closed with its last rectification; the round's row is held, so that two last ones see each other. */
async function settleRound(slip: Rectification, tx: Tx): Promise<void> {
  if (slip.inspection === null) return
  const round = await tx.get('inspection-records', slip.inspection)
  const left = await tx.find('rectifications', { inspection: round.id, status: open }, { limit: 1 })
  if (left.length === 0 && round.status === 'forwarded') await tx.perform('inspection-records', round.id, 'settle')
}

// Left out of 3.SM: overdue is no stage, it follows from the day; checks J06 and J12 open none yet.
export default rectifications.procedure({
  kind: 'form',
  area: 'quality',
  code: 'J03',
  source: '《物业管家每日工作内容》复检；《编写物业作业指导书》',
  aliases: ['整改/复检记录', '整改通知'],
  label: 'number',
  paper: {
    问题: [['number', 'inspection', 'severity', 'status'], ['building', 'place', 'item'], ['problem'], ['before']],
    整改: [['department', 'dueOn'], ['demand'], ['explanation'], ['after']],
    办理: [['notice', 'correction', 'recheck', 'failures']],
  },
  list: {
    columns: ['number', 'building', 'place', 'item', 'department', 'dueOn', 'severity', 'status'],
    filters: ['status', 'department', 'severity', 'building', 'dueOn', 'inspection'],
    sort: ['-number', 'dueOn'],
    search: ['place', 'item'],
  },
  views: {
    waiting: { label: '待派发', query: 'status=draft' },
    overdue: { label: '逾期未整改', query: 'status=notified&status=in-progress&dueOn_lt=today&_sort=dueOn' },
    recheck: { label: '待复检', query: 'status=corrected' },
  },
  may: { read: 'everyone', create: inspectors, edit: { draft: inspectors } },
  scope: byBuildingOrOutside,
  due: { notified: 'dueOn', 'in-progress': 'dueOn' },
  waits: { escalated: { label: '已上报待责令', query: 'status=escalated', for: ['supervisor', 'service-manager'] } },
  daily: { overdue: { label: '逾期未整改的上报客服主管', code: 'J03', work: escalateOverdue } },
  actions: {
    notify: {
      label: '派发',
      by: ['service-manager', 'supervisor', 'clerk', 'steward', 'area-officer', 'property-officer'],
      asks: ['department', 'dueOn', 'demand'],
      stamps: 'notice',
      guard: ({ dueOn }, { today }) => dueOn === null || dueOn >= today || '整改期限不得早于今天',
    },
    start: { label: '开始整改', by: everyCorrector, guard: (slip, { user }) => ofDepartment(slip, user) },
    correct: {
      label: '整改完毕',
      by: everyCorrector,
      asks: ['explanation'],
      stamps: 'correction',
      guard: (slip, { user }) => ofDepartment(slip, user),
    },
    pass: {
      label: '复检合格',
      by: inspectors,
      offers: ['after'],
      stamps: 'recheck',
      guard: ({ correction }, { user }) => correction?.user !== user.id || '复检人与整改人不得为同一人',
      effects: settleRound,
    },
    fail: {
      label: '复检不合格',
      by: inspectors,
      offers: ['after', 'dueOn'],
      reason: true,
      guard: ({ correction }, { user }) => correction?.user !== user.id || '复检人与整改人不得为同一人',
      effects: (slip, tx) => tx.update('rectifications', slip.id, { failures: slip.failures + 1 }),
    },
    escalate: {
      label: '逾期上报',
      by: inspectors,
      optional: true,
      guard: ({ dueOn }, { today }) => (dueOn !== null && dueOn < today) || '还没有超过整改期限',
    },
    resume: {
      label: '责令整改',
      by: ['supervisor', 'service-manager'],
      asks: ['dueOn'],
      offers: ['department', 'demand'],
      reason: true,
    },
  },
  void: { from: ['notified'], by: inspectors, confirmedBy: ['supervisor', 'service-manager'], effects: settleRound },
  print: {
    size: 'A5',
    copies: ['客服部', '责任部门'],
    sign: { 派发: 'notice', 整改人: 'correction', 复检人: 'recheck' },
  },
})
