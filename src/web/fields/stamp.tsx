import type { Stamp } from '#engine'
import { shownIn } from './moments.ts'
import { useZone } from './surroundings.ts'
import { Faint } from './typed.tsx'
import type { FieldView, TextProps } from './view.ts'

/** A stamp or signature as it came over the wire. */
export const stampIn = (value: unknown): Stamp | undefined =>
  typeof value === 'object' && value !== null && 'name' in value && 'at' in value ? (value as Stamp) : undefined

function StampText({ value }: TextProps) {
  const zone = useZone()
  const stamped = stampIn(value)
  return stamped ? (
    <span className="stamped">
      {stamped.name} <time dateTime={stamped.at}>{shownIn(zone, stamped.at)}</time>
    </span>
  ) : (
    <Faint />
  )
}

export const stamp: FieldView = { Text: StampText, width: 168 }
