import { clockIn, dayIn, daysAfter, type Instant, type Office } from '#engine'
import type { Log } from './problem.ts'

const SETTING = 'figures-checked'
/** Until this hour it is night. */
const MORNING = '06'

/** Whether it is our turn to check: once a night, or by day where nobody was there for two. */
function isDue({ store, ports }: Office, now: Instant): Promise<boolean> {
  const today = dayIn(ports.zone, now)
  const isNight = clockIn(ports.zone, now).slice(11, 13) < MORNING
  return store.transaction(async (rows) => {
    const [last] = await rows.take('_settings', [SETTING])
    if (last && String(last.value) >= (isNight ? today : daysAfter(today, -1))) return false
    if (last) await rows.update('_settings', [{ id: SETTING, value: today }])
    else await rows.insert('_settings', [{ id: SETTING, value: today }])
    return true
  })
}

/** Every night the figures that are kept for reports are counted anew; what differs is put right and told. */
export async function checkFigures(desk: Office, now: Instant, log: Log): Promise<void> {
  if (!desk.store.checked || !(await isDue(desk, now))) return
  for (const wrong of await desk.store.checked()) log(`figures put right: ${wrong}`)
}
