import type { Store } from '#engine'
import { type Any, stores } from './money-desk.ts'
import { openService } from './service-desk.ts'

/** The branches are told in memory; the whole way, once, on every store (renovation-way.test.ts). */
export const inMemory = stores.slice(0, 1)

type Words = Readonly<Record<string, unknown>>
/** Ten in the morning of a day, as the office's clock shows it. */
const at10 = (day: string) => Date.parse(`${day}T02:00:00.000Z`)

/** An office in which a home is decorated, paper by paper. */
export async function openWorks(store: Store) {
  const office = await openService(store)
  const { create, step, all, read, edit } = office
  const [room] = office.rooms as [string]

  const setDay = (day: string) => office.pass((at10(day) - Date.parse(office.clock())) / 60_000)
  /** The office does what it does by itself, at the hour of that day. */
  const daily = async (day: string) => {
    setDay(day)
    return office.desk.day({ day }, office.clock())
  }
  const photo = async (who: string) => {
    const card = (await office.desk.files.keep(
      { name: '照片.jpg', type: 'image/jpeg' } as never,
      new Uint8Array([1]),
      await office.at(who),
    )) as Any
    return [{ id: card.id, name: card.name, type: card.type, size: card.size }]
  }
  const settle = (key: string, value: string, more: Words = {}) =>
    create(
      'policies',
      { key, value, validFrom: '2026-11-01', reason: '本项目约定', ...more, project: office.project },
      'finance-manager',
    )

  const firm = (more: Words = {}) =>
    create('contractors', { name: '宏图装饰', contact: '李工', phone: '13900001111', ...more }, 'clerk')
  const drafted = async (more: Words = {}) =>
    create(
      'renovation-applications',
      {
        room,
        leader: '李工',
        leaderPhone: '13900001111',
        identityChecked: true,
        content: [{ part: '客厅', work: '贴砖刷墙' }],
        startsOn: '2026-11-25',
        endsOn: '2027-02-20',
        ...more,
      },
      'clerk',
    )
  const app = (slip: Any, action: string, who: string, answers: Words = {}) =>
    step('renovation-applications', slip, action, who, answers)
  const now = (slip: Any) => read('renovation-applications', slip.id)
  /** Every paper of the application is handed in, signed and sealed, and found in order. */
  const handIn = async (slip: Any, phase = 'application') => {
    for (const paper of await all('renovation-documents', { application: slip.id, phase, status: 'missing' })) {
      const answers = { file: await photo('clerk'), sealed: true, ownerSigned: true }
      await step('renovation-documents', paper, 'receive', 'clerk', answers)
      await step('renovation-documents', paper, 'check', 'clerk')
    }
  }
  const approved = async (more: Words = {}) => {
    const slip = await app(await drafted(more), 'submit', 'clerk')
    await handIn(slip)
    await app(slip, 'send-review', 'clerk')
    await app(slip, 'approve-service', 'service-manager')
    return app(slip, 'approve', 'engineering-manager')
  }
  const agree = async (slip: Any, more: Words = {}) => {
    const paper = await create('renovation-agreements', { application: slip.id, ...more }, 'clerk')
    const sign = (action: string, who: string, answers: Words = {}) =>
      step('renovation-agreements', paper, action, who, answers)
    await sign('submit', 'clerk')
    await sign('owner-sign', 'clerk', { ownerSign: '王芳' })
    await sign('leader-sign', 'clerk', { leaderSign: '李工' })
    return sign('sign', 'service-manager')
  }
  /** The one notice of this kind that lies open for the decoration. */
  const noticeOf = async (slip: Any, kind = 'permit') =>
    (await all('renovation-payment-notices', { application: slip.id, kind }))[0]
  /** The customer pays a notice at the counter: everything it asks for. */
  const payAtCounter = async (notice: Any, more: Words = {}) => {
    const slip = await create(
      'payment-slips',
      { room: notice.room, renovation: notice.id, compared: true, payer: '王芳', ...more },
      'clerk',
    )
    const { total } = await read('payment-slips', slip.id)
    await step('payment-slips', slip, 'sign', 'clerk')
    const tenders = [{ method: 'transfer', amount: total, reference: 'ZZ1' }]
    return step('payment-slips', slip, 'receive', 'fee-clerk', { tenders })
  }
  const paid = async (more: Words = {}) => {
    const slip = await approved(more)
    await app(slip, 'bill', 'clerk')
    const notice = await noticeOf(slip)
    await step('renovation-payment-notices', notice, 'issue', 'clerk')
    await payAtCounter(notice)
    await step('renovation-payment-notices', notice, 'confirm', 'accountant')
    return now(slip)
  }
  const permitOf = async (slip: Any) => (await all('construction-permits', { application: slip.id }))[0]
  const issue = async (slip: Any) => {
    const permit = await permitOf(slip)
    await step('construction-permits', permit, 'check', 'clerk')
    for (const who of ['property-department-manager', 'engineering-manager', 'security-manager'])
      await step('construction-permits', permit, 'sign', who)
    return now(slip)
  }
  /** A decoration under way, from its first paper to its permit. */
  const working = async (more: Words = {}, agreement: Words = {}) => {
    const slip = await paid(more)
    await agree(slip, agreement)
    return issue(slip)
  }
  /** Passes for these workers, paid for and issued. */
  const passes = async (slip: Any, workers: readonly string[], more: Words = {}) => {
    const made = []
    for (const workerName of workers) {
      const draft = { application: slip.id, workerName, workerIdentity: '11010519491231002X', ...more }
      made.push(await step('worker-passes', await create('worker-passes', draft, 'clerk'), 'apply', 'clerk'))
    }
    const notice = await create('renovation-payment-notices', { application: slip.id, kind: 'passes' }, 'clerk')
    await step('renovation-payment-notices', notice, 'issue', 'clerk')
    await payAtCounter(notice)
    await step('renovation-payment-notices', notice, 'confirm', 'cashier')
    for (const pass of made)
      await step('worker-passes', pass, 'issue', 'clerk', {
        leaderSign: '李工',
        issuedItems: ['card', 'sleeve', 'clip'],
        photo: await photo('clerk'),
        identityCopy: await photo('clerk'),
      })
    return made
  }
  /** Looks at every line of a patrol; some are not as they should be. */
  const patrol = async (slip: Any, who: string, found: Readonly<Record<string, Words>> = {}) => {
    const lines = slip.lines.map((line: Any) => ({ ...line, result: 'normal', ...found[line.code] }))
    const written = await edit('renovation-patrols', await read('renovation-patrols', slip.id), { lines }, who)
    return step('renovation-patrols', written, 'finish', who)
  }
  const violate = async (slip: Any, dueOn: string, type = 'structure') => {
    const draft = { application: slip.id, type, detail: '拆除承重墙', demand: '恢复原状' }
    const made = await create('renovation-violations', draft, 'decoration-officer')
    const answers = { photos: await photo('decoration-officer'), demand: '恢复原状', dueOn, toldTo: '李工' }
    return step('renovation-violations', made, 'notify', 'decoration-officer', answers)
  }
  /** The acceptance of these works, applied for and appointed. */
  const appointed = async (slip: Any) => {
    const paper = await create('renovation-acceptances', { application: slip.id }, 'clerk')
    await step('renovation-acceptances', paper, 'submit', 'clerk')
    return step('renovation-acceptances', paper, 'appoint', 'clerk', { appointedAt: '2027-02-10T02:00:00.000Z' })
  }
  const looked = async (paper: Any, result = 'pass') => {
    const { lines, version } = await read('renovation-acceptances', paper.id)
    const seen = lines.map((line: Any, at: number) => ({ ...line, result: at === 0 ? result : 'pass' }))
    return edit('renovation-acceptances', { ...paper, version }, { lines: seen }, 'engineer')
  }
  const team = ['engineering-manager', 'security-manager', 'clerk']
  const signed = async (paper: Any) => {
    const sign = (action: string, who: string, answers: Words = {}) =>
      step('renovation-acceptances', paper, action, who, answers)
    for (const who of team) await sign('sign', who)
    await sign('owner-sign', 'clerk', { ownerSign: '王芳' })
    return sign('leader-sign', 'clerk', { leaderSign: '李工' })
  }
  const accepted = async (slip: Any) => {
    const paper = await appointed(slip)
    await looked(paper)
    await step('renovation-acceptances', paper, 'inspect', 'engineer')
    return signed(paper)
  }
  return {
    ...office,
    room,
    setDay,
    daily,
    photo,
    settle,
    firm,
    drafted,
    app,
    now,
    handIn,
    approved,
    agree,
    noticeOf,
    payAtCounter,
    paid,
    permitOf,
    issue,
    working,
    passes,
    patrol,
    violate,
    appointed,
    looked,
    signed,
    accepted,
  }
}
export type Works = Awaited<ReturnType<typeof openWorks>>
