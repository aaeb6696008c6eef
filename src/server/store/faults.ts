import { Taken } from '#engine'
import type { Tables } from './tables.ts'

/** What the database calls the fault; nothing where the fault is not the database's. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && 'severity' in error ? String(error.code) : undefined

/** A clash of what names one row, told in blanks; anything else as it came. */
export function told(tables: Tables, error: unknown): unknown {
  if (codeOf(error) !== '23505') return error
  const constraint = (error as { constraint?: string }).constraint
  for (const { name, plain, indexes } of tables.values()) {
    if (constraint === `${plain}_pkey`) return new Taken(name, ['id'])
    const index = indexes.find((one) => one.name === constraint)
    if (index?.unique) return new Taken(name, index.unique)
  }
  return error
}
