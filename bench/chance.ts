/** Numbers that look like chance and are the same in every run (mulberry32). */
export function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  /** A whole number below so many. */
  const below = (count: number) => Math.floor(next() * count)
  return { next, below, of: <T>(choices: ArrayLike<T>): T => choices[below(choices.length)] as T }
}
export type Chance = ReturnType<typeof chance>
