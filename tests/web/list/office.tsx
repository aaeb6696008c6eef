import { configure, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createMemoryRouter } from 'react-router'
import { vi } from 'vitest'
import { type House, memoryStore, type Office, office } from '#engine'
import { api, type Call, officePorts, openDemoAccounts, type Route } from '../../../src/http/index.ts'
import { App } from '../../../src/web/App.tsx'
import { settleOut, signIn } from '../../../src/web/providers/session.ts'
import { panelRoutes } from '../../../src/web/routes.tsx'
import '../../../src/web/list/filters/Period.tsx'
import '../../../src/web/list/filters/Range.tsx'
import '../../../src/web/list/filters/Refs.tsx'
import '../../../src/web/pages/HomePage.tsx'
import '../../../src/web/pages/ListPage.tsx'
import '../../../src/web/pages/LoginPage.tsx'
import '../../../src/web/pages/SlipPage.tsx'
import '../../../src/web/shell/inside.ts'
import { house } from './house.ts'

export const NOW = '2026-11-21T02:00:00.000Z'

/** What went over the line, in order. */
export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly status: number
}
export interface Line {
  readonly desk: Office
  readonly sent: Sent[]
  /** Ids of the two estates. */
  readonly estates: readonly [string, string]
  /** Lets answers come late, or not at all. */
  weather: { delay(url: string): number; broken(url: string): boolean }
}

vi.setConfig({ testTimeout: 60_000 })
configure({ asyncUtilTimeout: 10_000, defaultHidden: true, getElementError: (message) => new Error(message ?? '') })

/** The window of a desk: jsdom has none, and rows in sight are drawn only where there is sight. */
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 900 },
  clientWidth: { configurable: true, get: () => 1200 },
})

function matched(routes: readonly Route[], method: string, path: string) {
  const parts = path.split('/')
  for (const route of routes) {
    const names = route.path.split('/')
    if (route.method !== method || names.length !== parts.length) continue
    if (!names.every((name, at) => name.startsWith(':') || name === parts[at])) continue
    const params = Object.fromEntries(
      names.flatMap((name, at) => (name.startsWith(':') ? [[name.slice(1), decodeURIComponent(parts[at] ?? '')]] : [])),
    )
    return { route, params }
  }
  return undefined
}

/** Carries what the panel fetches to the very routes that the server mounts, as a browser with its cookie does. */
function carrier(routes: readonly Route[], sent: Sent[], weather: Line['weather']): typeof fetch {
  let cookie = ''
  return async (input, init = {}) => {
    const url = new URL(String(input), 'http://office.test')
    const method = init.method ?? 'GET'
    const headers = new Headers(init.headers)
    const wait = weather.delay(url.pathname + url.search)
    if (wait > 0) await new Promise((done) => setTimeout(done, wait))
    if (weather.broken(url.pathname)) throw new TypeError('fetch failed')
    init.signal?.throwIfAborted()
    const found = matched(routes, method, url.pathname)
    if (!found) return new Response('{"message":"没有这个地址"}', { status: 404 })
    const call: Call = {
      method,
      path: url.pathname,
      params: found.params,
      search: url.search.slice(1),
      headers: { ...Object.fromEntries(headers), host: 'office.test', cookie },
      bytes: init.body === undefined || init.body === null ? undefined : new TextEncoder().encode(String(init.body)),
      address: '127.0.0.1',
    }
    const reply = await found.route.answer(call)
    const set = reply.headers['set-cookie']
    if (set) cookie = set.split(';')[0] ?? ''
    sent.push({ method, url: url.pathname.slice(4) + url.search, headers, status: reply.status })
    init.signal?.throwIfAborted()
    return new Response(reply.status === 204 ? null : String(reply.body ?? ''), {
      status: reply.status,
      headers: reply.headers,
    })
  }
}

const staff = { clerk: '王芳', cashier: '徐丽', manager: '陈志强' } as const
export type Who = keyof typeof staff

/** A small office with its people and two estates, and the line to it in the place of the browser's. */
export async function openLine(of: House = house): Promise<Line> {
  const desk = office(of, memoryStore(of), { ...officePorts('Asia/Shanghai'), pinyin: () => '' })
  const envelope = (id: string) => ({
    ...{ id, version: 1, project: null, createdAt: NOW, createdBy: 'clerk', updatedAt: NOW, updatedBy: 'clerk' },
    ...{ _label: id, _labelKey: id, _search: id },
  })
  await desk.store.transaction(async (rows) => {
    const names = ['翠湖苑', '云山居']
    await rows.insert(
      of.projects,
      names.map((name, at) => ({ ...envelope(`E${at + 1}`), name, _label: name, _labelKey: name })),
    )
    const people = Object.entries(staff).map(([duty, name]) => ({
      ...envelope(duty),
      username: duty,
      name,
      duty,
      estates: 'E1 E2',
      _label: name,
    }))
    await rows.insert(of.staff.form, people)
  })
  await openDemoAccounts(desk, NOW)
  const sent: Sent[] = []
  const weather: Line['weather'] = { delay: () => 0, broken: () => false }
  const routes = api(desk, { clock: () => NOW, demo: true, log: (line) => console.error(line) })
  globalThis.fetch = carrier(routes, sent, weather)
  return { desk, sent, estates: ['E1', 'E2'], weather }
}

export interface BillDraft {
  readonly room?: string
  readonly payer: string
  readonly amount: number
  readonly dueOn?: string
  readonly urgent?: boolean
  readonly tel?: string
  readonly project?: string
}
/** Writes bills as the clerk does, and brings them as far as told. */
export async function writeBills(
  { desk }: Line,
  drafts: readonly BillDraft[],
  stage: 'draft' | 'open' | 'paid' = 'open',
) {
  const user = (id: Who) => ({
    user: { id, username: id, name: staff[id], roles: [id], projects: ['E1', 'E2'] } as never,
    now: NOW,
  })
  const made: { id: string; version: number }[] = []
  for (const { room = '3-2-1201', project = 'E1', ...draft } of drafts) {
    const found = JSON.parse((await desk.list('toy-list-rooms', { code: room }, user('clerk'))).body) as {
      id: string
    }[]
    const home = found[0] ?? (await desk.create('toy-list-rooms', { code: room, project }, user('clerk')))
    let slip = await desk.create(
      'toy-list-bills',
      { dueOn: '2026-12-01', urgent: false, ...draft, room: home.id, project },
      user('clerk'),
    )
    if (stage !== 'draft')
      slip = await desk.perform('toy-list-bills', String(slip.id), 'submit', { version: slip.version }, user('clerk'))
    if (stage === 'paid')
      slip = await desk.perform('toy-list-bills', String(slip.id), 'pay', { version: slip.version }, user('cashier'))
    made.push({ id: String(slip.id), version: Number(slip.version) })
  }
  return made
}

/** The panel at an address, as somebody who has signed in sees it. */
export async function openPanel(address: string, who: Who | 'nobody' = 'clerk', of: House = house) {
  if (who === 'nobody') settleOut()
  else await signIn(who, 'demo')
  const router = createMemoryRouter(
    panelRoutes(async () => of),
    { initialEntries: [address] },
  )
  const view = render(<App router={router} />)
  const here = () => router.state.location.pathname + router.state.location.search
  return { ...view, router, here, person: userEvent.setup({ delay: null }) }
}
/** The rows of the list as a person reads them, heads and sums apart. */
export const linesShown = () =>
  screen
    .getAllByRole('row')
    .filter((row) => row.hasAttribute('aria-rowindex'))
    .map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? ''))
