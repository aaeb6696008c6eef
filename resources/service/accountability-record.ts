import { choice, date, form, kept, note, ref, serial, stages, stamp } from '#engine'
import { departments } from '../clauses/inspection.ts'

/** 责任追究记录 — who was at fault that a customer was left discontented, and what was decided. */
export const accountabilityRecords = form('accountability-records', '责任追究记录', {
  number: serial('单号', 'ZR-{yyyy}{MM}-{0000}'),
  case: ref('first-contact-cases', '首问登记'),
  person: ref('users', '责任人'),
  department: choice('责任部门', departments),
  fault: note('过失', { max: 500 }),
  decision: choice(
    '处理决定',
    { warning: '警告', fine: '记录处罚', training: '培训', none: '不予追究' },
    { optional: true },
  ),
  grounds: note('决定理由', { max: 500, optional: true }),
  deciding: stamp('决定人'),
  filing: stamp('归档人'),
  archivedOn: kept(date('归档日期', { optional: true })),
  status: stages('状态', {
    draft: { label: '待决定', next: { decide: 'decided' } },
    decided: { label: '已决定', next: { archive: 'archived' } },
    archived: { label: '已归档' },
  }),
})

declare module '#engine' {
  interface Forms {
    'accountability-records': typeof accountabilityRecords
  }
}

const leaders = ['service-manager', 'centre-manager'] as const

export default accountabilityRecords.procedure({
  kind: 'form',
  area: 'service',
  code: 'G09',
  source: '《工作流程表格》首问责任制操作流程',
  aliases: ['责任追究'],
  label: 'number',
  paper: {
    事由: [['number', 'case', 'status'], ['person', 'department'], ['fault']],
    决定: [['decision', 'deciding'], ['grounds'], ['filing', 'archivedOn']],
  },
  list: {
    columns: ['number', 'case', 'person', 'department', 'fault', 'decision', 'status'],
    filters: ['status', 'person', 'department', 'decision', 'case'],
    sort: '-number',
    search: ['person', 'fault'],
  },
  may: {
    read: ['supervisor', ...leaders, 'project-manager'],
    create: leaders,
    edit: { draft: leaders },
    export: leaders,
  },
  actions: {
    decide: {
      label: '决定',
      by: leaders,
      asks: ['decision', 'grounds'],
      stamps: 'deciding',
      guard: ({ person }, { user }) => person !== user.id || '责任人不能决定自己的处理',
    },
    archive: {
      label: '归档',
      by: ['supervisor', ...leaders],
      stamps: 'filing',
      effects: async (slip, tx) => {
        await tx.update('accountability-records', slip.id, { archivedOn: tx.today })
        const { status } = await tx.get('first-contact-cases', slip.case)
        if (status === 'accountability') await tx.perform('first-contact-cases', slip.case, 'settle')
      },
    },
  },
  void: { from: ['decided'], by: leaders, confirmedBy: ['centre-manager', 'project-manager'] },
  print: { size: 'A5', copies: ['客服部'], sign: { 决定人: 'deciding', 责任人: 'pen' } },
})
