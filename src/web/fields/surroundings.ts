import { type OfficeView, todayOf, useOffice } from '../providers/office.tsx'

/** The day on the office's clock. */
export const useToday = (): string => todayOf(useOffice().session)
/** The zone of the office's clock. */
export const useZone = (): string => useOffice().session.zone
/** Whether he may look behind the masks of this paper. */
export function useMayReveal(name: string | undefined): boolean {
  const office: OfficeView = useOffice()
  const resource = name === undefined ? undefined : office.resource(name)
  return resource !== undefined && office.rights(resource).reveal
}
