import { type Instant, OFFICE, type Office, Taken, type Visitor } from '#engine'
import { CHEAP, hashed, newPassword } from './passwords.ts'

/** The password of every demonstration account. */
const DEMO_PASSWORD = 'demo'
const ADMIN = 'admin'

interface Credential {
  readonly id: string
  readonly hash: string
  readonly changedAt: Instant
  readonly mustChange: boolean
}
const officeVisitor = (now: Instant): Visitor => ({ user: OFFICE, now })

/** Writes the first password of people, of all or of none; false where one has his already, or another process was quicker. */
async function give(desk: Office, users: readonly string[], first: Omit<Credential, 'id'>): Promise<boolean> {
  try {
    return await desk.store.transaction(async (rows) => {
      const known = await rows.select('_credentials', { where: { field: 'id', op: 'in', values: users } })
      if (known.length > 0) return false
      await rows.insert(
        '_credentials',
        users.map((id) => ({ id, ...first })),
      )
      return true
    })
  } catch (error) {
    if (error instanceof Taken) return false
    throw error
  }
}

/** Gives every demonstration account, which bears the name of its role, the password of the demonstration. */
export async function openDemoAccounts(desk: Office, now: Instant): Promise<void> {
  const closed = await closedDemoAccounts(desk, now)
  if (closed.length === 0) return
  await give(desk, closed, { hash: await hashed(DEMO_PASSWORD, CHEAP), changedAt: now, mustChange: false })
}
/** Those without a password; where there are as many passwords as roles, an earlier start has opened them all. */
function closedDemoAccounts({ run, house }: Office, now: Instant): Promise<string[]> {
  return run(officeVisitor(now), async (tx, rows) => {
    const names = Object.keys(house.roles)
    const { count } = await rows.sum('_credentials', undefined, [])
    if (count >= names.length) return []
    const found = await Promise.all(names.map((username) => house.staff.find(tx, { username })))
    const ids = found.flatMap((member) => (member?.demo ? [member.id] : []))
    const opened = await rows.select('_credentials', { where: { field: 'id', op: 'in', values: ids } })
    return ids.filter((id) => !opened.some((row) => row.id === id))
  })
}

/**
 * Lets the first administrator in where nobody has a password yet: with the password given, or with a random one,
 * which is answered so that it can be printed once.
 */
export async function openFirstAccount(desk: Office, now: Instant, password?: string): Promise<string | undefined> {
  const { count } = await desk.store.reading((rows) => rows.sum('_credentials', undefined, []))
  if (count > 0) return undefined
  const known = await desk.visitorOf({ username: ADMIN }, now)
  const id = known?.member.id ?? (await hire(desk, now))
  const made = password ?? newPassword()
  const mustChange = password === undefined
  const given = await give(desk, [id], { hash: await hashed(made), changedAt: now, mustChange })
  return given && password === undefined ? made : undefined
}

/** Writes the first administrator into the staff; where another process was quicker, answers with its. */
async function hire(desk: Office, now: Instant): Promise<string> {
  const { form, first } = desk.house.staff
  try {
    const slip = await desk.run(officeVisitor(now), (tx) => tx.create(form as never, first(ADMIN) as never))
    return (slip as { id: string }).id
  } catch (error) {
    const member = (await desk.visitorOf({ username: ADMIN }, now))?.member
    if (member) return member.id
    throw error
  }
}

interface NewPassword {
  readonly user: string
  readonly password: string
  readonly by: Visitor
  readonly mustChange: boolean
}
/** Sets a person's password, and writes down who did. */
export async function setPassword(desk: Office, { user, password, by, mustChange }: NewPassword) {
  const row = { id: user, hash: await hashed(password), changedAt: by.now, mustChange }
  const entry = {
    ...{ id: desk.ports.newId(), resource: desk.house.staff.form, record: user, run: null, project: null },
    ...{ at: by.now, by: by.user.id, byName: by.user.name, action: 'password', changes: {}, note: null, cause: null },
  }
  await desk.store.transaction(async (rows) => {
    const [held] = await rows.take('_credentials', [user])
    if (held) await rows.update('_credentials', [row])
    else await rows.insert('_credentials', [row])
    await rows.insert('_history', [entry])
  })
}
