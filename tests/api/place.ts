import { expect } from 'vitest'
import type { Opened } from './backends.ts'
import type { Who } from './toy.ts'
import { type Answer, signIns, type Wire, wire } from './wire.ts'

/** A running toy office, and who goes there. */
export interface Place extends Opened {
  readonly nobody: Wire
  as(who: Who): Promise<Wire>
  /** A new thing in the first estate, made by the clerk. */
  thing(blanks?: object): Promise<Answer['body']>
  /** A new draft about a new thing. */
  slip(blanks?: object): Promise<Answer['body']>
}
export type Here = () => Place

export const THINGS = '/api/toy-wire-things'
export const SLIPS = '/api/toy-wire-slips'

let made = 0
/** A code that nothing else bears. */
export const fresh = (prefix = 'T') => `${prefix}${++made}-${made % 7}`

export function placeOf(opened: Opened): Place {
  const as = signIns(opened.url)
  const create = async (path: string, blanks: object) => {
    const answer = await (await as('clerk')).post(path, blanks)
    expect(answer.status, answer.text).toBe(201)
    return answer.body
  }
  // counted in this place, so that what is asked of one place finds the same in another
  let things = 0
  const thing = (blanks: object = {}) => {
    const code = `P${++things}-${things % 7}`
    return create(THINGS, { project: opened.estates.A, code, ...blanks })
  }
  return {
    ...opened,
    nobody: wire(opened.url),
    as,
    thing,
    slip: async (blanks = {}) => create(SLIPS, { thing: (await thing()).id, amount: 100, ...blanks }),
  }
}

/** Refused with this status, in Chinese, as the contract writes problems. */
export function expectRefusal(answer: Answer, status: number, naming?: string | RegExp): void {
  expect(answer.status, answer.text).toBe(status)
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(answer.body).toMatchObject({
    status,
    type: 'about:blank',
    title: expect.any(String),
    detail: answer.body.message,
  })
  expect(answer.body.message).toMatch(/[一-鿿]/)
  expect(answer.text).not.toMatch(/\bat .*\.[jt]s:\d|select .* from|node_modules/i)
  if (naming) expect(answer.text).toMatch(naming)
}
