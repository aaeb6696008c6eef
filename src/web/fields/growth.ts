/** What each table of lines does when the keyboard walks past its last cell. */
const growth = new WeakMap<Element, () => boolean>()

export function growing(box: Element | null, grow: () => boolean): void {
  if (box) growth.set(box, grow)
}
/** Adds a line at the end of this table; false where the last one is still empty. */
export const growLines = (box: Element): boolean => growth.get(box)?.() ?? false
