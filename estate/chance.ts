/** Chance that always falls the same: the same seed, the same estate. */
export interface Chance {
  /** At least 0 and less than 1. */
  next(): number
  /** A whole number from one to the other, both included. */
  whole(from: number, to: number): number
  happens(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the choices, each as often as its weight says. */
  weighed<T>(choices: readonly (readonly [choice: T, weight: number])[]): T
  shuffled<T>(list: readonly T[]): T[]
  /** A stream of its own, so that one part of the estate may grow without moving the others. */
  of(name: string): Chance
}

const hashed = (seed: number, name: string) => {
  let hash = seed ^ 0x9e3779b9
  for (const sign of name) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  // mulberry32: small, fast, and the same on every machine
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  const pick = <T>(list: readonly T[]) => list[whole(0, list.length - 1)] as T
  function weighed<T>(choices: readonly (readonly [T, number])[]): T {
    let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
    const found = choices.find(([, weight]) => (left -= weight) < 0)
    return (found ?? choices.at(-1) ?? pick(choices))[0]
  }
  function shuffled<T>(list: readonly T[]): T[] {
    const left = [...list]
    return list.map(() => left.splice(whole(0, left.length - 1), 1)[0] as T)
  }
  return {
    next,
    whole,
    happens: (share) => next() < share,
    pick,
    weighed,
    shuffled,
    of: (name) => chance(hashed(seed, name)),
  }
}
