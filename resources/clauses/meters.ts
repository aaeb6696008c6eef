import type { Blocker, Reader, RecordOf, Tx } from '#engine'

type Reading = RecordOf<'meter-readings'>

export const meterKinds = { water: '水表', power: '电表', gas: '燃气表' } as const
export const readingKinds = { initial: '初始', monthly: '月末', final: '终止' } as const

const round = (value: number) => Math.round(value * 100) / 100

/** What was used since the last reading; a first reading uses nothing. */
export const usageOf = (slip: {
  kind: keyof typeof readingKinds
  previous: number | null
  current: number
  ratio: number
}) => (slip.kind === 'initial' ? 0 : Math.max(0, round((slip.current - (slip.previous ?? 0)) * slip.ratio)))

/** A reading is checked against the meter as it stands: another may have been written since. */
export async function misread(slip: Reading, reader: Reader): Promise<Blocker[]> {
  const meter = await reader.get('meters', slip.meter)
  const where = { resource: 'meters', id: meter.id }
  if (meter.status === 'removed') return [{ message: `表 ${meter.code} 已拆除，不能抄表`, ...where }]
  if (slip.kind === 'initial')
    return meter.lastOn === null ? [] : [{ message: `表 ${meter.code} 已有读数，不能再登记初始读数`, ...where }]
  if (meter.lastOn === null) return [{ message: `表 ${meter.code} 还没有初始读数，请先登记`, ...where }]
  if (slip.readOn <= meter.lastOn)
    return [{ message: `表 ${meter.code} 已有 ${meter.lastOn} 的读数，抄表日须晚于它`, ...where }]
  return meter.last === slip.previous
    ? []
    : [{ message: `表 ${meter.code} 的上次读数已是 ${meter.last}，请重新取数`, ...where }]
}

/** The reading stands: the meter shows it, and what it uses in the mean. */
export async function show(slip: Reading, tx: Tx) {
  const meter = await tx.get('meters', slip.meter)
  if (meter.status === 'draft') await tx.perform('meters', meter.id, 'start')
  const before = await tx.find('meter-readings', { meter: meter.id, status: ['checked', 'billed'], kind: 'monthly' })
  const used = before.map(({ usage }) => usage)
  const mean = used.length === 0 ? 0 : round(used.reduce((sum, one) => sum + one, 0) / used.length)
  await tx.update('meters', meter.id, { last: slip.current, lastOn: slip.readOn, mean })
  if (slip.kind === 'final') await tx.perform('meters', meter.id, 'remove')
}
/** A checked reading was wrong: the meter shows the one before. */
export async function takeBack(slip: Reading, tx: Tx) {
  const meter = await tx.get('meters', slip.meter)
  await tx.update('meters', meter.id, { last: slip.previous, lastOn: slip.previousOn })
  if (slip.kind === 'final') await tx.perform('meters', meter.id, 'restore')
}
/** Only the last reading of a meter is taken back: those after it were counted from it. */
export async function notLast(slip: Reading, reader: Reader): Promise<Blocker[]> {
  const meter = await reader.get('meters', slip.meter)
  if (meter.lastOn === slip.readOn) return []
  return [{ message: `表 ${meter.code} 之后已有 ${meter.lastOn} 的读数，不能更正`, resource: 'meters', id: meter.id }]
}
/** Reads the meter again: the last reading as it stands now. */
export async function reread({ id, meter: of }: Reading, tx: Tx) {
  const { last, lastOn, mean } = await tx.get('meters', of)
  await tx.update('meter-readings', id, { previous: last, previousOn: lastOn, mean })
}
