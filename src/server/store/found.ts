import { sql } from 'kysely'
import type { Condition } from '#engine'
import { conditionSql, isLooking, lowered, plain } from './condition.ts'
import { gramsQuery, hasGrams } from './grams.ts'
import type { Sql } from './statement.ts'
import type { Table } from './tables.ts'

/** How the rows of a list are found. */
export interface Found {
  readonly where: Sql
  /** By the index over grams: no plan but that index may be taken, for no other knows how dear a gram is. */
  readonly byGrams: boolean
  /** By looking into every row: first all that match, then their order, lest a rare match is looked for along an index. */
  readonly byLooking: boolean
}

/** What every row must have in `_search`: the words of searches, and those of blanks that are in it too. */
function needlesIn(table: Table, condition: Condition | undefined): string[] {
  if (!condition || 'any' in condition) return []
  if ('all' in condition) return condition.all.flatMap((one) => needlesIn(table, one))
  if (condition.op === 'search') return [plain(condition.value)].filter((words) => words !== '')
  if (condition.op !== 'like' || !table.searched.has(condition.field)) return []
  const words = lowered(plain(String(condition.value)))
  return words !== '' && words === words.toLowerCase() ? [words] : []
}

export function foundBy(table: Table, condition: Condition | undefined): Found {
  const where = conditionSql(table, condition)
  const needles = hasGrams(table) ? needlesIn(table, condition) : []
  if (needles.length === 0) return { where, byGrams: false, byLooking: isLooking(condition) }
  const grams = sql`grams(t."_search") @@ ${needles.map(gramsQuery).join(' & ')}::tsquery`
  return { where: sql`(${where} and ${grams})`, byGrams: true, byLooking: false }
}
