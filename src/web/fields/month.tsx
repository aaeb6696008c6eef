import { isMonth } from '#engine'
import { Calendar } from './calendar.tsx'
import { monthFrom } from './moments.ts'
import { useToday } from './surroundings.ts'
import { Typed, textOf, unbroken } from './typed.tsx'
import type { FieldView, InputProps } from './view.ts'

function MonthInput(props: InputProps) {
  const today = useToday()
  const calendar = (
    <Calendar
      {...props}
      picker="month"
      shown={isMonth(props.value) ? props.value : undefined}
      format="YYYY-MM"
      chosen={props.onChange}
    />
  )
  return (
    <Typed {...props} inputMode="numeric" write={textOf} read={(text) => monthFrom(text, today)} after={calendar} />
  )
}

export const month: FieldView = {
  Input: MonthInput,
  Text: unbroken,
  read: (text, _, today) => monthFrom(text, today),
  width: 88,
}
