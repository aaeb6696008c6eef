import {
  attachment,
  choice,
  copied,
  date,
  form,
  kept,
  money,
  note,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
} from '#engine'
import { patrollers, renovationExporters, violationTypes } from '../clauses/renovation.ts'
import { correctWorks, markLate, stopWorks, toldViolation } from '../clauses/renovation-works.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 装修违规整改单 — what must be put right by a day; not put right, the works stop and the deposit pays. */
export const renovationViolation = form('renovation-violations', '装修违规整改单', {
  number: serial('单号', 'ZXWZ-{yyyy}{MM}-{0000}'),
  application: ref('renovation-applications', '装修申请'),
  room: copied(ref('properties', '房号'), 'application.room'),
  building: copied(text('楼栋'), 'application.building'),
  contractor: copied(ref('contractors', '施工单位', { optional: true }), 'application.contractor'),
  patrol: ref('renovation-patrols', '巡查记录', { optional: true }),
  foundOn: date('发现日期', { preset: 'today' }),
  type: choice('违规类别', violationTypes),
  detail: note('违规情况', { max: 500 }),
  photos: attachment('现场照片', { optional: true, max: 9, early: true }),
  demand: note('整改要求', { max: 500, optional: true, early: true }),
  dueOn: date('整改期限', { optional: true, early: true }),
  toldTo: text('签收人（业主或负责人）', { max: 40, optional: true }),
  telling: stamp('告知'),
  late: kept(tick('逾期未改', { preset: false }), false),
  stopOrder: stamp('停工通知'),
  penalty: money('拟扣款', { optional: true, min: 1 }),
  deducted: kept(money('已扣款', { min: 0 }), 0),
  after: attachment('整改后照片', { optional: true, max: 9 }),
  recheck: stamp('复查'),
  status: stages('状态', {
    draft: { label: '待告知', next: { notify: 'told' } },
    told: {
      label: '整改中',
      next: { 'recheck-ok': 'closed', 'not-corrected': 'stop-work', penalise: 'deducted' },
    },
    'stop-work': { label: '停工', next: { correct: 'closed', penalise: 'deducted' } },
    deducted: { label: '已扣款待整改', next: { correct: 'closed', 'not-corrected': 'stop-work' } },
    closed: { label: '已整改' },
  }),
})

declare module '#engine' {
  interface Forms {
    'renovation-violations': typeof renovationViolation
  }
}

const managers = ['service-manager', 'engineering-manager'] as const

export default renovationViolation.procedure({
  kind: 'form',
  area: 'renovation',
  code: 'E11',
  source: '《物业客服工作流程》装修；《岗位职责》；《收退作业流程》四',
  aliases: ['违章处分及整改', '装修违章整改通知书', '停工通知'],
  label: ({ number, type }) => [violationTypes[type], number].filter(Boolean).join(' '),
  paper: {
    违规: [
      ['number', 'application', 'room', 'building'],
      ['contractor', 'patrol', 'foundOn', 'type'],
      ['detail'],
      ['photos'],
    ],
    整改: [['demand'], ['dueOn', 'toldTo', 'telling', 'late']],
    处理: [
      ['stopOrder', 'penalty', 'deducted'],
      ['after', 'recheck', 'status'],
    ],
  },
  list: {
    columns: ['number', 'room', 'type', 'detail', 'foundOn', 'dueOn', 'late', 'deducted', 'status'],
    filters: ['status', 'application', 'room', 'building', 'contractor', 'type', 'foundOn', 'dueOn', 'late'],
    sort: '-number',
    totals: ['deducted'],
    search: ['room', 'detail', 'contractor'],
  },
  views: {
    open: { label: '未整改', query: 'status=told&status=stop-work&status=deducted&_sort=dueOn' },
    late: { label: '逾期未改', query: 'status=told&dueOn_lt=today&_sort=dueOn' },
    stopped: { label: '停工整改', query: 'status=stop-work' },
  },
  due: { told: 'dueOn', 'stop-work': 'dueOn', deducted: 'dueOn' },
  waits: {
    untold: { label: '待告知的违规', query: 'status=draft', for: ['clerk', 'decoration-officer'], due: 'foundOn' },
  },
  daily: { late: { label: '装修违规逾期未改', code: 'W19', work: markLate } },
  may: {
    read: 'everyone',
    create: [...patrollers, 'supervisor'],
    edit: { draft: [...patrollers, 'supervisor'] },
    remove: [...patrollers, 'supervisor'],
    export: renovationExporters,
  },
  scope: byBuilding,
  checks: [({ dueOn, foundOn }) => dueOn === null || dueOn >= foundOn || ['dueOn', '整改期限不得早于发现日期']],
  actions: {
    notify: {
      label: '告知并签收',
      by: [...patrollers, 'supervisor'],
      asks: ['photos', 'demand', 'dueOn', 'toldTo'],
      stamps: 'telling',
      effects: toldViolation,
    },
    'recheck-ok': { label: '复查合格', by: patrollers, asks: ['after'], stamps: 'recheck', effects: correctWorks },
    'not-corrected': {
      label: '未整改，停工',
      by: managers,
      offers: ['penalty'],
      stamps: 'stopOrder',
      danger: true,
      guard: ({ dueOn }, { today }) => dueOn === null || dueOn < today || `整改期限 ${dueOn} 尚未过`,
      effects: stopWorks,
    },
    correct: { label: '已整改', by: patrollers, asks: ['after'], stamps: 'recheck', effects: correctWorks },
    penalise: { label: '扣款', by: 'office', asks: ['deducted'] },
  },
  void: { from: ['told'], by: [...patrollers, 'supervisor'], confirmedBy: managers, effects: correctWorks },
  print: { size: 'A5', copies: ['业主', '客服'], sign: { 告知人: 'telling', 复查人: 'recheck', 业主或负责人: 'pen' } },
})
