import {
  attachment,
  choice,
  copied,
  date,
  form,
  kept,
  note,
  phone,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
} from '#engine'
import { reception } from '../clauses/complaints.ts'
import { settleContact } from '../clauses/contacts.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 书信/邮件登记 — a letter and its answer; disputes go to the supervisor first. */
export const correspondences = form('correspondences', '书信邮件登记', {
  number: serial('单号', 'XH-{yyyy}{MM}-{0000}'),
  receivedOn: date('收到日期', { preset: 'today' }),
  medium: choice('方式', { letter: '书信', email: '电子邮件', fax: '传真' }, { preset: 'letter' }),
  from: text('来信人', { max: 40 }),
  phone: phone('联系电话', { optional: true }),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  contact: kept(ref('contact-records', '来访来电记录', { optional: true })),
  subject: text('主题', { max: 100 }),
  content: note('内容摘要', { max: 1000, optional: true }),
  papers: attachment('来信及附件', { optional: true, max: 9 }),
  dispute: tick('重要或争议', { preset: false }),
  replyBy: date('答复期限', { optional: true }),
  reporting: stamp('上报人'),
  instruction: note('主管意见', { max: 500, optional: true }),
  reply: note('答复', { max: 1000, optional: true }),
  replying: stamp('答复人'),
  repliedOn: kept(date('答复日期', { optional: true })),
  status: stages('状态', {
    received: { label: '已收到', next: { report: 'reported', reply: 'replied' } },
    reported: { label: '已上报', next: { instruct: 'reported', reply: 'replied' } },
    replied: { label: '已答复' },
  }),
})

declare module '#engine' {
  interface Forms {
    correspondences: typeof correspondences
  }
}

export default correspondences.procedure({
  kind: 'register',
  area: 'service',
  code: 'G04',
  source: '《物业公司客服部工作手册》书信接待',
  aliases: ['书信/邮件登记', '来函登记'],
  label: ({ number, subject }) => `${number} ${subject}`,
  paper: {
    来信: [
      ['number', 'receivedOn', 'medium', 'status'],
      ['from', 'phone', 'room', 'building'],
      ['subject'],
      ['content'],
      ['papers'],
      ['dispute', 'replyBy', 'contact'],
    ],
    答复: [['instruction'], ['reporting'], ['reply'], ['replying', 'repliedOn']],
  },
  list: {
    columns: ['number', 'receivedOn', 'medium', 'from', 'room', 'subject', 'replyBy', 'status'],
    filters: ['status', 'medium', 'dispute', 'room', 'building', 'receivedOn', 'replyBy'],
    sort: '-number',
    search: ['from', 'room', 'subject'],
  },
  views: { waiting: { label: '待答复的书信', query: 'status=received&status=reported&_sort=receivedOn' } },
  due: { received: 'replyBy', reported: 'replyBy' },
  may: { read: 'everyone', create: reception, edit: { received: reception } },
  scope: byBuildingOrOutside,
  actions: {
    report: { label: '上报主管', by: reception, stamps: 'reporting' },
    instruct: { label: '主管意见', by: ['supervisor', 'service-manager'], asks: ['instruction'] },
    reply: {
      label: '答复来信人',
      by: [...reception, 'service-manager'],
      asks: ['reply'],
      stamps: 'replying',
      guard: ({ dispute, instruction }) => !dispute || instruction !== null || '重要或有争议的来信，须先上报主管',
      effects: async (slip, tx) => {
        await tx.update('correspondences', slip.id, { repliedOn: tx.today })
        await settleContact(slip.contact, tx, `来信 ${slip.number} 已答复`)
      },
    },
  },
})
