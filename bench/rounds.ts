/** What is measured: one call of it, in milliseconds. */
export type Call = () => Promise<number>

export interface Pace {
  readonly rounds: number
  /** Calls a round on each side. */
  readonly calls: number
  /** Calls on each side before it counts. */
  readonly warm: number
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? high : (high + (sorted[middle - 1] ?? Number.NaN)) / 2
}

async function roundOf(call: Call, calls: number): Promise<number> {
  const took: number[] = []
  for (let at = 0; at < calls; at += 1) took.push(await call())
  return median(took)
}

/** The medians of each side's rounds, taken in turn: product, limit, product, limit … */
export async function inTurn(sides: readonly Call[], { rounds, calls, warm }: Pace): Promise<number[]> {
  for (const side of sides) await roundOf(side, warm)
  const medians = sides.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [at, side] of sides.entries()) medians[at]?.push(await roundOf(side, calls))
  return medians.map(median)
}
