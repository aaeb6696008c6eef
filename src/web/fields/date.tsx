import { isDay } from '#engine'
import { Calendar } from './calendar.tsx'
import { dayFrom } from './moments.ts'
import { useToday } from './surroundings.ts'
import { Typed, textOf, unbroken } from './typed.tsx'
import type { FieldView, InputProps } from './view.ts'

function DateInput(props: InputProps) {
  const today = useToday()
  const calendar = (
    <Calendar
      {...props}
      picker="date"
      shown={isDay(props.value) ? props.value : undefined}
      format="YYYY-MM-DD"
      chosen={props.onChange}
    />
  )
  return <Typed {...props} inputMode="numeric" write={textOf} read={(text) => dayFrom(text, today)} after={calendar} />
}

export const date: FieldView = {
  Input: DateInput,
  Text: unbroken,
  read: (text, _, today) => dayFrom(text, today),
  width: 104,
}
