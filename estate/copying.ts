import { type Fields, type House, type MemoryStore, officeTables, type Row, type Store } from '#engine'

/** So many rows are handed over at once. */
const CHUNK = 2000
/** Passwords are given by whoever lets people in. */
const LEFT_OUT: readonly string[] = ['_credentials', '_sessions', '_answers']

/** Some rows on their way into a table. */
export interface Piece {
  readonly table: string
  readonly rows: readonly Row[]
}

/** The tables of the house, what is pointed to before what points. */
function parentsFirst({ resources }: House): string[] {
  const fields = new Map(resources.map(({ form }) => [form.name, form.fields]))
  const order: string[] = []
  const begun = new Set<string>()
  const visit = (name: string, blanks: Fields) => {
    if (begun.has(name)) return
    begun.add(name)
    for (const { kind, form } of Object.values(blanks)) {
      const target = kind === 'ref' && form ? fields.get(form) : undefined
      if (form && target) visit(form, target)
    }
    order.push(name)
  }
  for (const [name, blanks] of fields) visit(name, blanks)
  return order
}

function* cut(table: string, all: readonly Row[]): Generator<Piece> {
  for (let at = 0; at < all.length; at += CHUNK) yield { table, rows: all.slice(at, at + CHUNK) }
}
/** Every row of a room, piece by piece. */
export function* piecesOf(house: House, from: MemoryStore): Generator<Piece> {
  const dump = from.dump()
  const own = Object.keys(officeTables).filter((name) => !LEFT_OUT.includes(name))
  for (const table of [...parentsFirst(house), ...own]) yield* cut(table, dump[table] ?? [])
}

/** A room whose history is handed on as it is told, and not kept: nobody there reads it. */
export function handingOn(store: MemoryStore, give: (piece: Piece) => void): MemoryStore & { rest(): void } {
  const waiting: Row[] = []
  const hand = (count: number) => give({ table: '_history', rows: waiting.splice(0, count) })
  return {
    ...store,
    async transaction(work) {
      const told: Row[] = []
      const result = await store.transaction((rows) => {
        const insert: typeof rows.insert = async (table, fresh) =>
          table === '_history' ? void told.push(...fresh) : rows.insert(table, fresh)
        return work({ ...rows, insert })
      })
      waiting.push(...told)
      while (waiting.length >= CHUNK) hand(CHUNK)
      return result
    },
    rest: () => hand(CHUNK),
  }
}

/** Copies pieces into a store as they come, in one transaction; says how many rows there are of each table. */
export async function copyInto(
  store: Store,
  pieces: Iterable<Piece> | AsyncIterable<Piece>,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  await store.transaction(async (rows) => {
    // what has come once does not come again: a store that begins anew would keep the rest alone
    if (Object.keys(counts).length > 0)
      throw new Error('the store began anew with an estate of which a part has come already')
    for await (const { table, rows: fresh } of pieces) {
      counts[table] = (counts[table] ?? 0) + fresh.length
      await rows.insert(table, fresh)
    }
  })
  return counts
}
