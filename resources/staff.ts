import type { Absent, Member, Reader, RecordOf, Role, Staff, Where } from '#engine'

type Person = RecordOf<'users'>

/** These see the buildings they are given, and no more of their project. */
const byBuilding: readonly Role[] = ['steward']

const absentFor = async (person: Person, reader: Reader): Promise<Absent[]> => {
  const covered = await reader.find('users', {
    deputy: person.id,
    status: 'active',
    deputyFrom: { lte: reader.today },
    deputyUntil: { gte: reader.today },
  })
  return covered.map(({ id, name, roles }) => ({ id, name, roles: roles ?? [] }))
}

const buildingsOf = async (person: Person, reader: Reader): Promise<string[] | undefined> => {
  if ((person.roles ?? []).some((role) => !byBuilding.includes(role))) return undefined
  const areas = await reader.find('steward-areas', { steward: person.id })
  return areas.map((area) => area.building)
}

/** Who may sign in, read from 用户 and 管家区域划分. */
export const staff: Staff = {
  form: 'users',
  async find(reader, by): Promise<Member | undefined> {
    const [person] = await reader.find('users', { ...(by as Where<'users'>), status: 'active' })
    if (!person) return undefined
    return {
      id: person.id,
      username: person.username,
      name: person.name,
      roles: person.roles ?? [],
      projects: person.projects.map(({ project }) => project),
      buildings: await buildingsOf(person, reader),
      deputyFor: await absentFor(person, reader),
      demo: person.demo,
    }
  },
  first: (username) => ({ username, name: '系统管理员', roles: ['admin'], projects: [], demo: false }),
}
