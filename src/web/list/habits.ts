import { useCallback, useState } from 'react'
import { keep, kept } from '../providers/memory.ts'
import { useOffice } from '../providers/office.tsx'

/** How somebody likes one list: which columns, in which order, how wide. */
export interface Habits {
  readonly columns?: readonly string[] | undefined
  readonly widths?: Readonly<Record<string, number>>
}
export interface HabitsOf {
  readonly habits: Habits
  change(patch: Habits): void
}

/** Remembered for each person, list and view by this browser. */
export function useHabits(list: string, view: string | undefined): HabitsOf {
  const { user } = useOffice()
  const place = `list:${list}${view === undefined ? '' : `:${view}`}`
  const [known, setKnown] = useState<Readonly<Record<string, Habits>>>({})
  const habits = known[place] ?? kept<Habits>(user.id, place) ?? {}
  const change = useCallback(
    (patch: Habits) =>
      setKnown((all) => {
        const next = { ...(all[place] ?? kept<Habits>(user.id, place)), ...patch }
        keep(user.id, place, next)
        return { ...all, [place]: next }
      }),
    [place, user.id],
  )
  return { habits, change }
}
