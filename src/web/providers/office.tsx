import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import {
  dayIn,
  type House,
  type Occasion,
  policyAt,
  type Resource,
  type Right,
  resourcesByName,
  rightsOf,
  type User,
} from '#engine'
import { keep, kept } from './memory.ts'
import type { ProjectCard, Session } from './session.ts'

/** The office as one person sees it: its papers, his rights, the project on his desk. */
export interface OfficeView {
  readonly house: House
  readonly session: Session
  readonly user: User
  readonly projects: readonly ProjectCard[]
  /** The project lists are narrowed to, and new slips are opened for; nothing: all of his. */
  readonly project: string | undefined
  choose(project: string | undefined): void
  resource(name: string): Resource | undefined
  rights(resource: Resource): Readonly<Record<Right, boolean>>
  /** The papers he may read, in the order of the menu. */
  readonly papers: readonly Resource[]
}

const Context = createContext<OfficeView | undefined>(undefined)

/** The office clock now, whatever this machine's says. */
export const nowOf = ({ ahead }: Session): string => new Date(Date.now() + ahead).toISOString()
export const todayOf = (session: Session): string => dayIn(session.zone, nowOf(session))

/** Who, when, and what a project has settled: what guards and checks ask, as the desk asks them. */
export function occasionOf(house: House, session: Session, project: string | null): Occasion {
  const now = nowOf(session)
  const today = dayIn(session.zone, now)
  return {
    user: session.user,
    now,
    today,
    policy: (key) => policyAt(house, session.policies, key, project, today) as never,
  }
}

export function OfficeProvider(props: { house: House; session: Session; children: ReactNode }) {
  const { house, session, children } = props
  const [wanted, setWanted] = useState<string | undefined>(() => kept(session.user.id, 'project'))
  const view = useMemo(() => {
    const projects = session.projects
    const choose = (project: string | undefined) => {
      keep(session.user.id, 'project', project)
      setWanted(project)
    }
    const known = projects.some(({ id }) => id === wanted)
    const project = known ? wanted : projects.length === 1 ? projects[0]?.id : undefined
    return viewOf(house, session, { projects, project, choose })
  }, [house, session, wanted])
  return <Context value={view}>{children}</Context>
}

type Choice = Pick<OfficeView, 'projects' | 'project' | 'choose'>
function viewOf(house: House, session: Session, choice: Choice): OfficeView {
  const rights = new Map(house.resources.map((resource) => [resource, rightsOf(resource, session.user)]))
  const rightsTo = (resource: Resource) => rights.get(resource) ?? rightsOf(resource, session.user)
  return {
    ...choice,
    house,
    session,
    user: session.user,
    resource: (name) => resourcesByName(house).get(name),
    rights: rightsTo,
    papers: house.resources.filter((resource) => rightsTo(resource).read),
  }
}

/** The office, wherever somebody is signed in. */
export function useOffice(): OfficeView {
  const office = useContext(Context)
  if (!office) throw new Error('useOffice: outside of the office')
  return office
}
/** The occasion of this moment for a slip of this project. */
export function useOccasion(project: string | null): Occasion {
  const { house, session } = useOffice()
  return occasionOf(house, session, project)
}
