import {
  choice,
  computed,
  copied,
  date,
  form,
  type Instant,
  instant,
  kept,
  lines,
  money,
  note,
  phone,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
} from '#engine'
import { late } from '../clauses/minutes.ts'
import { coordinate, covered, offerRepair, startClock, uncovered } from '../clauses/repairs-quality.ts'
import { reception } from '../clauses/repairs-slips.ts'
import { warrantyParts } from '../clauses/repairs-warranty.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 客户质量投诉处理情况表 — what a customer finds wrong with his house, and how the developer put it right. */
export const qualityComplaints = form('quality-complaints', '客户质量投诉处理情况表', {
  number: serial('单号', 'ZL-{yyyy}{MM}-{0000}'),
  reportedAt: instant('投诉时间', { preset: 'now' }),
  room: ref('properties', '房号'),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  customer: text('业户', { max: 40 }),
  phone: phone('联系电话'),
  part: choice('部位', warrantyParts),
  defect: note('质量问题', { max: 500 }),
  warrantyUntil: kept(date('保修至', { optional: true })),
  inWarranty: kept(tick('保修期内'), false),
  coordination: kept(ref('warranty-orders', '协调处理单', { optional: true })),
  writeBy: kept(instant('协调单填写时限', { optional: true })),
  written: kept(instant('协调单填写', { optional: true })),
  lateWriting: computed(tick('填单超时'), (slip: { written: Instant | null; writeBy: Instant | null }) =>
    late(slip.written, slip.writeBy),
  ),
  registration: stamp('总台接待'),
  collector: kept(text('工程部签收', { max: 40, optional: true })),
  explanation: note('解释', { max: 500, optional: true }),
  paidRepair: kept(ref('work-orders', '有偿维修工作单', { optional: true })),
  progress: kept(
    lines(
      '处理情况',
      { on: date('日期'), who: text('经办', { max: 40 }), said: note('情况', { max: 300 }) },
      { optional: true, max: 60 },
    ),
  ),
  result: note('处理结果', { max: 500, optional: true }),
  claim: kept(ref('quality-claims', '索赔', { optional: true })),
  claimed: kept(money('索赔金额', { min: 0, optional: true })),
  handledOn: kept(date('办结日期', { optional: true })),
  calledBack: kept(tick('已回访'), false),
  status: stages('状态', {
    draft: { label: '已登记', next: { coordinate: 'coordinating', explain: 'explained' } },
    coordinating: { label: '协调处理中', next: { claim: 'claimed', handle: 'handled' } },
    claimed: { label: '索赔已上报', next: { settle: 'coordinating', handle: 'handled' } },
    handled: { label: '已处理，待回访', next: { close: 'closed', archive: 'closed', rework: 'coordinating' } },
    explained: { label: '已过保修，已解释', next: { offer: 'explained' } },
    closed: { label: '已关闭' },
  }),
})

declare module '#engine' {
  interface Forms {
    'quality-complaints': typeof qualityComplaints
  }
}

export default qualityComplaints.procedure({
  kind: 'form',
  area: 'repairs',
  code: 'F06',
  source: '《业户报修工作流程》三.2',
  aliases: ['质量投诉'],
  label: 'number',
  paper: {
    投诉: [
      ['number', 'reportedAt', 'status'],
      ['room', 'building', 'customer', 'phone'],
      ['part', 'warrantyUntil', 'inWarranty'],
      ['defect'],
    ],
    处理: [
      ['registration', 'coordination', 'collector'],
      ['writeBy', 'written', 'lateWriting'],
      ['explanation'],
      ['paidRepair'],
      ['progress'],
      ['result'],
      ['claim', 'claimed', 'handledOn', 'calledBack'],
    ],
  },
  list: {
    columns: ['number', 'room', 'customer', 'part', 'defect', 'inWarranty', 'reportedAt', 'lateWriting', 'status'],
    filters: [
      'status',
      'part',
      'inWarranty',
      'room',
      'building',
      'reportedAt',
      'handledOn',
      'lateWriting',
      'calledBack',
    ],
    sort: '-reportedAt',
    search: ['customer', 'room', 'defect'],
  },
  views: {
    open: { label: '处理中的质量投诉', query: 'status=draft&status=coordinating&status=claimed&_sort=reportedAt' },
    claims: { label: '索赔中的质量投诉', query: 'status=claimed' },
    toCall: { label: '待回访的质量投诉', query: 'status=handled&calledBack=false' },
  },
  due: { draft: 'writeBy' },
  may: { read: 'everyone', create: [...reception, 'steward'], edit: { draft: reception }, remove: reception },
  scope: byBuildingOrOutside,
  opens: startClock,
  actions: {
    coordinate: {
      label: '保修期内，开协调单',
      by: reception,
      stamps: 'registration',
      unless: uncovered,
      effects: coordinate,
    },
    explain: {
      label: '已过保修，解释',
      by: reception,
      asks: ['explanation'],
      stamps: 'registration',
      unless: covered,
    },
    offer: {
      label: '转有偿维修',
      by: reception,
      guard: ({ paidRepair }) => paidRepair === null || '已转有偿维修',
      effects: offerRepair,
    },
    claim: { label: '上报索赔', by: 'office' },
    settle: { label: '索赔办结', by: 'office' },
    handle: { label: '处理完毕', by: 'office', asks: ['result'] },
    archive: {
      label: '归档关闭',
      by: reception,
      guard: ({ calledBack }) => calledBack || '质量投诉处理完毕须先回访',
    },
    close: { label: '回访后关闭', by: 'office' },
    rework: { label: '重新处理', by: 'office' },
  },
  void: {
    from: ['coordinating'],
    by: reception,
    confirmedBy: ['service-manager'],
    unless: async ({ coordination }, reader) => {
      if (coordination === null) return []
      const { voiding } = await reader.get('warranty-orders', coordination)
      if (voiding?.confirmed) return []
      return [{ message: '请先作废协调处理单', resource: 'warranty-orders', id: coordination }]
    },
  },
  print: { copies: ['客服部'], sign: { 总台接待: 'registration' } },
})
