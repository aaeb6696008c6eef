import {
  attachment,
  choice,
  date,
  form,
  instant,
  kept,
  lines,
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
import { departments } from '../clauses/inspection.ts'
import { another } from '../clauses/persons.ts'
import {
  isOfDepartment,
  majorDefects,
  noteProgress,
  publicRules,
  recallPublic,
  setDue,
  settleFinding,
} from '../clauses/repairs-public.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 客户服务部工作单 — a public facility: found, written, signed for, verified, done, accepted by us and by the owner. */
export const serviceWorkOrders = form('service-work-orders', '客户服务部工作单', {
  number: serial('单号', 'GD-{yyyy}{MM}-{0000}'),
  source: choice('来源', { patrol: '巡检发现', owner: '业主反映' }, { preset: 'patrol' }),
  rectification: ref('rectifications', '整改记录', { optional: true }),
  foundAt: instant('发现时间', { preset: 'now' }),
  reporter: text('反映人', { max: 40 }),
  phone: phone('联系电话', { optional: true }),
  room: ref('properties', '房号', { optional: true }),
  building: text('楼栋', { max: 10, optional: true, copy: 'rectification.building', hint: '不填为整个园区' }),
  place: text('部位', { max: 100, copy: 'rectification.place' }),
  problem: note('存在问题', { max: 500, copy: 'rectification.problem' }),
  photos: attachment('照片', { optional: true, max: 9 }),
  defect: choice('重大缺陷', majorDefects, { optional: true }),
  urgent: tick('紧急', { preset: false }),
  major: kept(tick('必须回访'), false),
  department: choice('责任部门', departments, { preset: 'engineering' }),
  requiredBy: date('要求完成', { optional: true }),
  writing: stamp('填单'),
  collection: stamp('领单部门签收'),
  verification: stamp('客服主管核实'),
  verified: note('核实情况', { max: 500, optional: true }),
  latest: note('最新进展', { max: 300, optional: true }),
  progress: kept(
    lines(
      '处理进展',
      { on: date('日期'), who: text('经办', { max: 40 }), said: note('进展', { max: 300 }) },
      { optional: true, max: 60 },
    ),
  ),
  result: note('处理结果', { max: 500, optional: true }),
  after: attachment('完工照片', { optional: true, max: 9 }),
  finishing: stamp('完工'),
  finishedOn: kept(date('完工日期', { optional: true })),
  overran: kept(tick('逾期'), false),
  failures: kept(whole('验收不合格次数', { min: 0 }), 0),
  selfAcceptance: stamp('客服验收'),
  signedBy: text('业主签字', { max: 40, optional: true }),
  signature: attachment('签字照片', { optional: true, max: 3 }),
  acceptance: stamp('业主验收（经办）'),
  acceptedOn: kept(date('验收日期', { optional: true })),
  calledBack: kept(tick('已回访'), false),
  status: stages('状态', {
    draft: { label: '已发现', next: { write: 'written' } },
    written: { label: '已填单', next: { collect: 'collected' } },
    collected: { label: '已签收', next: { verify: 'verified', follow: 'collected', finish: 'done' } },
    verified: { label: '已核实', next: { follow: 'verified', finish: 'done' } },
    done: { label: '已完工', next: { accept: 'self-accepted', refuse: 'collected' } },
    'self-accepted': { label: '客服已验收', next: { sign: 'accepted', fail: 'collected' } },
    accepted: { label: '业主已验收', next: { archive: 'archived', close: 'archived', rework: 'collected' } },
    archived: { label: '已归档', next: { rework: 'collected' } },
  }),
})

declare module '#engine' {
  interface Forms {
    'service-work-orders': typeof serviceWorkOrders
  }
}

const service = ['clerk', 'supervisor', 'steward'] as const
const finders = [...service, 'area-officer', 'property-officer', 'service-manager'] as const
const collectors = [
  'engineering-supervisor',
  'engineering-manager',
  'security-manager',
  'environment-supervisor',
  'supervisor',
] as const
const workers = ['engineer', 'guard', 'clerk', ...collectors] as const

export default serviceWorkOrders.procedure({
  kind: 'form',
  area: 'repairs',
  code: 'F08',
  source: '《物业客服部工作流程表格》公共设施维修；《物业客服部作业指导书》',
  aliases: ['工作单', '公共设施维修单'],
  label: 'number',
  paper: {
    发现: [
      ['number', 'source', 'rectification', 'status'],
      ['foundAt', 'reporter', 'phone', 'room'],
      ['building', 'place'],
      ['problem'],
      ['photos'],
      ['defect', 'urgent', 'major'],
    ],
    派单: [['department', 'requiredBy', 'writing', 'collection'], ['verified'], ['verification']],
    处理: [['latest'], ['progress'], ['result'], ['after'], ['finishing', 'finishedOn', 'overran', 'failures']],
    验收: [
      ['selfAcceptance', 'signedBy', 'acceptance', 'acceptedOn'],
      ['signature', 'calledBack'],
    ],
  },
  list: {
    columns: ['number', 'source', 'building', 'place', 'problem', 'department', 'requiredBy', 'overran', 'status'],
    filters: [
      'status',
      'source',
      'department',
      'building',
      'room',
      'major',
      'urgent',
      'overran',
      'failures',
      'foundAt',
      'requiredBy',
      'finishedOn',
      'acceptedOn',
      'calledBack',
      'rectification',
    ],
    sort: '-number',
    search: ['place', 'problem', 'reporter'],
  },
  views: {
    receipts: {
      label: '客户服务部工作单签收表',
      code: 'F09',
      aliases: ['工作单签收表'],
      query: 'status_ne=draft&_sort=number&_order=desc',
      columns: ['number', 'department', 'writing', 'collection', 'finishing', 'status'],
    },
    toCollect: { label: '待签收', query: 'status=written' },
    toVerify: { label: '待核实的业主反映', query: 'status=collected&source=owner' },
    overran: { label: '逾期未完工', query: 'overran=true&status=written&status=collected&status=verified' },
    toAccept: { label: '待验收', query: 'status=done&status=self-accepted' },
    major: { label: '重大紧急工程', query: 'major=true' },
  },
  due: { written: 'requiredBy', collected: 'requiredBy', verified: 'requiredBy' },
  daily: publicRules,
  may: { read: 'everyone', create: finders, edit: { draft: finders }, remove: service },
  scope: byBuildingOrOutside,
  checks: [
    ({ source, phone: telephone }) => source !== 'owner' || telephone !== null || ['phone', '业主反映的须填写联系电话'],
  ],
  actions: {
    write: { label: '填单', by: service, stamps: 'writing', offers: ['requiredBy'], effects: setDue },
    collect: {
      label: '签收领单',
      by: collectors,
      stamps: 'collection',
      guard: (slip, { user }) => isOfDepartment(slip, user),
    },
    verify: {
      label: '现场核实',
      by: 'supervisor',
      asks: ['verified'],
      stamps: 'verification',
      guard: ({ source }) => source === 'owner' || '巡检发现的不需核实',
    },
    follow: { label: '登记进展', by: workers, asks: ['latest'], effects: noteProgress },
    finish: {
      label: '完工',
      by: workers,
      asks: ['result'],
      offers: ['after'],
      stamps: 'finishing',
      guard: ({ source, verification }) =>
        source === 'patrol' || verification !== null || '业主反映的须先由客服主管现场核实',
      effects: ({ id }, tx) => tx.update('service-work-orders', id, { finishedOn: tx.today }),
    },
    accept: {
      label: '客服验收合格',
      by: service,
      stamps: 'selfAcceptance',
      guard: ({ finishing }, { user }) => another(user, [finishing?.user], '验收人与完工人不得为同一人'),
    },
    refuse: { label: '客服验收不合格', by: service, reason: true, effects: recallPublic },
    sign: {
      label: '业主验收签字',
      by: service,
      asks: ['signedBy'],
      offers: ['signature'],
      stamps: 'acceptance',
      effects: settleFinding,
    },
    fail: { label: '业主验收不合格', by: service, reason: true, effects: recallPublic },
    archive: {
      label: '归档',
      by: service,
      guard: ({ major, calledBack, phone: telephone }) =>
        !major || calledBack || telephone === null || '重大、紧急的公共维修须先回访',
    },
    close: { label: '回访后归档', by: 'office' },
    rework: { label: '返工', by: 'office', effects: recallPublic },
  },
  void: { from: ['written', 'collected'], by: service, confirmedBy: ['supervisor', 'service-manager'] },
  print: {
    copies: ['客服部', '责任部门'],
    sign: { 填单: 'writing', 领单部门: 'collection', 完工: 'finishing', 客服验收: 'selfAcceptance', 业主: 'pen' },
  },
})
