import { type Blocker, momentIn, type Reader, type RecordOf, type Tx, type User } from '#engine'
import { isBad } from './callbacks.ts'
import { tell } from './messages.ts'
import { closeCalled, markCalled, notHandled, workAgainOn } from './repairs-callback.ts'

type Callback = RecordOf<'callback-records'>

/** Nothing is asked about a matter that is not yet handled. */
export async function notYetHandled(slip: Callback, reader: Reader): Promise<readonly Blocker[]> {
  if (slip.complaint === null) return notHandled(slip, reader)
  const { id, number, status } = await reader.get('complaints', slip.complaint)
  if (status === 'callback-due') return []
  return [{ message: `投诉 ${number} 不在「待回访」，不能回访`, resource: 'complaints', id }]
}

/** Who is visited has said yes before; a major complaint is the centre manager's to ask about. */
export function mayCall({ method, status, permission, type, important }: Callback, { roles }: User): true | string {
  if (method === 'visit' && (status !== 'appointed' || !permission)) return '上门回访须先电话预约并获业户同意'
  if (type !== 'complaint' || !important) return true
  return roles.includes('centre-manager') || '重大投诉由服务中心经理回访'
}
export function mayComplain(slip: Callback): true | string {
  if (slip.type === 'complaint') return '投诉回访不满意的，转办后原投诉重新处理'
  return isBad(slip) || '业户没有提出问题，不需转投诉'
}
export function mayRead(slip: Callback, { id }: User): true | string {
  if (slip.status === 'called' && isBad(slip)) return '业户不满意或提出了问题，须先转办并告知结果'
  return slip.calling?.user !== id || '审阅人与回访人不得为同一人'
}

/** What was asked is noted on the matter and on the plan. */
export async function noteCall(slip: Callback, tx: Tx): Promise<void> {
  await tx.update('callback-records', slip.id, { calledOn: tx.today })
  await markCalled(slip, tx)
  if (slip.complaint !== null) await tx.update('complaints', slip.complaint, { calledBack: true })
  if (slip.activity !== null) {
    const { called } = await tx.get('community-activities', slip.activity)
    await tx.update('community-activities', slip.activity, { called: called + 1 })
  }
  if (slip.plan === null) return
  const { id, called, status } = await tx.get('callback-plans', slip.plan)
  await tx.update('callback-plans', id, { called: called + 1 })
  if (status === 'issued') await tx.perform('callback-plans', id, 'start')
}

/** A bad answer opens the matter again: the repair is done anew, the complaint goes back to its department. */
export async function openAgain(slip: Callback, tx: Tx): Promise<void> {
  if (slip.satisfaction !== 'dissatisfied') return
  await workAgainOn(slip, tx)
  if (slip.complaint !== null) await tx.perform('complaints', slip.complaint, 'reopen')
}

/** What the customer says is a complaint of its own (《业户回访工作流程》三.（五）). */
export async function complain(slip: Callback, tx: Tx): Promise<void> {
  const complaint = await tx.create('complaints', {
    project: slip.project,
    source: slip.id,
    channel: slip.method === 'visit' ? 'visit' : 'phone',
    room: slip.room,
    complainant: slip.customer,
    phone: slip.phone,
    category: 'other',
    content: slip.problems ?? slip.shortcomings ?? `回访 ${slip.number}：业户不满意`,
  })
  await tx.perform('complaints', complaint.id, 'register')
  await tx.update('callback-records', slip.id, { raised: complaint.id })
}

const stillOpen = ['registered', 'assigned', 'replied', 'solving']
/** The customer is told a result when there is one. */
export async function notYetSolved({ complaint, raised }: Callback, reader: Reader): Promise<Blocker[]> {
  const id = raised ?? complaint
  const grief = id && (await reader.get('complaints', id))
  if (!grief || !stillOpen.includes(grief.status)) return []
  return [{ message: `投诉 ${grief.number} 尚未处理完毕，不能告知结果`, resource: 'complaints', id: grief.id }]
}

/** Read by the head of customer service: the matter is closed, and a suggestion taken up. */
export async function closeMatter(slip: Callback, tx: Tx): Promise<void> {
  await closeCalled(slip, tx)
  if (slip.complaint !== null) {
    const grief = await tx.get('complaints', slip.complaint)
    if (grief.callback === slip.id && grief.status === 'callback-due')
      await tx.perform('complaints', grief.id, 'callback')
  }
  if (!slip.adopted || slip.suggestions === null) return
  const taken = await tx.create('suggestions', {
    project: slip.project,
    callback: slip.id,
    from: slip.customer,
    phone: slip.phone,
    room: slip.room,
    content: slip.suggestions,
  })
  await tx.perform('suggestions', taken.id, 'adopt')
}

/** A visit is announced by telephone. */
export const announceVisit = (slip: Callback, tx: Tx) =>
  tell(
    tx,
    'MSG20',
    { room: slip.room, name: slip.customer, phone: slip.phone },
    { 时间: slip.appointedAt && momentIn('Asia/Shanghai', slip.appointedAt), 事由: '上门回访' },
    { form: 'callback-records', id: slip.id, project: slip.project },
  )
