import {
  type ActionOf,
  type Answered,
  type Day,
  type DraftOf,
  type FormName,
  type Id,
  type Instant,
  type MemoryStore,
  type Office,
  office,
  type PatchOf,
  type RecordOf,
  type Tx,
  type User,
} from '#engine'
import { type Agenda, agenda, type Story } from './agenda.ts'
import { type Chance, chance } from './chance.ts'
import { type Hours, hours, type Wait } from './time.ts'

/** A step on a slip: after how long, by whom, and what is answered. */
export interface Take<N extends FormName> {
  readonly after: Wait
  readonly by: User
  readonly step: ActionOf<N> | 'void' | 'confirm-void' | 'cancel-void'
  readonly with?: Answers<N> | ((today: Day) => Answers<N>)
}
type Answers<N extends FormName> = PatchOf<N> & Answered & { readonly to?: string }
/** What befalls one slip. */
export interface Tale<N extends FormName> {
  readonly by: User
  readonly draft: DraftOf<N> & { readonly project?: string | null }
  readonly takes: readonly Take<N>[]
  /** The stage in which it stays. */
  readonly until?: string | undefined
}

/** The room in which the estate is drafted: a whole office in memory, with a clock of its own. */
export interface Drafting {
  readonly desk: Office
  readonly store: MemoryStore
  readonly chance: Chance
  readonly hours: Hours
  readonly agenda: Agenda
  readonly clock: { readonly now: Instant }
  /** The office writes in sets, at this moment and in this person's name. */
  run<T>(user: User, work: (tx: Tx) => Promise<T>): Promise<T>
  /** A person opens a slip. */
  open<N extends FormName>(form: N, draft: Tale<N>['draft'], user: User): Promise<Id<N>>
  /** A person takes a step on a slip. */
  step<N extends FormName>(form: N, id: Id<N>, take: Omit<Take<N>, 'after'>): Promise<RecordOf<N>>
  edit<N extends FormName>(form: N, id: Id<N>, patch: PatchOf<N>, user: User): Promise<void>
  now<N extends FormName>(form: N, id: Id<N>): Promise<RecordOf<N>>
  /** The moment so long after this one. */
  later(wait: Wait): Instant
  tale<N extends FormName>(form: N, tale: Tale<N>): Story
}

export function drafting({ house, ports }: Office, store: MemoryStore, seed: number, start: Instant): Drafting {
  const clock = { now: start }
  const chances = chance(seed)
  const desk = office(house, store, { ...ports, newId: idsBy(clock, chances.of('ids')) })
  const time = hours(ports.zone)
  const jitter = chances.of('jitter')
  const at = (user: User) => ({ user, now: clock.now })

  const run: Drafting['run'] = (user, work) => desk.run(at(user), work)
  const open: Drafting['open'] = async (form, draft, user) =>
    (await run(user, (tx) => tx.create(form, draft))).id as never
  const now: Drafting['now'] = async (form, id) =>
    (await store.reading((rows) => rows.one(form, id))) as unknown as RecordOf<typeof form>
  const step: Drafting['step'] = (form, id, { by, step: action, with: told = {} }) => {
    const answers = typeof told === 'function' ? told(time.dayOf(clock.now)) : told
    return run(by, (tx) => tx.perform(form, id as never, action as never, answers))
  }
  const later = (wait: Wait) => time.after(clock.now, wait, jitter.whole(0, 59))

  async function* tale<N extends FormName>(form: N, { by, draft, takes, until }: Tale<N>): Story {
    const id = await open(form, draft, by)
    if (until !== undefined && ((await now(form, id)) as { status?: string }).status === until) return
    for (const take of takes) {
      yield later(take.after)
      const { status } = (await step(form, id, take)) as { status?: string }
      if (until !== undefined && status === until) return
    }
  }

  return {
    desk,
    store,
    chance: chances,
    hours: time,
    agenda: agenda(clock),
    clock,
    run,
    open,
    step,
    now,
    later,
    tale,
    edit: async (form, id, patch, user) => {
      const { version } = await now(form, id)
      await desk.edit(form, id, { ...patch, version }, at(user))
    },
  }
}

const digits = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'))
/** UUIDs of version 7 by the room's clock: in order, and the same every time. */
function idsBy(clock: { readonly now: Instant }, chances: Chance): () => string {
  let [read, last, count, time] = ['', 0, 0, '']
  /** As so many hexadecimal digits. */
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  function turn(): void {
    const now = Date.parse(clock.now)
    read = clock.now
    last = now > last ? now : last + 1
    count = 0
    time = `${hex(last, 12).slice(0, 8)}-${hex(last, 12).slice(8)}-7`
  }
  const drawn = (from: number, to: number) => {
    const number = chances.whole(from, to)
    return `${digits[number >> 8]}${digits[number & 0xff]}`
  }
  return () => {
    if (clock.now !== read || count >= 0xfff) turn()
    else count += 1
    const [high, ...low] = [drawn(0x8000, 0xbfff), drawn(0, 0xffff), drawn(0, 0xffff), drawn(0, 0xffff)]
    return `${time}${hex(count, 3)}-${high}-${low.join('')}`
  }
}
