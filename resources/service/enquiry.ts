import {
  choice,
  computed,
  copied,
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
import { reception } from '../clauses/complaints.ts'
import { contactChannels, settleContact, topics } from '../clauses/contacts.ts'
import { late } from '../clauses/minutes.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 咨询登记 — a question, answered at once or by somebody who knows, at the time agreed. */
export const enquiries = form('enquiries', '咨询登记', {
  number: serial('单号', 'ZX-{yyyy}{MM}-{0000}'),
  askedAt: instant('咨询时间', { preset: 'now' }),
  channel: choice('咨询方式', contactChannels, { preset: 'phone' }),
  contact: kept(ref('contact-records', '来访来电记录', { optional: true })),
  name: text('姓名', { max: 40 }),
  phone: phone('联系电话'),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  topic: choice('咨询类别', topics, { preset: 'other' }),
  question: note('咨询内容', { max: 500 }),
  expert: ref('users', '专业人员', { optional: true }),
  appointedAt: instant('约定答复时间', { optional: true }),
  referring: stamp('转专业人员'),
  faq: ref('faqs', '引用的常见问题', { optional: true }),
  answer: note('答复', { max: 1000, optional: true }),
  answering: stamp('答复人'),
  late: computed(
    tick('超过约定时间'),
    ({ answering, appointedAt }: { answering: Stamp | null; appointedAt: Instant | null }) =>
      late(answering, appointedAt),
  ),
  status: stages('状态', {
    asked: { label: '待答复', next: { answer: 'answered', refer: 'referred' } },
    referred: { label: '待专业人员答复', next: { answer: 'answered', refer: 'referred' } },
    answered: { label: '已答复' },
  }),
})

declare module '#engine' {
  interface Forms {
    enquiries: typeof enquiries
  }
}

export default enquiries.procedure({
  kind: 'register',
  area: 'service',
  code: 'G03',
  source: '《物业客服前台工作流程》二；《小区物业客服人员日常工作流程》咨询；《物业管家工作流程》',
  aliases: ['业主咨询登记'],
  label: 'number',
  paper: {
    咨询: [
      ['number', 'askedAt', 'channel', 'status'],
      ['name', 'phone', 'room', 'building'],
      ['topic', 'contact'],
      ['question'],
    ],
    答复: [['expert', 'appointedAt', 'referring'], ['faq'], ['answer'], ['answering', 'late']],
  },
  list: {
    columns: ['number', 'askedAt', 'room', 'name', 'topic', 'question', 'expert', 'appointedAt', 'status'],
    filters: ['status', 'channel', 'topic', 'expert', 'room', 'building', 'askedAt', 'appointedAt', 'late'],
    sort: '-askedAt',
    search: ['name', 'room', 'question'],
  },
  views: {
    mine: { label: '待我答复的咨询', query: 'expert=me&status=referred&_sort=appointedAt' },
    late: { label: '答复超时的咨询', query: 'late=true' },
  },
  waits: { mine: { label: '约定答复的咨询', query: 'expert=me&status=referred', for: 'everyone', due: 'appointedAt' } },
  due: { referred: 'appointedAt' },
  may: { read: 'everyone', create: reception, edit: { asked: reception } },
  scope: byBuildingOrOutside,
  actions: {
    refer: {
      label: '请专业人员答复',
      by: reception,
      asks: ['expert', 'appointedAt'],
      stamps: 'referring',
      guard: ({ appointedAt }, { now }) => appointedAt === null || appointedAt > now || '约定答复时间须晚于现在',
    },
    answer: {
      label: '答复',
      by: 'everyone',
      asks: ['answer'],
      offers: ['faq'],
      stamps: 'answering',
      guard: ({ expert }, { user }) =>
        expert === user.id || reception.some((role) => user.roles.includes(role)) || '由前台或所请的专业人员答复',
      effects: async (slip, tx) => {
        await settleContact(slip.contact, tx, `已答复：${slip.answer}`.slice(0, 500))
        if (slip.faq === null) return
        const { used } = await tx.get('faqs', slip.faq)
        await tx.update('faqs', slip.faq, { used: used + 1 })
      },
    },
  },
})
