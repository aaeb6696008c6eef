/** What this browser remembers of a person's habits; losing it costs nothing. */
const place = (person: string, what: string) => `guanjia:${person}:${what}`

export function kept<T>(person: string, what: string): T | undefined {
  try {
    const text = localStorage.getItem(place(person, what))
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}
/** Keeps it; nothing forgets it. A full or forbidden store is no reason to stop work. */
export function keep(person: string, what: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(place(person, what))
    else localStorage.setItem(place(person, what), JSON.stringify(value))
  } catch {
    // Private windows may have no store: the habit lasts until the page is closed.
  }
}
