import { choice, form, lines, stages, text, tick } from '#engine'
import { inspectionKinds, subjects } from '../clauses/inspection.ts'

/** 检查清单模板 — what is looked at on one kind of round, item by item. */
export const inspectionTemplates = form('inspection-templates', '检查清单模板', {
  name: text('模板名称', { max: 30 }),
  kind: choice('巡检类别', inspectionKinds),
  edition: text('版次', { max: 10, preset: '1' }),
  lines: lines(
    '检查项目',
    {
      code: text('编号', { max: 10 }),
      area: text('部位', { max: 30 }),
      subject: choice('巡检内容', subjects),
      item: text('检查项目', { max: 60 }),
      standard: text('标准', { max: 100 }),
      photo: tick('须拍照', { preset: false }),
      severity: choice('严重程度', { major: '重大', ordinary: '一般' }, { preset: 'ordinary' }),
    },
    { min: 1, max: 200 },
  ),
  status: stages('状态', {
    draft: { label: '草稿', next: { adopt: 'in-use' } },
    'in-use': { label: '使用中', next: { withdraw: 'withdrawn' } },
    withdrawn: { label: '已停用' },
  }),
})

declare module '#engine' {
  interface Forms {
    'inspection-templates': typeof inspectionTemplates
  }
}

export default inspectionTemplates.procedure({
  kind: 'master',
  of: 'both',
  area: 'quality',
  code: 'J04',
  source: '《物业客服部日常巡检工作流程》三；《物业公司物业部作业指导书》',
  aliases: ['检查表', '巡视质量标准'],
  label: ({ name, edition }) => `${name} 第${edition}版`,
  paper: { 模板: [['name', 'kind', 'edition', 'status'], ['lines']] },
  list: { columns: ['name', 'kind', 'edition', 'status'], filters: ['kind', 'status'], sort: ['kind', 'name'] },
  may: {
    read: 'everyone',
    create: ['service-manager', 'supervisor'],
    edit: { draft: ['service-manager', 'supervisor'] },
    remove: ['service-manager', 'supervisor'],
    company: 'service-manager',
  },
  unique: [{ blanks: ['name', 'edition'], says: '该模板的这一版已经存在' }],
  checks: [
    ({ lines: items }) =>
      new Set((items ?? []).map(({ code }) => code)).size === (items ?? []).length || ['lines', '检查项目的编号重复'],
  ],
  actions: {
    adopt: { label: '启用', by: ['service-manager', 'centre-manager'] },
    withdraw: { label: '停用', by: ['service-manager', 'centre-manager'], reason: true },
  },
})
