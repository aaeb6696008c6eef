import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backends, type Opened } from './backends.ts'
import { type Asked, askedOf, type Known } from './fuzz.ts'
import { type Place, placeOf } from './place.ts'
import { type Answer, type Wire, wire } from './wire.ts'

const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 2000)
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
/** In the second half so many come at the same time. */
const AT_ONCE = 4

/** What the first backend answered, one by one: the others must answer alike. */
let first: string[] | undefined

// Whatever is asked of any route by anybody, the office has an answer that the contract knows: never 500, never English, never a stack.
for (const [name, open] of Object.entries(backends))
  describe(`anything at all, ${name}`, () => {
    let opened: Opened
    let known: Known
    let ask: (asked: Asked) => Promise<Answer>
    const counts = new Map<number, number>()
    beforeAll(async () => {
      opened = await open()
      const place = placeOf(opened)
      known = await knownIn(place)
      const wires = new Map<string, Wire>([['nobody', wire(opened.url)]])
      for (const who of ['clerk', 'rival', 'manager', 'guard', 'cashier'] as const) wires.set(who, await place.as(who))
      ask = async (asked) => {
        const { who, method, path, body, headers } = asked
        const answer = await (wires.get(who) as Wire).call(method, path, body, headers)
        counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
        const fault = faultOf(asked, answer)
        expect(fault, `${answer.status} ${answer.text.slice(0, 400)} ${opened.lines.at(-1)}`).toBeUndefined()
        learn(known, asked, answer)
        return answer
      }
    })
    afterAll(() => opened?.close())
    const timeout = REQUESTS * 60 + 60_000
    const seed = SEED

    it(`is answered, and as elsewhere (FUZZ_REQUESTS=${REQUESTS} FUZZ_SEED=${SEED})`, { timeout }, async () => {
      const told: string[] = []
      const property = fc.asyncProperty(
        askedOf(known),
        async (asked) => void told.push(toldOf(asked, await ask(asked))),
      )
      await fc.assert(property, { numRuns: Math.ceil(REQUESTS / 2), seed, endOnFailure: true })
      first ??= told
      expect(told.find((line, at) => line !== first?.[at])).toBe(first.find((line, at) => line !== told[at]))
    })

    it('is answered when several ask at once', { timeout }, async () => {
      const some = fc.array(askedOf(known), { minLength: AT_ONCE, maxLength: AT_ONCE })
      const property = fc.asyncProperty(some, async (asked) => void (await Promise.all(asked.map(ask))))
      await fc.assert(property, { numRuns: Math.ceil(REQUESTS / 2 / AT_ONCE), seed: seed + 1, endOnFailure: true })
    })

    it('was no defect, and not all of it nonsense', () => {
      console.log(`${name}: seed ${SEED}, answers by status ${JSON.stringify(Object.fromEntries([...counts].sort()))}`)
      expect(opened.lines.filter((line) => line.startsWith('defect'))).toEqual([])
      expect((counts.get(200) ?? 0) + (counts.get(201) ?? 0)).toBeGreaterThan(REQUESTS / 20)
    })
  })

/** A request and what came of it, without what differs by nature from one backend to the next. */
function toldOf({ who, method, path, body }: Asked, { status, headers, body: answer }: Answer): string {
  const errors = Object.keys(answer?.errors ?? {}).sort()
  const line = [
    who,
    method,
    path,
    JSON.stringify(body),
    '→',
    status,
    headers.get('x-total-count'),
    answer?.message,
    errors,
  ]
  return line.join(' ').replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
}

async function knownIn(place: Place): Promise<Known> {
  const [thing, slip] = [await place.thing(), await place.slip()]
  return { estates: Object.values(place.estates), things: [thing.id], slips: [slip.id] }
}
/** Keeps some of what came into being, so that later requests find it. */
function learn({ things, slips }: Known, { path }: Asked, { status, body }: Answer) {
  if (status !== 201 || !body?.id) return
  const ids = path.startsWith('/api/toy-wire-things') ? things : path.startsWith('/api/toy-wire-slips') ? slips : []
  ids.push(body.id)
  if (ids.length > 40) ids.splice(1, 1)
}

const STATUSES = [200, 201, 204, 304, 400, 401, 403, 404, 409, 413, 415, 422, 428, 429]
function faultOf({ who, path }: Asked, { status, headers, text, body }: Answer): string | undefined {
  if (!STATUSES.includes(status)) return `status ${status}`
  if (status >= 400) {
    if (!headers.get('content-type')?.startsWith('application/problem+json')) return 'no problem+json'
    if (!/[一-鿿]/.test(body.message) || body.status !== status) return 'no message'
    if (/node_modules|\.ts:\d|SQLSTATE|syntax error|column "|relation "/i.test(text)) return 'says too much'
  }
  const open = /^\/(?:healthz|readyz|api\/session)/.test(path)
  if (who === 'nobody' && !open && ![400, 401, 403, 404, 413].includes(status)) return 'open to anybody'
  if (
    status === 200 &&
    /^\/api\/toy-wire-\w+(?:\?|$)/.test(path) &&
    Array.isArray(body) &&
    headers.get('x-total-count') === null
  )
    return 'no total'
  return undefined
}
