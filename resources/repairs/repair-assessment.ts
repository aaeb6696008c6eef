import { choice, copied, form, kept, money, note, ref, serial, stages, stamp, text, tick } from '#engine'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 维修评审记录 — whether a difficult repair can be done, how, and what it may cost. */
export const repairAssessments = form('repair-assessments', '维修评审记录', {
  number: serial('单号', 'PS-{yyyy}{MM}-{0000}'),
  order: ref('work-orders', '维修工作单'),
  building: copied(text('楼栋', { optional: true }), 'order.building'),
  matter: copied(note('维修内容'), 'order.content'),
  difficulty: choice('难度', { ordinary: '一般', hard: '较难', 'very-hard': '很难' }, { optional: true }),
  method: note('维修方案或不可行原因', { max: 500, optional: true }),
  estimate: money('费用估算', { min: 0, optional: true }),
  feasible: kept(tick('可行', { optional: true })),
  review: stamp('工程部主管'),
  status: stages('状态', {
    draft: { label: '待评审', next: { approve: 'feasible', refuse: 'infeasible' } },
    feasible: { label: '可行' },
    infeasible: { label: '不可行' },
  }),
})

declare module '#engine' {
  interface Forms {
    'repair-assessments': typeof repairAssessments
  }
}

const judges = ['engineering-supervisor', 'engineering-manager'] as const

export default repairAssessments.procedure({
  kind: 'form',
  area: 'repairs',
  code: 'F12',
  source: '《物业管理公司请修处理流程》；《业户报修工作流程》二',
  aliases: ['维修评审'],
  label: 'number',
  paper: {
    维修: [['number', 'order', 'building', 'status'], ['matter']],
    评审: [['difficulty', 'estimate', 'feasible', 'review'], ['method']],
  },
  list: {
    columns: ['number', 'order', 'matter', 'difficulty', 'estimate', 'feasible', 'status'],
    filters: ['status', 'order', 'building', 'difficulty', 'feasible'],
    sort: '-number',
    search: ['order', 'matter'],
  },
  views: { waiting: { label: '待评审的维修', query: 'status=draft' } },
  may: { read: 'everyone', create: 'nobody', edit: {} },
  scope: byBuildingOrOutside,
  actions: {
    approve: {
      label: '评审为可行',
      by: judges,
      asks: ['difficulty', 'method'],
      offers: ['estimate'],
      stamps: 'review',
      effects: async ({ id, order }, tx) => {
        await tx.update('repair-assessments', id, { feasible: true })
        await tx.perform('work-orders', order, 'assessed', { feasible: true })
      },
    },
    refuse: {
      label: '评审为不可行',
      by: judges,
      asks: ['difficulty', 'method'],
      stamps: 'review',
      effects: async ({ id, order }, tx) => {
        await tx.update('repair-assessments', id, { feasible: false })
        await tx.perform('work-orders', order, 'assessed', { feasible: false })
      },
    },
  },
  void: {
    from: ['feasible', 'infeasible'],
    by: judges,
    confirmedBy: 'engineering-manager',
    unless: async ({ order }, reader) => {
      const { status } = await reader.get('work-orders', order)
      if (status === 'assessed') return []
      return [{ message: '维修工作单已按评审办理，不能作废', resource: 'work-orders', id: order }]
    },
    effects: ({ order }, tx) => tx.perform('work-orders', order, 'reopen'),
  },
  print: { size: 'A5', copies: ['客服部', '工程部'], sign: { 工程部主管: 'review' } },
})
