import { officeTables, type Store } from '#engine'
import { house } from '#resources'

/** Every table of the office, what is pointed to last. */
const tables = [...house.resources.map(({ form }) => form.name), ...Object.keys(officeTables)]

/**
 * Stores of this house that are open and empty: a database takes seconds to open and a moment to empty, so the next
 * file of a worker gets the one that the last has closed.
 */
export function shelf(open: () => Promise<Store>): () => Promise<Store> {
  const idle: Store[] = []
  return async () => {
    const store = idle.pop() ?? (await open())
    const close = async () => {
      await store.transaction(async (rows) => {
        for (const table of tables) await rows.remove(table, { all: [] })
      })
      idle.push(store)
    }
    return { ...store, close }
  }
}
