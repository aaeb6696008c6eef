import { useEffect, useState } from 'react'
import { useLocation } from 'react-router'
import { keep, kept } from '../providers/memory.ts'
import { useOffice } from '../providers/office.tsx'
import { isHere, OFTEN, type Section } from './menu.ts'

/** So many lines stand in a menu without being folded. */
const FEW = 20

/** Which areas of the menu lie open. */
export interface Areas {
  isOpen(area: string): boolean
  turn(area: string): void
}

/** The area of the page that is open lies open, and those that somebody has opened; a short menu does not fold. */
export function useAreas(sections: readonly Section[]): Areas | undefined {
  const { user } = useOffice()
  const { pathname, search } = useLocation()
  const [opened, setOpened] = useState<readonly string[]>(() => kept(user.id, 'areas') ?? [])
  const [closed, setClosed] = useState<string>()
  useEffect(() => keep(user.id, 'areas', opened), [user.id, opened])
  const areas = sections.filter(({ area }) => area !== OFTEN)
  const here = areas.find(({ entries }) => entries.some((entry) => isHere(entry, pathname, search)))?.area
  // biome-ignore lint/correctness/useExhaustiveDependencies: who goes to another area finds it open
  useEffect(() => setClosed(undefined), [here])
  if (areas.reduce((sum, { entries }) => sum + entries.length, 0) <= FEW) return undefined
  const isOpen = (area: string) => closed !== area && (area === here || opened.includes(area))
  return {
    isOpen,
    turn(area) {
      if (area === here) setClosed(closed === area ? undefined : area)
      else setOpened((all) => (all.includes(area) ? all.filter((one) => one !== area) : [...all, area]))
    },
  }
}
