import type { DraftOf } from '#engine'

type Term = DraftOf<'warranty-terms'>
const term = (part: Term['part'], months: number): Term => ({
  part,
  months,
  basis: '《建设工程质量管理条例》第四十条最低保修期限，以质量保修书为准',
})

/** The shortest periods the law allows, counted from the hand-over; the developer's own guarantee replaces them. */
export const warrantyTerms: readonly Term[] = [
  term('roof', 60),
  term('waterproofing', 60),
  term('heating', 24),
  term('wiring', 24),
  term('pipes', 24),
  term('equipment', 24),
  term('doors', 24),
  term('finishing', 24),
]
