import type { KeyboardEvent } from 'react'

interface RowKeys {
  readonly count: number
  readonly active: number
  setActive(at: number): void
  onOpen(at: number, inTab: boolean): void
  onToggle(at: number): void
}
const PAGE = 15

/** Walks the rows with the arrows; Enter opens, with Ctrl in a new tab; the space bar selects. */
export function useRowKeys({ count, active, setActive, onOpen, onToggle }: RowKeys) {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: PAGE,
    PageUp: -PAGE,
    Home: -count,
    End: count,
  }
  return (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest('button, input, a, [role=separator]')) return
    const step = steps[event.key]
    if (step !== undefined && count > 0) setActive(Math.min(count - 1, Math.max(0, active + step)))
    else if (event.key === 'Enter' && active >= 0) onOpen(active, event.ctrlKey || event.metaKey)
    else if (event.key === ' ' && active >= 0) onToggle(active)
    else return
    event.preventDefault()
  }
}
