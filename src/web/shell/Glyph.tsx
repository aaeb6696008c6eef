/** Our few small signs, drawn with one pen on a 16-unit square. */
const drawings = {
  menu: 'M2.5 4h11M2.5 8h11M2.5 12h11',
  fold: 'M9.5 4 5.5 8l4 4M13 4 9 8l4 4M2.5 3v10',
  unfold: 'm6.5 4 4 4-4 4M3 4l4 4-4 4m10.5-9v10',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm3.3-1.2 3.2 3.2',
  down: 'm4 6 4 4 4-4',
  right: 'm6 4 4 4-4 4',
  left: 'm10 4-4 4 4 4',
  up: 'm4 10 4-4 4 4',
  plus: 'M8 3v10M3 8h10',
  cross: 'm4 4 8 8m0-8-8 8',
  tick: 'm3 8.5 3.2 3.2L13 4.8',
  funnel: 'M2.5 3h11L9.5 8.2v4.3l-3-1.5V8.2L2.5 3Z',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10m3.6-10v10',
  export: 'M8 9.5v-7m-3 3 3-3 3 3M3 9.5V13h10V9.5',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6L13 6m0-3.5V6H9.5',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  home: 'm2.5 7.5 5.5-5 5.5 5M4 6.5V13h3V9.5h2V13h3V6.5',
  person: 'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-5 5.5c.6-2.4 2.5-3.7 5-3.7s4.400 1.300 5 3.700',
  sheet: 'M4 2h5l3 3v9H4zM9 2v3h3M6 8.500h4M6 11h4',
  offline:
    'M2 2l12 12M2.500 6.500a8 8 0 0 1 3-1.800m3-.5a8 8 0 0 1 5 2.300M5 9.200a4.500 4.500 0 0 1 2-1.100M8 12.500h.01',
} as const
export type GlyphName = keyof typeof drawings

export const Glyph = ({ name }: { name: GlyphName }) => (
  <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={drawings[name]} />
  </svg>
)
