import {
  choice,
  copied,
  date,
  form,
  instant,
  kept,
  note,
  phone,
  type RecordOf,
  ref,
  serial,
  stages,
  stamp,
  text,
} from '#engine'
import { reception } from '../clauses/complaints.ts'
import {
  callDiscontented,
  contactChannels,
  contactKinds,
  openCase,
  openComplaint,
  openEnquiry,
  openLetter,
  openRepair,
  openSuggestion,
  satisfactions,
  topics,
} from '../clauses/contacts.ts'
import { departments } from '../clauses/inspection.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 业主来访来电咨询投诉记录表 — the front door: every call, visit and letter, and the paper that came of it. */
export const contactRecords = form('contact-records', '来访来电记录', {
  number: serial('单号', 'LF-{yyyy}{MM}-{0000}'),
  receivedAt: instant('接待时间', { preset: 'now' }),
  channel: choice('来访方式', contactChannels, { preset: 'phone' }),
  kind: choice('事由', contactKinds),
  topic: choice('事项类别', topics, { preset: 'other' }),
  name: text('姓名', { max: 40 }),
  phone: phone('联系电话'),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  content: note('内容', { max: 500 }),
  reply: note('答复', { max: 500, optional: true }),
  answering: stamp('答复人'),
  department: choice('转办部门', departments, { optional: true }),
  answerOn: date('约定答复日', { optional: true }),
  forwarding: stamp('转办人'),
  repair: kept(ref('repair-orders', '报修单', { optional: true })),
  complaint: kept(ref('complaints', '投诉单', { optional: true })),
  enquiry: kept(ref('enquiries', '咨询登记', { optional: true })),
  suggestion: kept(ref('suggestions', '建议登记', { optional: true })),
  correspondence: kept(ref('correspondences', '书信登记', { optional: true })),
  firstContact: kept(ref('first-contact-cases', '首问登记', { optional: true })),
  collection: stamp('工程部领单人'),
  followUp: note('跟进记录', { max: 500, optional: true }),
  following: stamp('跟进人'),
  satisfaction: choice('满意程度', satisfactions, { optional: true }),
  status: stages('状态', {
    registered: {
      label: '已登记',
      next: {
        answer: 'answered',
        'to-repair': 'forwarded',
        'to-complaint': 'forwarded',
        'to-enquiry': 'forwarded',
        'to-suggestion': 'forwarded',
        'to-letter': 'forwarded',
        forward: 'forwarded',
      },
    },
    answered: { label: '已答复', next: { close: 'closed' } },
    forwarded: { label: '已转办', next: { collect: 'forwarded', follow: 'followed', settle: 'followed' } },
    followed: { label: '已跟进', next: { close: 'closed' } },
    closed: { label: '已办结' },
  }),
})

declare module '#engine' {
  interface Forms {
    'contact-records': typeof contactRecords
  }
}

type Contact = RecordOf<'contact-records'>
/** Each matter goes its own way: what was written down under another head is put under the right one first. */
const of =
  (...kinds: readonly Contact['kind'][]) =>
  ({ kind }: Contact) =>
    kinds.includes(kind) ||
    `事由为「${contactKinds[kind]}」，请先改为「${kinds.map((one) => contactKinds[one]).join('、')}」`
const opening = (label: string, kind: Contact['kind']) =>
  ({ label, by: reception, stamps: 'forwarding', guard: of(kind) }) as const

export default contactRecords.procedure({
  kind: 'register',
  area: 'service',
  code: 'F02',
  source: '《物业辖区业户报修工作流程》三.1.（1）；《电话/前台接待作业指导书》；《物业客服部工作内容及操作流程》',
  aliases: ['业主来访来电咨询投诉记录表', '来电来访登记', '在线表单'],
  label: 'number',
  paper: {
    来访来电: [
      ['number', 'receivedAt', 'channel', 'status'],
      ['name', 'phone', 'room', 'building'],
      ['kind', 'topic'],
      ['content'],
    ],
    答复与转办: [
      ['reply'],
      ['answering', 'department', 'answerOn', 'forwarding'],
      ['repair', 'complaint', 'enquiry'],
      ['suggestion', 'correspondence', 'firstContact'],
      ['collection'],
    ],
    跟进: [['followUp'], ['following', 'satisfaction']],
  },
  list: {
    columns: ['number', 'receivedAt', 'channel', 'kind', 'topic', 'room', 'name', 'content', 'status'],
    filters: ['status', 'channel', 'kind', 'topic', 'room', 'building', 'receivedAt', 'satisfaction', 'answerOn'],
    sort: '-receivedAt',
    search: ['name', 'room', 'content'],
  },
  views: {
    open: { label: '待答复、待转办', query: 'status=registered&_sort=receivedAt' },
    following: { label: '待跟进', query: 'status=forwarded&_sort=receivedAt' },
    enquiries: {
      label: '咨询请修登记表',
      code: 'F05',
      aliases: ['咨询请修登记'],
      query: 'kind=enquiry&kind=repair&_sort=receivedAt&_order=desc',
      columns: ['number', 'receivedAt', 'name', 'room', 'kind', 'content', 'repair', 'enquiry', 'status'],
    },
    discontented: { label: '不满意的来访来电', query: 'satisfaction=dissatisfied' },
  },
  may: {
    read: 'everyone',
    create: reception,
    edit: { registered: reception },
    export: ['supervisor', 'service-manager', 'centre-manager', 'data-clerk'],
  },
  scope: byBuildingOrOutside,
  due: { forwarded: 'answerOn' },
  actions: {
    answer: {
      label: '当场答复',
      by: reception,
      asks: ['reply'],
      stamps: 'answering',
      guard: ({ kind }) => kind !== 'complaint' || '投诉不论大小均须登记投诉单',
    },
    'to-repair': { ...opening('转报修单', 'repair'), effects: openRepair },
    'to-complaint': { ...opening('转投诉单', 'complaint'), effects: openComplaint },
    'to-enquiry': { ...opening('转专业咨询', 'enquiry'), effects: openEnquiry },
    'to-suggestion': { ...opening('转建议登记', 'suggestion'), effects: openSuggestion },
    'to-letter': {
      label: '转书信登记',
      by: reception,
      stamps: 'forwarding',
      guard: ({ channel }) => channel === 'letter' || channel === 'email' || '只有书信、电子邮件登记为书信',
      effects: openLetter,
    },
    forward: {
      label: '首问转办',
      by: reception,
      asks: ['department', 'answerOn'],
      stamps: 'forwarding',
      guard: of('official', 'entrusted', 'enquiry'),
      effects: openCase,
    },
    collect: { label: '工程部领单', by: 'office', stamps: 'collection' },
    follow: { label: '登记跟进', by: reception, asks: ['followUp'], stamps: 'following' },
    settle: { label: '事项办结', by: 'office', asks: ['followUp'], stamps: 'following' },
    close: {
      label: '办结',
      by: reception,
      offers: ['satisfaction'],
      effects: callDiscontented,
    },
  },
  print: { copies: ['客服部'], sign: { 答复人: 'answering', 工程部领单人: 'collection', 跟进人: 'following' } },
})
