import {
  attachment,
  choice,
  computed,
  copied,
  date,
  form,
  instant,
  kept,
  lines,
  ref,
  serial,
  stages,
  stamp,
  text,
  whole,
} from '#engine'
import { duties, patrollers, violationTypes } from '../clauses/renovation.ts'
import { itemsFor, notUnderWay, planPatrols, reportPatrol } from '../clauses/renovation-patrols.ts'
import { byBuilding } from '../clauses/scope.ts'

type Results = { readonly lines: readonly { readonly result: string | null }[] | null }

/** 装修巡查记录 — one look at a decoration, by the list; what breaks the rules becomes a notice to put right. */
export const renovationPatrol = form('renovation-patrols', '装修巡查', {
  number: serial('单号', 'ZXXC-{yyyy}{MM}-{0000}'),
  application: ref('renovation-applications', '装修申请'),
  room: copied(ref('properties', '房号'), 'application.room'),
  building: copied(text('楼栋'), 'application.building'),
  duty: choice('巡查岗位', duties, { preset: 'service' }),
  plannedOn: date('应巡日期', { preset: 'today' }),
  template: ref('inspection-templates', '检查清单', { optional: true }),
  lines: lines(
    '巡查项目',
    {
      code: text('编号', { max: 10 }),
      item: text('项目', { max: 60 }),
      standard: text('标准', { max: 100 }),
      result: choice('结果', { normal: '正常', abnormal: '异常', 'not-applicable': '不适用' }, { optional: true }),
      violation: choice('违规类别', violationTypes, { optional: true }),
      remark: text('情况说明', { max: 200, optional: true }),
      photos: attachment('照片', { optional: true, max: 9 }),
    },
    { optional: true, max: 50 },
  ),
  abnormal: computed(
    whole('异常项数'),
    ({ lines: items }: Results) => (items ?? []).filter(({ result }) => result === 'abnormal').length,
  ),
  patrolledAt: kept(instant('巡查时间', { optional: true })),
  patrol: stamp('巡查人'),
  violation: kept(ref('renovation-violations', '违规整改单', { optional: true })),
  status: stages('状态', {
    draft: { label: '待巡', next: { finish: 'done', miss: 'missed' } },
    done: { label: '已巡', next: { raise: 'raised' } },
    raised: { label: '已开整改单' },
    missed: { label: '未巡' },
  }),
})

declare module '#engine' {
  interface Forms {
    'renovation-patrols': typeof renovationPatrol
  }
}

const over = ({ plannedOn }: { plannedOn: string }, { today }: { today: string }): true | string =>
  plannedOn < today || '应巡日期还没有过'

export default renovationPatrol.procedure({
  kind: 'form',
  area: 'renovation',
  code: 'E10',
  source: '《物业客服部工作流程表格》装修；《岗位职责》；《日常巡检工作流程》三.1',
  aliases: ['装修巡查记录', '二装巡查', '室内装修巡查', '装修的巡视检查记录'],
  label: ({ number, duty, plannedOn }) => number ?? `${duties[duty]} ${plannedOn}`,
  paper: {
    巡查: [
      ['number', 'application', 'room', 'building'],
      ['duty', 'plannedOn', 'template', 'status'],
    ],
    项目: [['lines']],
    结果: [['abnormal', 'patrolledAt', 'patrol', 'violation']],
  },
  list: {
    columns: ['number', 'room', 'duty', 'plannedOn', 'patrol', 'abnormal', 'violation', 'status'],
    filters: ['status', 'application', 'room', 'building', 'duty', 'plannedOn', 'abnormal'],
    sort: ['-plannedOn', '-number'],
    totals: ['abnormal'],
    search: ['room', 'application'],
  },
  views: {
    due: { label: '待巡', query: 'status=draft&_sort=plannedOn,room' },
    abnormal: { label: '有异常的巡查', query: 'abnormal_gt=0' },
    missed: { label: '漏巡', query: 'status=missed' },
  },
  waits: {
    service: { label: '装修巡查（客服）', query: 'status=draft&duty=service', for: 'clerk', due: 'plannedOn' },
    security: { label: '装修巡查（安护）', query: 'status=draft&duty=security', for: 'guard', due: 'plannedOn' },
  },
  due: { draft: 'plannedOn' },
  may: {
    read: 'everyone',
    create: patrollers,
    edit: { draft: patrollers },
    remove: ['supervisor'],
    export: ['supervisor', 'service-manager', 'decoration-officer'],
  },
  scope: byBuilding,
  opens: async (slip, tx) => {
    if (!slip.lines) await tx.update('renovation-patrols', slip.id, await itemsFor(slip, 'renovation', tx))
  },
  daily: { plan: { label: '装修巡查派发', code: 'R049', work: planPatrols } },
  actions: {
    finish: {
      label: '完成巡查',
      by: patrollers,
      stamps: 'patrol',
      guard: ({ lines: items }) => {
        const open = (items ?? []).find(({ result }) => result === null)
        if (open) return `${open.code}「${open.item}」还没有巡查结果`
        const found = (items ?? []).filter(({ result }) => result === 'abnormal')
        const silent = found.find(({ remark }) => remark === null)
        if (silent) return `${silent.code}「${silent.item}」异常，请写明情况`
        const unseen = found.find(({ violation, photos }) => violation !== null && !photos?.length)
        return unseen ? `${unseen.code}「${unseen.item}」违规，须附照片` : true
      },
      unless: notUnderWay,
      effects: reportPatrol,
    },
    raise: { label: '开整改单', by: 'office', asks: ['violation'] },
    miss: { label: '记为未巡', by: ['supervisor', 'service-manager'], reason: true, guard: over },
  },
  void: { from: ['done'], by: ['supervisor'], confirmedBy: 'service-manager' },
  print: { size: 'A4', copies: ['客服'], sign: { 巡查人: 'patrol' } },
})
