import { type Id, type Instant, momentIn, type RecordOf, type Tx } from '#engine'
import { tell } from './messages.ts'

type Notice = RecordOf<'repair-progress-notices'>

/** What a customer is told about his repair, and the message by which it goes. */
export const noticeKinds = {
  accepted: '受理与上门',
  progress: '进展',
  delay: '延期',
  done: '完工，请验收签字',
  visit: '上门预约',
} as const
const codeOf = { accepted: 'MSG13', progress: 'MSG13', delay: 'MSG14', done: 'MSG15', visit: 'MSG16' } as const

/** The order it is about: one of the two kinds. */
export interface AboutOrder {
  readonly order?: Id<'repair-orders'>
  readonly workOrder?: Id<'work-orders'>
}
interface Said {
  readonly kind: keyof typeof noticeKinds
  readonly reason?: string | null
  readonly expectedAt?: Instant | null
}

/** Writes down what a customer is told, and sends it. */
export const notify = (of: AboutOrder, said: Said, tx: Tx) => tx.create('repair-progress-notices', { ...of, ...said })

interface Subject {
  readonly form: 'repair-orders' | 'work-orders'
  readonly id: string
  readonly number: string | null
  readonly name: string
  readonly phone: string
  readonly room: Id<'properties'> | null
  readonly place: string | null
  readonly appointedAt: Instant | null
  readonly amount: number
  readonly engineer: Id<'users'> | null
}
async function subjectOf({ order, workOrder }: Notice, tx: Tx): Promise<Subject | undefined> {
  if (order !== null) {
    const slip = await tx.get('repair-orders', order)
    return { ...slip, form: 'repair-orders', name: slip.reporter, engineer: slip.repairer }
  }
  if (workOrder === null) return undefined
  const slip = await tx.get('work-orders', workOrder)
  return { ...slip, form: 'work-orders', name: slip.applicant, amount: slip.total }
}
const spoken = (at: Instant | null) => (at === null ? '近日' : momentIn('Asia/Shanghai', at))

/** The message of a notice goes into the outbox. */
export async function sendNotice(slip: Notice, tx: Tx): Promise<void> {
  const about = await subjectOf(slip, tx)
  if (!about) return
  const worker = about.engineer && (await tx.get('users', about.engineer)).name
  const visit = spoken(slip.expectedAt ?? about.appointedAt)
  const words = {
    业主姓名: about.name,
    单号: about.number,
    师傅: worker,
    预约时间: visit,
    时间: visit,
    预计时间: spoken(slip.expectedAt),
    原因: slip.reason,
    费用: (about.amount / 100).toFixed(2),
    地点: about.place ?? '您家',
    人员: worker,
  }
  const { room, name, phone, form, id } = about
  await tell(tx, codeOf[slip.kind], { room, name, phone }, words, { form, id, project: slip.project })
}
