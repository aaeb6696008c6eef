import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import type { InputProps } from './view.ts'

interface CalendarProps extends InputProps {
  readonly picker: 'date' | 'month' | 'time' | 'instant'
  /** The value as dayjs reads it, and back. */
  readonly shown: string | undefined
  readonly format: string
  readonly chosen: (text: string) => void
}

/** The familiar calendar, opened by the small sign at the end of a typed blank; the keyboard passes it by. */
export function Calendar({ picker, shown, format, chosen, field }: CalendarProps) {
  const [open, setOpen] = useState(false)
  const time = picker === 'time' || picker === 'instant'
  const at = shown === undefined ? null : dayjs(picker === 'time' ? `2000-01-01 ${shown}` : shown)
  return (
    <span className="calendar">
      <button
        type="button"
        tabIndex={-1}
        aria-label={say('blank.calendar', { label: field.label })}
        onClick={() => setOpen(!open)}
      >
        <Glyph name={picker === 'time' ? 'clock' : 'calendar'} />
      </button>
      {open && (
        <DatePicker
          open
          picker={picker === 'instant' ? 'date' : picker}
          {...(time && { showTime: { format: 'HH:mm' } })}
          value={at?.isValid() ? at : null}
          format={format}
          inputReadOnly
          tabIndex={-1}
          placement="bottomRight"
          onOpenChange={setOpen}
          onChange={(day: Dayjs | null) => {
            if (day) chosen(day.format(format))
            setOpen(false)
          }}
        />
      )}
    </span>
  )
}
