import type { Field, House, Resource } from '#engine'
import { type OfficeView, todayOf, useOffice } from '../providers/office.tsx'

/** The day on the office's clock. */
export const useToday = (): string => todayOf(useOffice().session)
/** The zone of the office's clock. */
export const useZone = (): string => useOffice().session.zone
/** The paper whose stages these are. */
export function usePaperOf(field: Field): Resource | undefined {
  const { house } = useOffice()
  return papersByStages(house).get(field)
}
const papers = new WeakMap<House, ReadonlyMap<Field | undefined, Resource>>()
function papersByStages(house: House): ReadonlyMap<Field | undefined, Resource> {
  const known = papers.get(house)
  if (known) return known
  const made = new Map(house.resources.map((resource) => [resource.form.fields['status'], resource] as const))
  papers.set(house, made)
  return made
}
/** Whether he may look behind the masks of this paper. */
export function useMayReveal(name: string | undefined): boolean {
  const office: OfficeView = useOffice()
  const resource = name === undefined ? undefined : office.resource(name)
  return resource !== undefined && office.rights(resource).reveal
}
