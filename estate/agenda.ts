import { type Instant, Refusal } from '#engine'

/** What happens one after the other: it yields the moment at which it goes on, and may come to something in the end. */
export type Story<T = void> = AsyncGenerator<Instant, T, void>

interface Entry {
  readonly at: Instant
  readonly turn: number
  readonly story: Story<unknown>
}
const before = (one: Entry, other: Entry) => (one.at === other.at ? one.turn < other.turn : one.at < other.at)

/** Tells many stories in the order of time; what would come after the end is never told. */
export function agenda(clock: { now: Instant }) {
  const heap: Entry[] = []
  const refused: string[] = []
  let turn = 0

  const swap = (one: number, other: number) => {
    const held = heap[one] as Entry
    heap[one] = heap[other] as Entry
    heap[other] = held
  }
  const precedes = (one: number, other: number) =>
    other >= heap.length || before(heap[one] as Entry, heap[other] as Entry)

  function push(at: Instant, story: Story<unknown>): void {
    heap.push({ at: at > clock.now ? at : clock.now, turn: turn++, story })
    for (let place = heap.length - 1; place > 0; ) {
      const parent = (place - 1) >> 1
      if (precedes(parent, place)) return
      swap(parent, place)
      place = parent
    }
  }
  function pop(): Entry | undefined {
    const first = heap[0]
    const last = heap.pop()
    if (!last || !first || heap.length === 0) return first
    heap[0] = last
    for (let place = 0; ; ) {
      const child = precedes(2 * place + 1, 2 * place + 2) ? 2 * place + 1 : 2 * place + 2
      if (precedes(place, child)) return first
      swap(place, child)
      place = child
    }
  }

  return {
    add: push,
    /** What the office refused, and when: stories that met another and ended where they stood. */
    refused,
    async tell(end: Instant): Promise<void> {
      for (let next = pop(); next && next.at <= end; next = pop()) {
        clock.now = next.at
        try {
          const { value, done } = await next.story.next()
          if (!done) push(value, next.story)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          refused.push(`${next.at} ${error.message}`)
        }
      }
    },
  }
}
export type Agenda = ReturnType<typeof agenda>
