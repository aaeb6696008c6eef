import {
  attachment,
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
  type Stamp,
  serial,
  stages,
  stamp,
  text,
  tick,
} from '#engine'
import { late } from '../clauses/minutes.ts'
import {
  collected,
  contactSupervision,
  planRefused,
  progressed,
  signedOff,
  unsignedOff,
  warrantyRules,
  written,
} from '../clauses/repairs-quality.ts'
import { reception } from '../clauses/repairs-slips.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

type Late = { by: Instant | null; stamp: Stamp | null }
const after = ({ by, stamp: done }: Late) => late(done, by)

/** 保修期内质量投诉协调处理单 — the developer's supervision judges, its contractor repairs, everybody signs. */
export const warrantyOrders = form('warranty-orders', '质量投诉协调处理单', {
  number: serial('单号', 'BZ-{yyyy}{MM}-{0000}'),
  complaint: ref('quality-complaints', '质量投诉'),
  room: ref('properties', '房号', { copy: 'complaint.room' }),
  building: copied(text('楼栋', { optional: true }), 'complaint.building'),
  customer: copied(text('业户'), 'complaint.customer'),
  phone: copied(phone('联系电话'), 'complaint.phone'),
  reportedAt: copied(instant('投诉时间'), 'complaint.reportedAt'),
  content: note('内容', { max: 500, copy: 'complaint.defect' }),
  writing: stamp('总台填单'),
  writeBy: kept(instant('填单时限', { optional: true })),
  lateWriting: computed(tick('填单超时'), (slip: { writeBy: Instant | null; writing: Stamp | null }) =>
    after({ by: slip.writeBy, stamp: slip.writing }),
  ),
  telling: stamp('通知工程部'),
  tellBy: kept(instant('通知时限', { optional: true })),
  lateTelling: computed(tick('通知超时'), (slip: { tellBy: Instant | null; telling: Stamp | null }) =>
    after({ by: slip.tellBy, stamp: slip.telling }),
  ),
  collection: stamp('工程部领单'),
  repairer: ref('users', '跟进维修人员', { optional: true }),
  notifying: stamp('通知监理部'),
  notifyBy: kept(instant('通知监理时限', { optional: true })),
  lateNotifying: computed(tick('通知监理超时'), (slip: { notifyBy: Instant | null; notifying: Stamp | null }) =>
    after({ by: slip.notifyBy, stamp: slip.notifying }),
  ),
  supervisor: text('监理部经办', { max: 40, optional: true }),
  siteAt: instant('现场鉴定时间', { optional: true }),
  remindedOn: kept(date('提醒日期', { optional: true })),
  appraisal: note('鉴定', { max: 500, optional: true }),
  plan: note('维修方案', { max: 500, optional: true }),
  appraising: stamp('鉴定（经办）'),
  agreement: text('业主同意签名', { max: 40, optional: true }),
  consent: stamp('业主同意（经办）'),
  refusal: note('业主不同意原因', { max: 500, optional: true }),
  contractor: text('施工单位', { max: 60, optional: true }),
  startedOn: date('开工日期', { optional: true }),
  finishedOn: date('完工日期', { optional: true }),
  latest: note('最新进展', { max: 300, optional: true }),
  ownerSign: text('业主签名', { max: 40, optional: true }),
  supervisionSign: text('监理部签名', { max: 40, optional: true }),
  contractorSign: text('施工单位签名', { max: 40, optional: true }),
  signature: attachment('会签照片', { optional: true, max: 4 }),
  signing: stamp('工程部签名'),
  status: stages('状态', {
    draft: { label: '待填单', next: { write: 'written' } },
    written: { label: '已填单', next: { tell: 'told' } },
    told: { label: '已通知工程部', next: { collect: 'collected' } },
    collected: { label: '已领单', next: { notify: 'supervision-told' } },
    'supervision-told': { label: '已通知监理', next: { appraise: 'appraised' } },
    appraised: { label: '已鉴定', next: { agree: 'repairing', refuse: 'plan-refused' } },
    'plan-refused': { label: '业主不同意方案', next: { appraise: 'appraised', conclude: 'closed' } },
    repairing: { label: '维修中', next: { follow: 'repairing', 'sign-off': 'signed-off' } },
    'signed-off': { label: '已会签', next: { close: 'closed', reopen: 'repairing' } },
    closed: { label: '已关闭' },
  }),
})

declare module '#engine' {
  interface Forms {
    'warranty-orders': typeof warrantyOrders
  }
}

const engineering = ['engineer', 'engineering-supervisor', 'engineering-manager'] as const

export default warrantyOrders.procedure({
  kind: 'form',
  area: 'repairs',
  code: 'F07',
  source: '《业户报修工作流程》三.2',
  aliases: ['保修期内质量投诉协调处理单'],
  label: 'number',
  paper: {
    投诉: [
      ['number', 'complaint', 'status'],
      ['room', 'building', 'customer', 'phone', 'reportedAt'],
      ['content'],
      ['writing', 'writeBy', 'lateWriting'],
      ['telling', 'tellBy', 'lateTelling'],
    ],
    鉴定: [
      ['collection', 'repairer'],
      ['notifying', 'notifyBy', 'lateNotifying'],
      ['supervisor', 'siteAt', 'remindedOn'],
      ['appraisal'],
      ['plan'],
      ['appraising', 'agreement', 'consent'],
      ['refusal'],
    ],
    维修: [['contractor', 'startedOn', 'finishedOn'], ['latest']],
    会签: [['ownerSign', 'supervisionSign', 'contractorSign', 'signing'], ['signature']],
  },
  list: {
    columns: ['number', 'complaint', 'room', 'content', 'siteAt', 'contractor', 'lateNotifying', 'status'],
    filters: [
      'status',
      'complaint',
      'room',
      'building',
      'repairer',
      'siteAt',
      'lateWriting',
      'lateTelling',
      'lateNotifying',
      'startedOn',
      'finishedOn',
    ],
    sort: '-number',
    search: ['content', 'customer', 'contractor'],
  },
  views: {
    toCollect: { label: '待领的协调单', query: 'status=told' },
    site: { label: '待现场鉴定', query: 'status=supervision-told&_sort=siteAt' },
    late: { label: '通知监理超时', query: 'lateNotifying=true' },
  },
  due: { draft: 'writeBy', written: 'tellBy', collected: 'notifyBy', 'supervision-told': 'siteAt' },
  daily: warrantyRules,
  may: { read: 'everyone', create: 'nobody', edit: { draft: reception } },
  scope: byBuildingOrOutside,
  checks: [
    ({ startedOn, finishedOn }) =>
      startedOn === null || finishedOn === null || startedOn <= finishedOn || ['finishedOn', '完工不得早于开工'],
  ],
  actions: {
    write: { label: '填单', by: reception, stamps: 'writing', effects: written },
    tell: { label: '通知工程部', by: reception, stamps: 'telling' },
    collect: { label: '领单', by: engineering, stamps: 'collection', effects: collected },
    notify: {
      label: '通知监理部',
      by: engineering,
      asks: ['supervisor', 'siteAt'],
      offers: ['repairer'],
      stamps: 'notifying',
      effects: contactSupervision,
    },
    appraise: {
      label: '登记鉴定与方案',
      by: engineering,
      asks: ['appraisal', 'plan'],
      stamps: 'appraising',
      effects: progressed(({ appraisal, plan }) => `鉴定：${appraisal}；方案：${plan}`),
    },
    agree: {
      label: '业主同意方案',
      by: engineering,
      asks: ['agreement', 'contractor', 'startedOn'],
      stamps: 'consent',
      effects: progressed(({ contractor, startedOn }) => `业主同意方案，${contractor} ${startedOn} 开工`),
    },
    refuse: { label: '业主不同意方案', by: engineering, asks: ['refusal'], effects: planRefused },
    follow: {
      label: '登记施工进展',
      by: engineering,
      asks: ['latest'],
      effects: progressed(({ latest }) => latest ?? ''),
    },
    'sign-off': {
      label: '四方会签',
      by: engineering,
      asks: ['ownerSign', 'supervisionSign', 'contractorSign', 'finishedOn'],
      offers: ['signature'],
      stamps: 'signing',
      guard: unsignedOff,
      effects: signedOff,
    },
    conclude: { label: '索赔办结关闭', by: 'office' },
    close: { label: '回访后关闭', by: 'office' },
    reopen: { label: '重新维修', by: 'office' },
  },
  void: {
    from: ['written', 'told', 'collected'],
    by: reception,
    confirmedBy: ['service-manager', 'engineering-manager'],
  },
  print: {
    copies: ['客服部', '工程部', '监理部'],
    sign: { 总台: 'writing', 工程部: 'signing', 业主: 'pen', 监理部: 'pen', 施工单位: 'pen' },
  },
})
