import { Calendar } from './calendar.tsx'
import { timeFrom } from './moments.ts'
import { Typed, textOf, unbroken } from './typed.tsx'
import type { FieldView, InputProps } from './view.ts'

function TimeInput(props: InputProps) {
  const shown = textOf(props.value)
  const calendar = (
    <Calendar
      {...props}
      picker="time"
      shown={/^\d{2}:\d{2}$/.test(shown) ? shown : undefined}
      format="HH:mm"
      chosen={props.onChange}
    />
  )
  return <Typed {...props} inputMode="numeric" write={textOf} read={timeFrom} after={calendar} />
}

export const time: FieldView = { Input: TimeInput, Text: unbroken, read: timeFrom, width: 72 }
