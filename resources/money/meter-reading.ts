import {
  attachment,
  choice,
  computed,
  copied,
  date,
  decimal,
  form,
  kept,
  ref,
  stages,
  stamp,
  text,
  tick,
} from '#engine'
import { meterKinds, misread, notLast, readingKinds, reread, show, takeBack, usageOf } from '../clauses/meters.ts'
import { another, moneyExporters, moneyReaders } from '../clauses/persons.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 抄表记录 — what a meter shows at a day: read by the repairer, checked by the fee clerk, billed by a run; never below the last. */
export const meterReading = form('meter-readings', '抄表记录', {
  meter: ref('meters', '表具'),
  meterKind: copied(choice('表种', meterKinds), 'meter.kind'),
  feeItem: copied(ref('fee-items', '收费项目'), 'meter.feeItem'),
  room: copied(ref('properties', '房号', { optional: true }), 'meter.room'),
  building: copied(text('楼栋', { optional: true }), 'meter.building'),
  kind: choice('抄表种类', readingKinds, { preset: 'monthly' }),
  readOn: date('抄表日期', { preset: 'today' }),
  previous: kept(decimal('上次读数', { scale: 2, min: 0, optional: true, copy: 'meter.last' })),
  previousOn: kept(date('上次抄表日', { optional: true, copy: 'meter.lastOn' })),
  mean: kept(decimal('平均用量', { scale: 2, min: 0, copy: 'meter.mean' })),
  ratio: copied(decimal('倍率', { scale: 2 }), 'meter.ratio'),
  current: decimal('本次读数', { scale: 2, min: 0 }),
  usage: computed(decimal('用量', { scale: 2 }), usageOf),
  abnormal: computed(
    tick('用量异常'),
    (slip: { usage: number; mean: number | null }) => (slip.mean ?? 0) > 0 && slip.usage > 2 * (slip.mean ?? 0),
  ),
  photo: attachment('照片', { optional: true, max: 3 }),
  reader: ref('users', '抄表人', { preset: 'me' }),
  receivable: kept(ref('receivables', '应收费用', { optional: true })),
  checking: stamp('核对'),
  status: stages('状态', {
    draft: { label: '已抄表', next: { reread: 'draft', check: 'checked' } },
    checked: { label: '已核对', next: { bill: 'billed', correct: 'corrected' } },
    billed: { label: '已计费', next: { unbill: 'checked' } },
    corrected: { label: '已更正' },
  }),
})

declare module '#engine' {
  interface Forms {
    'meter-readings': typeof meterReading
  }
}

export default meterReading.procedure({
  kind: 'register',
  area: 'money',
  code: 'B11',
  source: '《费用收取作业指导书》4.1；《前台工作流程》三.4；《物业服务收费管理细则（2023版）》',
  aliases: ['水表行度', '电表', '煤气表', '抄表'],
  label: ({ readOn, current }) => `${readOn} ${current}`,
  paper: {
    抄表: [
      ['meter', 'meterKind', 'feeItem', 'kind'],
      ['room', 'building', 'readOn', 'reader'],
      ['previous', 'previousOn', 'current', 'ratio'],
      ['usage', 'mean', 'abnormal'],
    ],
    办理: [['photo'], ['checking', 'receivable', 'status']],
  },
  list: {
    columns: ['readOn', 'meter', 'room', 'kind', 'previous', 'current', 'usage', 'abnormal', 'reader', 'status'],
    filters: ['status', 'kind', 'meterKind', 'meter', 'room', 'building', 'readOn', 'feeItem', 'abnormal', 'reader'],
    sort: ['-readOn', 'meter'],
    totals: ['usage'],
    search: ['meter', 'room'],
  },
  views: {
    unchecked: { label: '待核对', query: 'status=draft' },
    abnormal: { label: '用量异常', query: 'abnormal=true&status=draft&status=checked' },
    unbilled: { label: '待计费', query: 'status=checked' },
  },
  may: {
    read: [...moneyReaders, 'engineer', 'engineering-supervisor'],
    create: ['engineer', 'engineering-supervisor', 'clerk', 'fee-clerk'],
    edit: { draft: ['engineer', 'engineering-supervisor', 'clerk', 'fee-clerk'] },
    remove: ['engineer', 'fee-clerk'],
    export: moneyExporters,
    import: ['engineer', 'fee-clerk'],
  },
  scope: byBuildingOrOutside,
  checks: [
    ({ kind, current, previous }) =>
      kind === 'initial' ||
      previous === null ||
      current >= previous || ['current', `本次读数不得小于上次读数 ${previous}`],
    ({ readOn }, { today }) => readOn <= today || ['readOn', '抄表日期不得晚于今天'],
  ],
  unique: [{ blanks: ['meter', 'readOn', 'kind'], says: '该表当天的读数已经登记' }],
  actions: {
    reread: { label: '重新取数', by: ['engineer', 'fee-clerk', 'clerk'], effects: reread },
    check: {
      label: '核对',
      by: 'fee-clerk',
      stamps: 'checking',
      guard: ({ reader }, { user }) => another(user, [reader], '抄表人不能核对自己的抄表记录'),
      holds: ['meter'],
      unless: misread,
      effects: show,
    },
    correct: {
      label: '更正',
      by: ['fee-clerk', 'supervisor'],
      reason: true,
      danger: true,
      holds: ['meter'],
      unless: notLast,
      effects: takeBack,
    },
    bill: { label: '计费', by: 'office', asks: ['receivable'] },
    unbill: { label: '撤回计费', by: 'office' },
  },
})
