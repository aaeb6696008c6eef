import { refuse } from '#engine'

/** How often one may fail within the window: with one name from one address, with one name, from one address. */
const LIMITS = { pair: 8, name: 40, address: 100 }
const WINDOW = 10 * 60_000
const MOST = 10_000

/** Counts failed sign-ins of this process and stops whoever guesses. */
export function limitedTries() {
  const failures = new Map<string, number[]>()
  const keysOf = (name: string, address: string) =>
    [
      [`pair ${address} ${name}`, LIMITS.pair],
      [`name ${name}`, LIMITS.name],
      [`address ${address}`, LIMITS.address],
    ] as const
  const recent = (key: string, now: number) => (failures.get(key) ?? []).filter((at) => at > now - WINDOW)

  return {
    /** Counts a try before it is judged, so that a hundred at once are a hundred. */
    begin(name: string, address: string, now: number) {
      const keys = keysOf(name, address)
      if (keys.some(([key, limit]) => recent(key, now).length >= limit)) refuse(429, '登录尝试过于频繁，请十分钟后再试')
      if (failures.size > MOST) failures.clear()
      for (const [key] of keys) failures.set(key, [...recent(key, now), now])
    },
    /** A right password takes its own try back, and forgets the failures of that name from that address. */
    succeeded(name: string, address: string, now: number) {
      for (const [key] of keysOf(name, address)) {
        const left = key.startsWith('pair ') ? [] : recent(key, now).slice(0, -1)
        if (left.length) failures.set(key, left)
        else failures.delete(key)
      }
    },
  }
}
