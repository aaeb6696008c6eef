import { useMemo } from 'react'
import { useOffice } from '../providers/office.tsx'
import { type Column, columnsOf, NARROWEST, ownColumns, WIDEST } from './columns.ts'
import { useHabits } from './habits.ts'
import type { ListControl } from './use-list.ts'

/** Which columns stand in the list, and how to change that. */
export interface Shown {
  readonly all: readonly Column[]
  readonly columns: readonly Column[]
  readonly names: readonly string[]
  /** Whether somebody has arranged them himself. */
  readonly isOwn: boolean
  arrange(names: readonly string[] | undefined): void
  widen(name: string, width: number): void
}

export function useShown({ state, reading: { house, resource } }: ListControl): Shown {
  const { projects, project } = useOffice()
  const { habits, change } = useHabits(resource.form.name, state.view)
  const all = useMemo(() => columnsOf(house, resource), [house, resource])
  const manyProjects = projects.length > 1 && project === undefined
  return useMemo(() => {
    const wanted = habits.columns ?? ownColumns(resource, state.view, manyProjects)
    const columns = wanted.flatMap((name) => {
      const column = all.find((one) => one.name === name)
      if (!column) return []
      const own = habits.widths?.[name]
      return [own === undefined ? column : { ...column, width: own, least: own }]
    })
    return {
      all,
      columns,
      names: columns.map(({ name }) => name),
      isOwn: habits.columns !== undefined || habits.widths !== undefined,
      arrange: (names) => change(names === undefined ? { columns: undefined, widths: {} } : { columns: names }),
      widen: (name, width) =>
        change({ widths: { ...habits.widths, [name]: Math.min(WIDEST, Math.max(NARROWEST, Math.round(width))) } }),
    }
  }, [all, habits, change, resource, state.view, manyProjects])
}
