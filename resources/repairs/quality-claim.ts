import { copied, date, form, kept, lines, money, note, ref, serial, stages, stamp, text } from '#engine'
import { concludeClaim, noteNegotiation, openClaim } from '../clauses/repairs-quality.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 质量索赔上报 — a customer asks for more than repair: the centre manager negotiates, then the general manager. */
export const qualityClaims = form('quality-claims', '质量索赔上报', {
  number: serial('单号', 'SP-{yyyy}{MM}-{0000}'),
  complaint: ref('quality-complaints', '质量投诉'),
  room: copied(ref('properties', '房号'), 'complaint.room'),
  building: copied(text('楼栋', { optional: true }), 'complaint.building'),
  customer: copied(text('业户'), 'complaint.customer'),
  loss: note('损失情况', { max: 500 }),
  claimed: money('索赔金额', { min: 0 }),
  raising: stamp('上报人'),
  escalation: stamp('上报总经理'),
  latest: note('最近协商情况', { max: 300, optional: true }),
  negotiation: kept(
    lines(
      '协商记录',
      { on: date('日期'), who: text('经办', { max: 40 }), said: note('情况', { max: 300 }) },
      { optional: true, max: 60 },
    ),
  ),
  settledAmount: money('赔付金额', { min: 0, optional: true }),
  settledOn: kept(date('办结日期', { optional: true })),
  settling: stamp('办结人'),
  status: stages('状态', {
    draft: { label: '草稿', next: { raise: 'raised' } },
    raised: {
      label: '服务中心经理处理',
      next: { negotiate: 'raised', escalate: 'escalated', settle: 'settled' },
    },
    escalated: {
      label: '总经理处理',
      next: { negotiate: 'escalated', settle: 'settled', litigate: 'litigated' },
    },
    settled: { label: '已协商解决' },
    litigated: { label: '转诉讼' },
  }),
})

declare module '#engine' {
  interface Forms {
    'quality-claims': typeof qualityClaims
  }
}

const heads = ['centre-manager', 'general-manager'] as const

export default qualityClaims.procedure({
  kind: 'form',
  area: 'repairs',
  code: 'F15',
  source: '《业户报修工作流程》三.2 索赔',
  aliases: ['质量索赔'],
  label: 'number',
  paper: {
    索赔: [
      ['number', 'complaint', 'status'],
      ['room', 'building', 'customer'],
      ['loss'],
      ['claimed', 'raising', 'escalation'],
    ],
    协商: [['latest'], ['negotiation'], ['settledAmount', 'settledOn', 'settling']],
  },
  list: {
    columns: ['number', 'complaint', 'room', 'customer', 'claimed', 'settledAmount', 'status'],
    filters: ['status', 'complaint', 'room', 'building', 'settledOn'],
    sort: '-number',
    totals: ['claimed', 'settledAmount'],
    search: ['customer', 'loss'],
  },
  views: { open: { label: '处理中的索赔', query: 'status=raised&status=escalated' } },
  may: {
    read: ['clerk', 'supervisor', 'service-manager', 'engineering-manager', 'project-manager', ...heads],
    create: ['clerk', 'supervisor', 'service-manager'],
    edit: { draft: ['clerk', 'supervisor', 'service-manager'] },
    remove: ['clerk', 'supervisor', 'service-manager'],
  },
  scope: byBuildingOrOutside,
  actions: {
    raise: {
      label: '上报服务中心经理',
      by: ['clerk', 'supervisor', 'service-manager'],
      stamps: 'raising',
      effects: openClaim,
    },
    negotiate: {
      label: '登记协商',
      by: [...heads, 'service-manager'],
      asks: ['latest'],
      effects: noteNegotiation,
    },
    escalate: { label: '上报总经理', by: 'centre-manager', reason: true, stamps: 'escalation' },
    settle: {
      label: '协商解决',
      by: heads,
      asks: ['settledAmount'],
      stamps: 'settling',
      guard: ({ status }, { user }) =>
        status === 'raised' || user.roles.includes('general-manager') || '已上报的索赔由总经理办结',
      effects: concludeClaim,
    },
    litigate: { label: '转诉讼', by: 'general-manager', reason: true, stamps: 'settling', effects: concludeClaim },
  },
  void: {
    from: ['raised'],
    by: ['clerk', 'supervisor', 'service-manager'],
    confirmedBy: heads,
    effects: ({ complaint }, tx) => tx.perform('quality-complaints', complaint, 'settle'),
  },
  print: { copies: ['客服部', '服务中心'], sign: { 上报人: 'raising', 办结人: 'settling', 业主: 'pen' } },
})
