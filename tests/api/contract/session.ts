import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { clock, PASSWORD } from '../backends.ts'
import { expectRefusal, fresh, type Here, SLIPS, THINGS } from '../place.ts'
import { cookieOf, wire } from '../wire.ts'

const SESSION = '/api/session'
const hours = (count: number) => new Date(Date.parse(clock.now) + count * 3_600_000).toISOString()

export function sessionStories(here: Here) {
  it('opens with name and password, and says who came and to which office', async () => {
    const { nobody, estates } = here()
    const answer = await nobody.post(SESSION, { username: 'clerk', password: PASSWORD })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      user: { username: 'clerk', name: '客服小王', roles: ['clerk'], projects: [estates.A, estates.B] },
      today: '2026-11-21',
      zone: 'Asia/Shanghai',
      company: '玩具物业',
      policies: [],
    })
    expect(answer.body.projects).toEqual([
      { id: estates.A, name: '翠湖苑' },
      { id: estates.B, name: '云山居' },
    ])
    expect(answer.body.user).not.toHaveProperty('demo')
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^guanjia_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    )
  })

  it('ends on the server too, not only in the browser', async () => {
    const { nobody, url } = here()
    const mine = wire(url, cookieOf(await nobody.post(SESSION, { username: 'clerk', password: PASSWORD })))
    expect((await mine.get(SESSION)).body.user.username).toBe('clerk')
    const left = await mine.del(SESSION)
    expect(left.status).toBe(204)
    expect(left.headers.getSetCookie()[0]).toMatch(/^guanjia_session=; .*Max-Age=0/)
    expectRefusal(await mine.get(SESSION), 401)
    expectRefusal(await mine.get(THINGS), 401)
  })

  it('refuses a wrong name and a wrong password in the same words and the same time', async () => {
    const { nobody } = here()
    const timed = async (username: string) => {
      const start = performance.now()
      const answer = await nobody.post(SESSION, { username, password: 'wrong' })
      expectRefusal(answer, 401)
      return { text: answer.text, took: performance.now() - start }
    }
    await timed('admin')
    const [known, unknown] = [await timed('admin'), await timed(fresh('nobody'))]
    expect(unknown.text).toBe(known.text)
    expect(Math.max(known.took, unknown.took) / Math.min(known.took, unknown.took)).toBeLessThan(3)
  })

  it('refuses a demonstration account where there is no demonstration', async () => {
    expectRefusal(await here().nobody.post(SESSION, { username: 'demo', password: PASSWORD }), 401)
  })

  it('asks for both blanks', async () => {
    const answer = await here().nobody.post(SESSION, { username: '' })
    expectRefusal(answer, 422)
    expect(Object.keys(answer.body.errors)).toEqual(['username', 'password'])
  })

  it('stops whoever guesses, even with the right password at last, and nobody else', async () => {
    const { nobody } = here()
    const guesses = await Promise.all(
      Array.from({ length: 10 }, () => nobody.post(SESSION, { username: 'far', password: 'guess' })),
    )
    expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(8).fill(401), 429, 429])
    expectRefusal(await nobody.post(SESSION, { username: 'far', password: PASSWORD }), 429)
    expect((await nobody.post(SESSION, { username: 'rival', password: PASSWORD })).status).toBe(200)
  })

  it('lasts while it is used, and ends twelve hours after the last call', async () => {
    const { nobody, url } = here()
    const start = clock.now
    const mine = wire(url, cookieOf(await nobody.post(SESSION, { username: 'guard', password: PASSWORD })))
    try {
      clock.now = hours(11)
      await setTimeout(2100)
      expect((await mine.get(SESSION)).status).toBe(200)
      clock.now = hours(11)
      expect((await mine.get(SESSION)).status).toBe(200)
      clock.now = hours(13)
      expectRefusal(await mine.get(SESSION), 401)
    } finally {
      clock.now = start
    }
  })

  it('is asked for by every other route, known or not', async () => {
    const { nobody } = here()
    const paths = ['', '/x', '/x/actions', '/x/history', '/totals', '/export?format=csv', '?nonsense=1'].map(
      (end) => THINGS + end,
    )
    for (const path of [...paths, '/api/catalogue', '/api/openapi.json', '/api/files/x', '/api/no-such-thing'])
      expectRefusal(await nobody.get(path), 401)
    for (const path of [
      THINGS,
      `${THINGS}/batch`,
      `${SLIPS}/x/actions/submit`,
      `${THINGS}/x/reveal`,
      '/api/files',
      '/api/passwords',
    ])
      expectRefusal(await nobody.post(path, '{'), 401)
    expectRefusal(await nobody.patch(`${THINGS}/x`, {}), 401)
    expectRefusal(await nobody.del(`${THINGS}/x?version=1`), 401)
    expectRefusal(await wire(here().url, 'guanjia_session=made-up').get(THINGS), 401)
  })

  it('takes no write from a foreign page', async () => {
    const clerk = await here().as('clerk')
    const { host } = new URL(here().url)
    const write = (headers: Record<string, string>) => clerk.post(THINGS, {}, headers)
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', `http://${host}.evil.example`])
      expectRefusal(await write({ origin }), 403)
    expectRefusal(await write({ 'sec-fetch-site': 'cross-site' }), 403)
    expectRefusal(
      await here().nobody.post(SESSION, { username: 'clerk', password: PASSWORD }, { origin: 'https://evil.example' }),
      403,
    )
    expect((await write({ origin: `http://${host}` })).status).toBe(422)
    expect((await clerk.get(THINGS, { origin: 'https://evil.example' })).status).toBe(200)
  })

  it('lets a person change his password, which ends his other sessions', async () => {
    const { nobody, url, as } = here()
    const signIn = (password: string) => nobody.post(SESSION, { username: 'changer', password })
    const [mine, other] = [wire(url, cookieOf(await signIn(PASSWORD))), wire(url, cookieOf(await signIn(PASSWORD)))]
    expectRefusal(
      await mine.call('PUT', `${SESSION}/password`, { current: 'wrong', password: 'long-enough' }),
      422,
      /current/,
    )
    expectRefusal(
      await mine.call('PUT', `${SESSION}/password`, { current: PASSWORD, password: 'short' }),
      422,
      /password/,
    )
    expect((await mine.call('PUT', `${SESSION}/password`, { current: PASSWORD, password: 'long-enough' })).status).toBe(
      204,
    )
    expect((await mine.get(SESSION)).status).toBe(200)
    expectRefusal(await other.get(SESSION), 401)
    expectRefusal(await signIn(PASSWORD), 401)

    const { id } = (await mine.get(SESSION)).body.user
    expectRefusal(await (await as('clerk')).post('/api/passwords', { user: id }), 403)
    const given = await (await as('manager')).post('/api/passwords', { user: id })
    expect(given.status).toBe(200)
    expectRefusal(await mine.get(SESSION), 401)
    const back = await signIn(given.body.password)
    expect(back.body).toMatchObject({ mustChange: true, user: { id } })
  })
}
