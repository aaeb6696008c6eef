import { endsOf, kindOf, type Resource } from '#engine'
import { usePaperOf } from './surroundings.ts'
import { Faint, textOf } from './typed.tsx'
import type { FieldView, TextProps } from './view.ts'

type Tone = 'draft' | 'open' | 'done' | 'void'

/** How a stage stands in the life of a slip: not yet begun, under way, at its end, or void. */
function toneOf(resource: Resource | undefined, stage: string): Tone {
  if (stage === 'void') return 'void'
  if (stage === 'draft') return 'draft'
  return resource && endsOf(resource).has(stage) ? 'done' : 'open'
}

function Stage({ field, value }: TextProps) {
  const tone = toneOf(usePaperOf(field), textOf(value))
  return textOf(value) ? <span className={`stage ${tone}`}>{kindOf(field).print(value, field)}</span> : <Faint />
}

export const stages: FieldView = {
  Text: Stage,
  width: 104,
}
