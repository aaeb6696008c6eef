import { type Field, kindOf } from '#engine'
import { Faint, textOf } from './typed.tsx'
import type { FieldView } from './view.ts'

export type Tone = 'draft' | 'open' | 'done' | 'void'

/** How a stage stands in the life of a slip: not yet begun, under way, at its end, or void. */
export function toneOf({ stages = {} }: Field, stage: string): Tone {
  if (stage === 'void') return 'void'
  if (stage === 'draft') return 'draft'
  return Object.keys(stages[stage]?.next ?? {}).length === 0 ? 'done' : 'open'
}

export const stages: FieldView = {
  Text: ({ field, value }) =>
    textOf(value) ? (
      <span className={`stage ${toneOf(field, textOf(value))}`}>{kindOf(field).print(value, field)}</span>
    ) : (
      <Faint />
    ),
  width: 104,
}
