import { type Blocker, monthsAfter, type OfficeDraftOf, type Reader, type RecordOf, type Tx } from '#engine'
import { tell } from './messages.ts'
import { documentTypes } from './renovation.ts'

type Application = RecordOf<'renovation-applications'>
type Paper = RecordOf<'renovation-documents'>
type Wanted = Pick<OfficeDraftOf<'renovation-documents'>, 'type' | 'rule' | 'phase' | 'sealRequired'>

/** The papers that the answers on an application ask for (《工作流程表格》装修申请): the firm's with its red seal, drawings by what is altered. */
function papersFor({ content, contractor, applicant, layout }: Application): readonly Wanted[] {
  const alters = (what: 'structure' | 'toilet' | 'pipes' | 'power') => content.some((line) => line[what])
  const firm: Wanted[] =
    contractor === null
      ? []
      : [
          { type: 'licence', rule: '复印件盖红章', sealRequired: true },
          { type: 'qualification', rule: '复印件盖红章', sealRequired: true },
          { type: 'contract', rule: '业主与施工单位签订' },
        ]
  const altered = (what: Parameters<typeof alters>[0], type: Wanted['type'], rule: string): Wanted[] =>
    alters(what) ? [{ type, rule }] : []
  const works = alters('structure') || alters('pipes') || alters('power')
  return [
    ...firm,
    { type: 'drawings', rule: '每张须签字' },
    { type: 'floor-plan', rule: '须签字' },
    { type: 'ceiling', rule: '须签字' },
    ...altered('structure', 'demolition', '拆改墙体的'),
    ...altered('pipes', 'pipes', '改动管道的'),
    ...altered('power', 'power', '改动电气的'),
    ...altered('toilet', 'waterproof', '改动卫生间的'),
    ...(layout === 'duplex' ? altered('structure', 'duplex', '复式房改动的') : []),
    ...(applicant === 'leader' ? [{ type: 'attorney' as const, rule: '负责人代办的' }] : []),
    ...(works ? [{ type: 'as-built' as const, rule: '竣工验收时交', phase: 'acceptance' as const }] : []),
    ...(alters('toilet') ? [{ type: 'water-test' as const, rule: '竣工验收时交', phase: 'acceptance' as const }] : []),
  ]
}

/** The list is made from the answers; asked again, only what is new is added, and what nobody has handed in and nobody needs any more falls away. */
export async function listPapers(slip: Application, tx: Tx) {
  const wanted = papersFor(slip)
  const listed = await tx.find('renovation-documents', { application: slip.id })
  const fresh = wanted.filter(({ type }) => !listed.some((one) => one.type === type))
  const drafts = fresh.map((paper) => ({ application: slip.id, project: slip.project, ...paper }))
  await tx.createMany('renovation-documents', drafts)
  const needless = listed.filter(
    ({ type, status }) => (status === 'missing' || status === 'returned') && !wanted.some((one) => one.type === type),
  )
  await tx.performMany(
    'renovation-documents',
    needless.map(({ id }) => id),
    'waive',
  )
  await tx.update('renovation-applications', slip.id, { toReviewBy: tx.today })
}

/** What is wrong with a paper that was handed in: its seal, its signatures; nothing where it is sound. */
export function unsound({ sealRequired, sealed, type, ownerSigned, contractorSigned }: Paper): string | undefined {
  if (sealRequired) return sealed ? undefined : `${documentTypes[type]}须盖红章`
  return ownerSigned || contractorSigned ? undefined : `${documentTypes[type]}须签字`
}

const openPapers = (reader: Reader, application: Application['id'], status: Paper['status'][]) =>
  reader.find('renovation-documents', { application, phase: 'application', status })
const saying = (papers: readonly Paper[], words: string): Blocker[] =>
  papers.map(({ id, type }) => ({ message: `${documentTypes[type]}${words}`, resource: 'renovation-documents', id }))

/** Papers that stand against the review: not handed in, sent back, or not looked at; and an agreement, where it is signed with the application. */
export async function stillWrong(slip: Application, reader: Reader): Promise<Blocker[]> {
  return [
    ...saying(await openPapers(reader, slip.id, ['missing']), '未交'),
    ...saying(await openPapers(reader, slip.id, ['returned']), '已退回'),
    ...saying(await openPapers(reader, slip.id, ['received']), '尚未核对'),
    ...(await unsigned(slip, reader, 'application')),
  ]
}
/** Papers that are still not there. */
export const missingPapers = async ({ id }: Application, reader: Reader) => [
  ...saying(await openPapers(reader, id, ['missing']), '未交'),
  ...saying(await openPapers(reader, id, ['returned']), '已退回'),
]
/** Nothing is asked for where everything is there. */
export async function checkedPapers(slip: Application, reader: Reader): Promise<Blocker[]> {
  const open = await openPapers(reader, slip.id, ['missing', 'received', 'returned'])
  return open.length > 0 ? [] : [{ message: '资料已全部核对，请送审' }]
}
/** The papers of the acceptance that are not checked yet. */
export async function missingAtAcceptance(application: Application['id'], reader: Reader): Promise<Blocker[]> {
  const status = ['missing', 'received', 'returned'] as const
  return saying(await reader.find('renovation-documents', { application, phase: 'acceptance', status }), '尚未核对')
}

/** A firm that may not enter, or whose qualification is over, and works longer than the office gives (R040). */
export async function unfitFirm({ contractor, startsOn, endsOn }: Application, reader: Reader): Promise<Blocker[]> {
  const months = reader.policy('renovation.period_months')
  const longest = monthsAfter(startsOn, months)
  const found: Blocker[] =
    endsOn <= longest ? [] : [{ message: `装修期限一般为 ${months} 个月，最迟 ${longest} 完工，不够的到期前办理延期` }]
  if (contractor === null) return found
  const firm = await reader.get('contractors', contractor)
  const where = { resource: 'contractors', id: firm.id }
  if (firm.status === 'barred') found.push({ message: `${firm.name}已被禁止进场`, ...where })
  if (firm.qualifiedUntil !== null && firm.qualifiedUntil < reader.today)
    found.push({ message: `${firm.name}的资质已于 ${firm.qualifiedUntil} 到期`, ...where })
  return found
}

/** The agreement that is not signed, where it must be by now (X05). */
export async function unsigned(
  slip: Pick<Application, 'id'>,
  reader: Reader,
  by: 'application' | 'permit' | 'entry',
): Promise<Blocker[]> {
  const order = ['application', 'permit', 'entry']
  if (order.indexOf(reader.policy('renovation.agreement_required_before')) > order.indexOf(by)) return []
  const signed = await reader.find('renovation-agreements', { application: slip.id, status: 'signed' }, { limit: 1 })
  if (signed.length > 0) return []
  const query = `application=${slip.id}`
  return [{ message: '装修协议书尚未签订', resource: 'renovation-agreements', query }]
}

/** The customer is told what is missing or wrong. */
export const tellCorrection = (slip: Application, tx: Tx) =>
  tell(
    tx,
    'MSG17',
    { room: slip.room, name: slip.ownerName, phone: slip.ownerPhone },
    { 业主姓名: slip.ownerName, 问题: slip.missing },
    { form: 'renovation-applications', id: slip.id, project: slip.project },
  )
