import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { type Day, firstDayOf, kindOf, lastDayOf, monthAfter, monthOf } from '#engine'
import { nowOf, todayOf, useOffice } from '../../providers/office.tsx'
import { say, type Word } from '../../words/index.ts'
import type { EditorProps } from './Editor.tsx'
import { valueOf } from './saying.ts'

interface Quick {
  readonly word: Word
  readonly from?: string
  readonly to?: string
}
const ofMonth = (month: string) => ({ from: firstDayOf(month), to: lastDayOf(month) })
/** The periods an office asks for; those that move with the day stay words, so that a kept link means the same tomorrow. */
const quickDays = (today: Day): readonly Quick[] => [
  { word: 'filter.today', from: 'today', to: 'today' },
  { word: 'filter.yesterday', from: 'today-1', to: 'today-1' },
  { word: 'filter.week', from: 'today-6', to: 'today' },
  { word: 'filter.month', from: 'today-29', to: 'today' },
  { word: 'filter.thisMonth', ...ofMonth(monthOf(today)) },
  { word: 'filter.lastMonth', ...ofMonth(monthAfter(monthOf(today), -1)) },
  { word: 'filter.past', to: 'today-1' },
  { word: 'filter.coming', from: 'today+1' },
]
const quickMonths: readonly Quick[] = [
  { word: 'filter.thisMonth', from: 'month', to: 'month' },
  { word: 'filter.lastMonth', from: 'month-1', to: 'month-1' },
]

/** From one day to another, or one of the periods with a name. */
export function Period({ name, field, own, onChange }: EditorProps) {
  const { session, user } = useOffice()
  const today = todayOf(session)
  const isMonth = field.kind === 'month'
  const from = valueOf(own, 'gte')
  const to = valueOf(own, 'lte')
  const put = (first: string | undefined, last: string | undefined) =>
    onChange([
      ...(first ? [{ field: name, op: 'gte' as const, values: [first] }] : []),
      ...(last ? [{ field: name, op: 'lte' as const, values: [last] }] : []),
    ])
  const shown = (wire: string | undefined): Dayjs | null => {
    const value = wire && kindOf(field).parse(wire, field, { today, now: nowOf(session), me: user.id })
    return typeof value === 'string' ? dayjs(value) : null
  }
  const format = isMonth ? 'YYYY-MM' : 'YYYY-MM-DD'
  return (
    <>
      <div className="filter-quick">
        {(isMonth ? quickMonths : quickDays(today)).map((quick) => {
          const on = own.length > 0 && quick.from === from && quick.to === to
          return (
            <button
              key={quick.word}
              type="button"
              className={on ? 'quick on' : 'quick'}
              aria-pressed={on}
              onClick={() => (on ? onChange([]) : put(quick.from, quick.to))}
            >
              {say(quick.word)}
            </button>
          )
        })}
      </div>
      <DatePicker.RangePicker
        picker={isMonth ? 'month' : 'date'}
        allowEmpty={[true, true]}
        placeholder={[say('filter.from'), say('filter.to')]}
        value={[shown(from), shown(to)]}
        onChange={(days) => put(days?.[0]?.format(format), days?.[1]?.format(format))}
      />
    </>
  )
}
