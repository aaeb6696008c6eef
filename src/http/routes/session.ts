import { dayIn, mayEdit, type Office, refuse, resourceNamed, type Slip, type Visitor } from '#engine'
import { setPassword } from '../accounts.ts'
import { objectOf } from '../body.ts'
import type { Reply, Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { onlyParams, paramsOf } from '../errand.ts'
import { newPassword } from '../passwords.ts'
import { json, nothing } from '../reply.ts'
import type { Clerk } from '../sessions.ts'

const SHORTEST = 8
const LONGEST = 200

/** Signing in and out, and passwords. */
export const sessionRoutes = ({ open, at }: Door, { desk, sessions }: Counter): Route[] => [
  open('POST', '/api/session', async (call) => {
    onlyParams(paramsOf(call.search))
    const { username, password } = objectOf(call)
    checkWritten({ username, password })
    const { clerk, cookie } = await sessions.open(String(username).trim(), String(password), call)
    return welcome(desk, clerk, { 'set-cookie': cookie })
  }),
  open('GET', '/api/session', async (call) => {
    const clerk = await sessions.clerk(call)
    onlyParams(paramsOf(call.search))
    return welcome(desk, clerk)
  }),
  open('DELETE', '/api/session', async (call) => nothing({ 'set-cookie': await sessions.close(call) })),

  at('PUT', '/api/session/password', async ({ query, body, visitor, call }) => {
    onlyParams(query)
    const { user } = visitor
    const { current, password } = body()
    checkNew(password)
    await sessions.confirm(user, String(current ?? ''), call)
    await setPassword(desk, { user: user.id, password: String(password), by: visitor, mustChange: false })
    await sessions.closeOthers(user.id, call)
    return nothing()
  }),
  at('POST', '/api/passwords', async ({ query, body, visitor }) => {
    onlyParams(query)
    const { user } = body()
    if (typeof user !== 'string') return refuse(422, '请写明是谁的密码', { errors: { user: '请写明是谁的密码' } })
    await checkMayRevise(desk, user, visitor)
    const password = newPassword()
    await setPassword(desk, { user, password, by: visitor, mustChange: true })
    await sessions.closeOthers(user)
    return json(200, { password })
  }),
]

const labels: Readonly<Record<string, string>> = { username: '用户名', password: '密码' }
function checkWritten(blanks: Readonly<Record<string, unknown>>) {
  const faults = Object.entries(blanks).filter(
    ([, value]) => typeof value !== 'string' || !value || value.length > LONGEST,
  )
  const errors = Object.fromEntries(faults.map(([name]) => [name, `请填写${labels[name]}`]))
  if (faults.length) refuse(422, Object.values(errors).join('；'), { errors })
}
function checkNew(password: unknown) {
  const fault = `新密码须为 ${SHORTEST} 至 ${LONGEST} 个字符`
  if (typeof password !== 'string' || password.length < SHORTEST || password.length > LONGEST)
    refuse(422, fault, { errors: { password: fault } })
}

/** Whoever may write on a person's card may give him a new password. */
async function checkMayRevise(desk: Office, id: string, visitor: Visitor) {
  const staff = resourceNamed(desk.house, desk.house.staff.form)
  const card = JSON.parse(await desk.read(staff.form.name, id, visitor)) as Slip
  if (!mayEdit(staff, card, visitor.user)) refuse(403, `${visitor.user.name}无权重设密码`)
}

/** What the panel needs to know of whoever signed in, and of the office he signed in to. */
async function welcome(desk: Office, { visitor, mustChange }: Clerk, headers: Reply['headers'] = {}): Promise<Reply> {
  const { house, ports, store } = desk
  const values = visitor.user.projects
  const [policies, projects] = await Promise.all([
    desk.policies(visitor),
    store.reading((rows) => rows.select(house.projects, { where: { field: 'id', op: 'in', values } })),
  ])
  const { company } = house
  const today = dayIn(ports.zone, visitor.now)
  const named = projects.map(({ id, _label }) => ({ id, name: _label }))
  return json(
    200,
    {
      user: visitor.user,
      policies,
      today,
      now: visitor.now,
      zone: ports.zone,
      company,
      projects: named,
      ...(mustChange && { mustChange }),
    },
    headers,
  )
}
