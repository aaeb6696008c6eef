import { type Id, OFFICE, type Role, type User } from '#engine'
import { demo } from '#resources'
import type { Story } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Drafting } from './drafting.ts'

export type Project = Id<'projects'>
export interface Projects {
  /** The older and larger one, which charges by the quarter. */
  readonly lake: Project
  /** The newer one, which charges by the month since its second year. */
  readonly hill: Project
}

/** Who of the demonstration works on the spot, and so for the first project alone. */
const onTheSpot: readonly Role[] = [
  'clerk',
  'steward',
  'area-officer',
  'property-officer',
  'engineer',
  'guard',
  'fee-clerk',
]

type Colleague = readonly [username: string, name: string, role: Role, at: keyof Projects]
const colleagues: readonly Colleague[] = [
  ['wang-jian', '王建', 'steward', 'lake'],
  ['he-li', '何莉', 'steward', 'lake'],
  ['luo-yan', '罗艳', 'steward', 'lake'],
  ['su-mei', '苏梅', 'steward', 'hill'],
  ['deng-lan', '邓兰', 'steward', 'hill'],
  ['tan-yun', '谭云', 'clerk', 'lake'],
  ['ye-qing', '叶青', 'clerk', 'hill'],
  ['pan-min', '潘敏', 'clerk', 'hill'],
  ['zhong-yi', '钟怡', 'fee-clerk', 'hill'],
  ['lu-tao', '卢涛', 'engineer', 'lake'],
  ['cai-jun', '蔡军', 'engineer', 'lake'],
  ['fang-hua', '方华', 'engineer', 'hill'],
  ['yao-bin', '姚斌', 'engineer', 'hill'],
  ['zeng-yong', '曾勇', 'guard', 'lake'],
  ['lai-hui', '赖辉', 'guard', 'hill'],
  ['wei-lan', '魏岚', 'area-officer', 'hill'],
  ['xia-tong', '夏彤', 'property-officer', 'hill'],
  ['jiang-wen', '蒋文', 'data-clerk', 'hill'],
]
/** Left last year; his account rests. */
const gone: Colleague = ['qin-fei', '秦飞', 'clerk', 'lake']

/** The people of the office, by what they do and where. */
export interface Staff {
  readonly all: readonly User[]
  /** Everybody of this role who works for the project. */
  of(role: Role, project: Project): readonly User[]
  /** One of them, the demonstration's own more often than the others. */
  one(role: Role, project: Project, chance: Chance): User
  /** The demonstration's own. */
  own(role: Role): User
  steward(building: string, project: Project): User
}

const projectsOf = (projects: readonly Project[]) => projects.map((project) => ({ project }))

/** Writes the projects and the people into the books. */
export async function hire({ run }: Drafting): Promise<{ projects: Projects; people: readonly User[] }> {
  return run(OFFICE, async (tx) => {
    const [lake, hill] = await tx.createMany('projects', [
      { code: 'CH', name: '翠湖苑', address: '广州市番禺区翠湖路 88 号', contact: '020-34567800' },
      { code: 'YS', name: '云山居', address: '广州市白云区云山大道 216 号', contact: '020-36543200' },
    ])
    if (!lake || !hill) throw new Error('no projects')
    const projects: Projects = { lake: lake.id, hill: hill.id }
    const both = [lake.id, hill.id]
    const accounts = (Object.entries(demo) as [Role, string][]).map(([role, name]) => ({
      username: role,
      name,
      roles: [role],
      projects: projectsOf(onTheSpot.includes(role) ? [lake.id] : both),
      demo: true,
    }))
    const others = [...colleagues, gone].map(([username, name, role, at]) => ({
      username,
      name,
      roles: [role],
      projects: projectsOf([projects[at]]),
    }))
    const rows = await tx.createMany('users', [...accounts, ...others])
    const people = rows.map(({ id, username, name, roles, projects: of }) => ({
      id,
      username,
      name,
      roles: roles ?? [],
      projects: of.map(({ project }) => project),
    }))
    return { projects, people }
  })
}

/** Divides the buildings of each project among its stewards. */
export async function divide(
  { run }: Drafting,
  people: readonly User[],
  buildings: readonly { readonly name: string; readonly project: Project }[],
): Promise<Staff> {
  const working = people.filter(({ username }) => username !== gone[0])
  const of = (role: Role, project: Project) =>
    working.filter(({ roles, projects }) => roles.includes(role) && projects.includes(project))
  const given = new Map<string, User>()
  const areas = buildings.map(({ name, project }) => {
    const stewards = of('steward', project)
    const taken = [...given].filter(([key]) => key.startsWith(project)).length
    const steward = stewards[taken % stewards.length] as User
    given.set(`${project} ${name}`, steward)
    return { project, name: `${name} 栋`, building: name, steward: steward.id as Id<'users'> }
  })
  const own = (role: Role) => working.find(({ username }) => username === role) as User
  await run(own('supervisor'), (tx) => tx.createMany('steward-areas', areas))
  const ofSteward = (one: User) => areas.filter(({ steward }) => steward === one.id).map(({ building }) => building)
  const all = working.map((one) => (one.roles.includes('steward') ? { ...one, buildings: ofSteward(one) } : one))
  const found = (role: Role, project: Project) =>
    all.filter(({ roles, projects }) => roles.includes(role) && projects.includes(project))
  return {
    all,
    own: (role) => all.find(({ username }) => username === role) as User,
    of: found,
    one: (role, project, chance) => {
      const those = found(role, project)
      return those[0] && chance.happens(0.5) ? those[0] : chance.pick(those)
    },
    steward: (building, project) =>
      all.find(({ buildings: own, projects }) => own?.includes(building) && projects.includes(project)) as User,
  }
}

/** The clerk who has left: his account is put to rest. */
export async function* retire({ step }: Drafting, people: readonly User[]): Story {
  const left = people.find(({ username }) => username === gone[0])
  const admin = people.find(({ username }) => username === 'admin')
  if (left && admin)
    await step('users', left.id as Id<'users'>, {
      by: admin,
      step: 'suspend',
      with: { reason: '离职' },
    })
}
