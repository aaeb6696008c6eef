import { isInstant } from '#engine'
import { Calendar } from './calendar.tsx'
import { instantFrom, shownIn } from './moments.ts'
import { useToday, useZone } from './surroundings.ts'
import { Faint, Typed } from './typed.tsx'
import type { FieldView, InputProps, TextProps } from './view.ts'

function InstantInput(props: InputProps) {
  const zone = useZone()
  const today = useToday()
  const read = (text: string) => instantFrom(text, zone, today)
  const calendar = (
    <Calendar
      {...props}
      picker="instant"
      shown={isInstant(props.value) ? shownIn(zone, props.value) : undefined}
      format="YYYY-MM-DD HH:mm"
      chosen={(text) => props.onChange(read(text))}
    />
  )
  return <Typed {...props} write={(value) => shownIn(zone, value)} read={read} after={calendar} />
}

function InstantText({ value }: TextProps) {
  const shown = shownIn(useZone(), value)
  return shown === '' ? <Faint /> : <>{shown}</>
}

export const instant: FieldView = { Input: InstantInput, Text: InstantText, width: 136 }
