import type { Column as TableColumn } from '@tanstack/react-table'
import { kindOf, type Slip, type Totals } from '#engine'
import { say } from '../words/index.ts'

/** The sums of everything that matches, not of this page alone. */
export const Foot = ({ columns, totals }: { columns: readonly TableColumn<Slip>[]; totals: Totals }) => (
  <tfoot>
    <tr>
      <td className="pin pick" />
      {columns.map((column, at) => (
        <td key={column.id} className={at === 0 ? 'pin lead' : 'right'}>
          {sumOf(column, totals) ?? (at === 0 ? say('list.total') : null)}
        </td>
      ))}
      <td />
      <td className="pin tail" />
    </tr>
  </tfoot>
)

function sumOf(column: TableColumn<Slip>, { sums }: Totals) {
  const sum = sums[column.id]
  const field = column.columnDef.meta?.column.field
  return sum === undefined || !field ? undefined : <span className="figure">{kindOf(field).print(sum, field)}</span>
}
