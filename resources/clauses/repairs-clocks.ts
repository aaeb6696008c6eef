import { computed, type Instant, instant, kept, type Stamp, tick } from '#engine'
import { late } from './minutes.ts'

/** The clocks of a repair: by when it is written, told and reached, and whether it was (《业户报修工作流程》三.1). */
export const clocks = {
  writeBy: kept(instant('填单时限', { optional: true })),
  tellBy: kept(instant('通知时限', { optional: true })),
  arriveBy: kept(instant('到场（答复）时限', { optional: true })),
  lateWriting: computed(tick('填单超时'), (slip: { writing: Stamp | null; writeBy: Instant | null }) =>
    late(slip.writing, slip.writeBy),
  ),
  lateTelling: computed(tick('通知超时'), (slip: { telling: Stamp | null; tellBy: Instant | null }) =>
    late(slip.telling, slip.tellBy),
  ),
  lateArrival: computed(
    tick('到场（答复）超时'),
    (slip: { arrival: Stamp | null; advising: Stamp | null; arriveBy: Instant | null }) =>
      late(slip.arrival ?? slip.advising, slip.arriveBy),
  ),
  overran: kept(tick('逾时未办'), false),
  onTime: computed(
    tick('及时'),
    (slip: { lateArrival: boolean; overran: boolean }) => !slip.lateArrival && !slip.overran,
  ),
}
