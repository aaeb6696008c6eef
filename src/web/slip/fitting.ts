import { type RefObject, useLayoutEffect, useState } from 'react'

const PIXELS_A_MILLIMETRE = 96 / 25.4
/** How far a sheet may be drawn together; smaller than the last nobody reads it. */
const SMALLER = [0.975, 0.95, 0.925, 0.9, 0.875, 0.85, 0.825, 0.8, 0.775, 0.75]
/** What of several pages can be filled where rows are not broken. */
const WHOLE_ROWS = 0.92

/** How much a sheet is drawn together so that a copy that is a little too long still goes on one page, or on two. */
export function useFitting(sheet: RefObject<HTMLElement | null>, millimetres: number): number {
  const [zoom, setZoom] = useState(1)
  useLayoutEffect(() => {
    const copy = sheet.current
    if (!copy) return
    const room = millimetres * PIXELS_A_MILLIMETRE
    const scales = [1, ...SMALLER]
    const fits = (scale: number, pages: number) => {
      copy.style.zoom = String(scale)
      return copy.getBoundingClientRect().height <= room * pages * (pages > 1 ? WHOLE_ROWS : 1)
    }
    const fitting = [1, 2].flatMap((pages) => scales.find((scale) => fits(scale, pages)) ?? [])
    copy.style.zoom = ''
    setZoom(fitting[0] ?? 1)
  }, [sheet, millimetres])
  return zoom
}
