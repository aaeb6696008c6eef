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
  copy: 'M6 5.500h7V13H6zM6 10.500H3V3h7v2.500',
  bin: 'M3 4.500h10M6.500 4.500V3h3v1.500M4.500 4.500 5 13h6l.5-8.500M7 7v3.500m2-3.500v3.500',
  calendar: 'M2.500 4h11v9h-11zM2.500 7h11M5.500 2.500V5m5-2.500V5',
  clock: 'M8 13.500a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11ZM8 5v3.200l2.200 1.300',
  clip: 'm12.500 7.500-4.800 4.800a2.700 2.700 0 0 1-3.800-3.800l5-5a1.800 1.800 0 0 1 2.600 2.600l-4.800 4.800a.9.9 0 0 1-1.300-1.300l4.300-4.300',
  camera: 'M2.500 5h3l1-1.500h3l1 1.500h3v8h-11zM8 11a2.200 2.200 0 1 0 0-4.400A2.200 2.200 0 0 0 8 11Z',
  eye: 'M1.500 8S4 3.800 8 3.800 14.500 8 14.500 8 12 12.200 8 12.200 1.500 8 1.500 8ZM8 9.800a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600Z',
  out: 'M9 3h4v4m0-4L7.500 8.500M11.500 9.500V13H3V4.500h3.500',
} as const
export type GlyphName = keyof typeof drawings

export const Glyph = ({ name }: { name: GlyphName }) => (
  <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={drawings[name]} />
  </svg>
)
