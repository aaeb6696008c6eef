import { choice, date, form, note, stages, stamp, whole } from '#engine'
import { warrantyParts } from '../clauses/repairs-warranty.ts'

/** 保修期限表 — how long the developer answers for which part of a house. */
export const warrantyTerms = form('warranty-terms', '保修期限表', {
  part: choice('保修部位', warrantyParts),
  months: whole('保修期限', { min: 1, max: 1200, unit: '个月' }),
  from: choice('起算', { handover: '交付之日', completion: '竣工验收之日' }, { preset: 'handover' }),
  completedOn: date('竣工验收日期', { optional: true }),
  basis: note('依据', { max: 300, optional: true }),
  approval: stamp('工程部核定'),
  status: stages('状态', {
    draft: { label: '草稿', next: { enforce: 'in-force' } },
    'in-force': { label: '执行中', next: { supersede: 'superseded' } },
    superseded: { label: '已废止' },
  }),
})

declare module '#engine' {
  interface Forms {
    'warranty-terms': typeof warrantyTerms
  }
}

const writers = ['engineering-supervisor', 'engineering-manager'] as const

export default warrantyTerms.procedure({
  kind: 'master',
  of: 'both',
  area: 'repairs',
  code: 'F16',
  source: '《物业客服前台工作流程》；《业户报修工作流程》三.2；期限据《建设工程质量管理条例》第四十条',
  aliases: ['保修期', '质量保修书'],
  label: ({ part }) => warrantyParts[part],
  paper: { 保修: [['part', 'months', 'status'], ['from', 'completedOn'], ['basis'], ['approval']] },
  list: {
    columns: ['part', 'months', 'from', 'completedOn', 'status'],
    filters: ['part', 'from', 'status'],
    sort: 'part',
  },
  views: { current: { label: '现行保修期限', query: 'status=in-force&_sort=part' } },
  may: { read: 'everyone', create: writers, edit: { draft: writers }, remove: writers, company: 'engineering-manager' },
  checks: [
    ({ from, completedOn }) =>
      from !== 'completion' || completedOn !== null || ['completedOn', '从竣工验收起算的须填写竣工验收日期'],
  ],
  actions: {
    enforce: {
      label: '核定执行',
      by: 'engineering-manager',
      stamps: 'approval',
      unless: async ({ id, part, project }, reader) => {
        const others = await reader.find('warranty-terms', { part, project, status: 'in-force', id: { ne: id } })
        return others.map((other) => ({
          message: `「${warrantyParts[part]}」已有执行中的期限，请先废止`,
          resource: 'warranty-terms',
          id: other.id,
        }))
      },
    },
    supersede: { label: '废止', by: 'engineering-manager', reason: true },
  },
})
