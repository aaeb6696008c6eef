import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Instant, Office } from '#engine'
import { openBrowser, openPage, shot } from '../support/browser.ts'
import { type OpenOffice, startOffice } from '../support/office.ts'
import { firstDay, type Hands, handsOf, MORNING } from './first-day.ts'
import { type Person, personAt, signedIn } from './person.ts'

interface Scene {
  /** What lies on the desks of the small office when the journey begins. */
  readonly prepare?: (hands: Hands) => Promise<unknown>
  /** The estate of the demonstration instead, with so many homes. */
  readonly homes?: number
}
interface Looks {
  readonly size?: 'wide' | 'tablet' | 'phone' | readonly [number, number]
  readonly dark?: boolean
}

/** One office and one browser for all the journeys of a file; when one fails, pictures of what was open are kept. */
export function scene({ prepare, homes }: Scene = {}) {
  let office: OpenOffice
  let browser: Browser
  let now: Instant = MORNING
  let present: Person[] = []
  const fill = async (desk: Office) => {
    await firstDay(desk)
    await prepare?.(handsOf(desk))
  }
  beforeAll(async () => {
    ;[office, browser] = await Promise.all([startOffice({ now, ...(homes ? { homes } : { fill }) }), openBrowser()])
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail')
      for (const [at, one] of present.entries())
        await shot(one.page, `failed-${task.name}-${at}`).catch(() => undefined)
    for (const one of present) await one.page.context().close()
    present = []
  })
  afterAll(async () => {
    await browser?.close()
    await office?.close()
  })
  const stranger = async (looks: Looks = {}) => {
    const one = personAt(await openPage(browser, office.url, { now, ...looks }))
    present.push(one)
    return one
  }
  return {
    /** Somebody who has not signed in. */
    stranger,
    /** The demonstration's person of a role, signed in at a browser of his own; gone when the test ends. */
    comes: async (role: string, looks?: Looks) => signedIn(await stranger(looks), role),
    /** Moves the clock of the office, and of everybody who comes in from now on. */
    at(moment: Instant) {
      now = moment
      office.at(moment)
    },
    office: () => office,
  }
}
