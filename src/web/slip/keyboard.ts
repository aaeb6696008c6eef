import type { KeyboardEvent } from 'react'
import { growLines } from '../fields/growth.ts'

const CELLS =
  'input:not([type=hidden]):not([type=file]):not(:disabled), textarea:not(:disabled), label.attach input, .lines-foot button'

/** The cells of a sheet in the order of reading; of a group of radio buttons, the one that is chosen or the first. */
function cellsOf(sheet: Element): readonly HTMLElement[] {
  const all = [...sheet.querySelectorAll<HTMLElement>(CELLS)].filter(({ tabIndex }) => tabIndex >= 0)
  const seen = new Set<string>()
  return all.filter((one) => {
    if (!(one instanceof HTMLInputElement) || one.type !== 'radio') return true
    const group = all.filter(
      (other) => other instanceof HTMLInputElement && other.type === 'radio' && other.name === one.name,
    )
    const chosen = group.find((other) => other instanceof HTMLInputElement && other.checked) ?? group[0]
    if (chosen !== one || seen.has(one.name)) return false
    seen.add(one.name)
    return true
  })
}
const sameGroup = (one: Element, other: Element) =>
  one === other ||
  (one instanceof HTMLInputElement &&
    other instanceof HTMLInputElement &&
    one.type === 'radio' &&
    one.name === other.name)

/** Moves to the next cell (or the one before); past the last cell of a table of lines it asks for one more line. */
export function moveOn(sheet: Element, from: Element, by: 1 | -1): boolean {
  const cells = cellsOf(sheet)
  const at = cells.findIndex((cell) => sameGroup(cell, from))
  const next = at < 0 ? undefined : cells[at + by]
  const table = from.closest('.lines')
  if (table && by === 1 && next?.closest('tbody') === null && growLines(table)) {
    requestAnimationFrame(() => cellsOf(table.querySelector('tbody tr:last-child') ?? table)[0]?.focus())
    return true
  }
  next?.focus()
  return next !== undefined
}

const isOpenList = (target: Element) =>
  target.getAttribute('role') === 'combobox' && target.getAttribute('aria-expanded') === 'true'
const keepsEnter = (target: Element) =>
  target instanceof HTMLTextAreaElement || target.closest('button, a, .why') !== null

/** Enter goes on to the next cell as in a spreadsheet, Shift with it goes back; an open list of choices takes its choice first. */
export function onEnter(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
  if (!(target instanceof HTMLElement) || !currentTarget.contains(target) || keepsEnter(target)) return
  if (isOpenList(target)) {
    requestAnimationFrame(() => !isOpenList(target) && moveOn(currentTarget, target, 1))
    return
  }
  event.preventDefault()
  event.stopPropagation()
  moveOn(currentTarget, target, event.shiftKey ? -1 : 1)
}

/** Puts the cursor into the first cell at fault, and the cell into view. */
export function focusFault(sheet: Element | null): void {
  const cell = sheet?.querySelector<HTMLElement>('[aria-invalid=true]')
  const input =
    cell && 'focus' in cell && cell.tabIndex >= 0 ? cell : cell?.querySelector<HTMLElement>('input, textarea, button')
  input?.focus({ preventScroll: true })
  cell?.scrollIntoView({ block: 'center', behavior: 'auto' })
}
