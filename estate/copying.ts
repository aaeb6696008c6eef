import { type Fields, type House, type MemoryStore, officeTables, type Store } from '#engine'

/** So many rows are handed over at once. */
const CHUNK = 2000
/** Passwords are given by whoever lets people in. */
const LEFT_OUT: readonly string[] = ['_credentials', '_sessions', '_answers']

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

/** Copies every row of a room into a store in one transaction; says how many there are of each. */
export async function copyInto(
  store: Store,
  house: House,
  from: MemoryStore,
): Promise<Readonly<Record<string, number>>> {
  const dump = from.dump()
  const own = Object.keys(officeTables).filter((name) => !LEFT_OUT.includes(name))
  const counts: Record<string, number> = {}
  await store.transaction(async (rows) => {
    for (const table of [...parentsFirst(house), ...own]) {
      const all = dump[table] ?? []
      counts[table] = all.length
      for (let at = 0; at < all.length; at += CHUNK) await rows.insert(table, all.slice(at, at + CHUNK))
    }
  })
  return counts
}
