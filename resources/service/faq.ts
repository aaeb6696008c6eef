import { choice, date, form, kept, note, stages, stamp, text, tick, whole } from '#engine'
import { topics } from '../clauses/contacts.ts'

/** 常见问题 — what is asked again and again, and what is answered. */
export const faqs = form('faqs', '常见问题', {
  topic: choice('类别', topics, { preset: 'other' }),
  question: text('问题', { max: 200 }),
  answer: note('答复', { max: 1000 }),
  public: tick('可向业主公布', { preset: true }),
  used: kept(whole('引用次数'), 0),
  publishing: stamp('发布人'),
  publishedOn: kept(date('发布日期', { optional: true })),
  status: stages('状态', {
    draft: { label: '草拟', next: { publish: 'published' } },
    published: { label: '已发布', next: { withdraw: 'withdrawn' } },
    withdrawn: { label: '已停用', next: { revise: 'draft' } },
  }),
})

declare module '#engine' {
  interface Forms {
    faqs: typeof faqs
  }
}

const writers = ['clerk', 'supervisor', 'service-manager'] as const

export default faqs.procedure({
  kind: 'master',
  area: 'service',
  code: 'G12',
  source: '《物业客服部日常工作流程》温馨问答；《物业公司客服部工作手册》',
  aliases: ['温馨问答', '常见问题解答'],
  label: 'question',
  paper: { 问答: [['topic', 'public', 'status'], ['question'], ['answer'], ['used', 'publishing', 'publishedOn']] },
  list: {
    columns: ['topic', 'question', 'answer', 'used', 'status'],
    filters: ['status', 'topic', 'public'],
    sort: ['topic', 'question'],
    search: ['answer'],
  },
  views: { published: { label: '已发布的问答', query: 'status=published&_sort=used&_order=desc' } },
  may: { read: 'everyone', create: writers, edit: { draft: writers }, remove: writers, import: writers },
  unique: [{ blanks: ['question'], says: '该问题已经录入' }],
  actions: {
    publish: {
      label: '发布',
      by: ['supervisor', 'service-manager'],
      stamps: 'publishing',
      effects: (slip, tx) => tx.update('faqs', slip.id, { publishedOn: tx.today }),
    },
    withdraw: { label: '停用', by: ['supervisor', 'service-manager'], reason: true },
    revise: { label: '重新修订', by: writers, optional: true, clears: ['publishing'] },
  },
})
