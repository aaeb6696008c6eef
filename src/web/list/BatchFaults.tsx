import type { Slip } from '#engine'
import { labelIn } from '../fields/view.ts'
import type { Problem } from '../providers/client.ts'

interface RowFault {
  readonly id: string | null
  readonly index: number
  readonly message: string
}
const isRowFault = (row: unknown): row is RowFault =>
  typeof row === 'object' && row !== null && 'index' in row && 'message' in row && typeof row.message === 'string'

/** Why a batch was refused, slip by slip. */
export function BatchFaults({ problem, slips }: { problem: Problem; slips: readonly Slip[] }) {
  const faults = problem.rows.filter(isRowFault)
  if (faults.length === 0) return <p>{problem.message}</p>
  return (
    <ul className="batch-faults">
      {faults.map(({ id, index, message }) => (
        <li key={index}>
          <b>
            {labelIn(
              slips.find((slip) => slip.id === id),
              'id',
            ) ?? id}
          </b>{' '}
          {message}
        </li>
      ))}
    </ul>
  )
}
