import { type Cell, kindOf } from '#engine'
import { plainText } from './plain.ts'
import type { Column } from './sheet.ts'

/** The cells as a database can write them by itself; nothing where one of them is more than a word. */
export function cellsOf(columns: readonly Column[]): readonly Cell[] | undefined {
  const cells = columns.map(cellOf)
  return cells.every((cell) => cell !== undefined) ? cells : undefined
}

function cellOf({ name, field }: Column): Cell | undefined {
  const { cell, column } = kindOf(field)
  if (cell === 'number') return { blank: name, as: column === 'decimal' ? 'decimal' : 'number' }
  if (cell !== 'text') return { blank: name, as: cell }
  switch (field.kind) {
    case 'ref':
      return { blank: name, as: 'label' }
    case 'tick':
      return { blank: name, as: 'tick' }
    case 'choice':
      return { blank: name, as: 'choice', choices: read(field.choices ?? {}) }
    case 'stages':
      return { blank: name, as: 'choice', choices: read({ ...stageLabels(field.stages), void: '已作废' }) }
    default:
      return column === 'text' ? { blank: name, as: 'text' } : undefined
  }
}
const read = (choices: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(choices).map(([value, label]) => [value, plainText(label)]))
const stageLabels = (stages: Column['field']['stages'] = {}) =>
  Object.fromEntries(Object.entries(stages).map(([stage, { label }]) => [stage, label]))
