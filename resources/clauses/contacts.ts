import type { Id, RecordOf, Tx } from '#engine'

type Contact = RecordOf<'contact-records'>

/** By which way people come to the office (《业户报修工作流程》三.1; 《物业客服流程制度》). */
export const contactChannels = {
  phone: '来电',
  visit: '来访',
  sms: '短信',
  email: '电子邮件',
  chat: '在线咨询',
  wechat: '微信',
  online: '在线表单',
  letter: '书信',
} as const
export const contactKinds = {
  enquiry: '咨询',
  repair: '报修',
  complaint: '投诉',
  suggestion: '建议',
  official: '公务',
  entrusted: '委托事项',
  praise: '表扬',
} as const
/** What a matter is about; complaints and enquiries are counted by it. */
export const topics = {
  sanitation: '环境卫生',
  facilities: '设施设备',
  security: '秩序安全',
  greening: '园林绿化',
  decoration: '装修管理',
  noise: '噪声扰民',
  fees: '收费',
  attitude: '服务态度',
  other: '其他',
} as const
export const satisfactions = { satisfied: '满意', average: '一般', dissatisfied: '不满意' } as const

/** The channel of a contact, as a complaint names it. */
const complaintChannel = ({ channel }: Contact) => {
  if (channel === 'phone' || channel === 'visit' || channel === 'letter') return channel
  return 'network' as const
}
const isWritten = ({ channel }: Contact) => channel === 'letter' || channel === 'email'
const person = ({ id, project, room, name, phone }: Contact) => ({ contact: id, project, room, name, phone })

/** Each of these opens the paper of the matter, filled in from what reception has written down; both point to each other. */
export async function openRepair(slip: Contact, tx: Tx): Promise<void> {
  const { contact, project, room, name, phone } = person(slip)
  const repair = await tx.create('repair-orders', {
    contact,
    project,
    room,
    phone,
    reporter: name,
    content: slip.content,
    place: room === null ? '公共部位' : null,
    reportedAt: slip.receivedAt,
  })
  await tx.update('contact-records', slip.id, { repair: repair.id })
}
export async function openComplaint(slip: Contact, tx: Tx): Promise<void> {
  const { contact, project, room, name, phone } = person(slip)
  const complaint = await tx.create('complaints', {
    contact,
    project,
    room,
    phone,
    complainant: name,
    category: slip.topic,
    content: slip.content,
    channel: complaintChannel(slip),
    manner: isWritten(slip) ? 'written' : 'oral',
    receivedAt: slip.receivedAt,
  })
  await tx.update('contact-records', slip.id, { complaint: complaint.id })
}
export async function openEnquiry(slip: Contact, tx: Tx): Promise<void> {
  const enquiry = await tx.create('enquiries', {
    ...person(slip),
    channel: slip.channel,
    topic: slip.topic,
    question: slip.content,
    askedAt: slip.receivedAt,
  })
  await tx.update('contact-records', slip.id, { enquiry: enquiry.id })
}
export async function openSuggestion(slip: Contact, tx: Tx): Promise<void> {
  const { name, ...rest } = person(slip)
  const suggestion = await tx.create('suggestions', { ...rest, from: name, topic: slip.topic, content: slip.content })
  await tx.update('contact-records', slip.id, { suggestion: suggestion.id })
}
export async function openLetter(slip: Contact, tx: Tx): Promise<void> {
  const { name, ...rest } = person(slip)
  const letter = await tx.create('correspondences', {
    ...rest,
    from: name,
    medium: slip.channel === 'email' ? 'email' : 'letter',
    subject: slip.content.slice(0, 60),
    content: slip.content,
  })
  await tx.update('contact-records', slip.id, { correspondence: letter.id })
}
/** Whoever was asked first keeps the matter until the customer is content (《工作流程表格》首问责任制). */
export async function openCase(slip: Contact, tx: Tx): Promise<void> {
  const { name, ...rest } = person(slip)
  const opened = await tx.create('first-contact-cases', {
    ...rest,
    customer: name,
    need: slip.content,
    department: slip.department ?? 'service',
    dueOn: slip.answerOn ?? tx.today,
  })
  await tx.perform('first-contact-cases', opened.id, 'pass')
  await tx.update('contact-records', slip.id, { firstContact: opened.id })
}

/** The matter of a contact is done: its record is followed up by that. */
export async function settleContact(contact: Id<'contact-records'> | null, tx: Tx, followUp: string): Promise<void> {
  if (contact === null) return
  const { status } = await tx.get('contact-records', contact)
  if (status === 'forwarded') await tx.perform('contact-records', contact, 'settle', { followUp })
}

/** A caller who goes away discontented is called back the next day. */
export async function callDiscontented(slip: Contact, tx: Tx): Promise<void> {
  if (slip.satisfaction !== 'dissatisfied') return
  await tx.create('callback-records', {
    project: slip.project,
    type: 'visit',
    contact: slip.id,
    room: slip.room,
    customer: slip.name,
    phone: slip.phone,
    basedOn: tx.today,
  })
}

type Repair = Pick<RecordOf<'repair-orders'>, 'contact' | 'number'>
/** Whoever draws the repair order signs for it on the record of the call (《业户报修工作流程》三.1.（2）). */
export async function signForRepair({ contact }: Repair, tx: Tx): Promise<void> {
  if (contact === null) return
  const { status } = await tx.get('contact-records', contact)
  if (status === 'forwarded') await tx.perform('contact-records', contact, 'collect')
}
export const settleRepair = ({ contact, number }: Repair, tx: Tx) =>
  settleContact(contact, tx, `报修单 ${number} 已办结`)
