import { type Id, monthAfter, OFFICE, type Office, office, type Row, type Store } from '#engine'
import { demo, house } from '#resources'
import { officePorts } from '../src/http/index.ts'
import { type Chance, chance } from './chance.ts'

export const PROJECTS = 20
/** Months for which every home has one receivable. */
export const MONTHS = 20
const FIRST = '2025-04'
/** Who the bench signs in as. */
export const READER = 'fee-clerk'

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢'
const given = '明轩雨晴浩然思远嘉怡子涵俊杰欣妍宇航诗琪志强美玲建国秀英丽华伟峰静雯晓东海燕文博雪梅永康春兰国栋玉珍'

const nameOf = (luck: Chance) => luck.of(surnames) + luck.of(given) + luck.of(given)
const phoneOf = (luck: Chance) => `13${String(luck.below(1_000_000_000)).padStart(9, '0')}`

type Project = Id<'projects'>
interface Home {
  readonly project: Project
  readonly id: Id<'properties'>
  readonly area: number
}

/** What has become of a bill by now: most are paid. */
function season(bill: Row, luck: Chance): Row {
  const payable = Number(bill.payable)
  const fate = luck.next()
  if (fate < 0.01) return bill
  if (fate < 0.84) return { ...bill, status: 'paid', paid: payable, balance: 0 }
  if (fate < 0.95) return { ...bill, status: 'posted' }
  const paid = Math.round(payable * luck.next())
  return { ...bill, status: 'part-paid', paid, balance: payable - paid }
}
/** The same store; what the desk bills into it lies there as if the office had worked on it since. */
function seasoned(store: Store, luck: Chance): Store {
  return {
    ...store,
    transaction: (work) =>
      store.transaction((rows) =>
        work({
          ...rows,
          insert: (table, fresh) =>
            rows.insert(table, table === 'receivables' ? fresh.map((bill) => season(bill, luck)) : fresh),
        }),
      ),
  }
}

const run = <T>(desk: Office, now: string, work: Parameters<typeof desk.run<T>>[1]) =>
  desk.run({ user: OFFICE, now }, work)

/** The people, who know every project. */
function hire(desk: Office, now: string): Promise<Project[]> {
  return run(desk, now, async (tx) => {
    const named = Array.from({ length: PROJECTS }, (_, at) => ({ code: `P${at + 1}`, name: `海棠湾 ${at + 1} 期` }))
    const projects = (await tx.createMany('projects', named)).map(({ id }) => id)
    const people = Object.entries(demo).map(([role, name]) => ({
      username: role,
      name,
      roles: [role as keyof typeof demo],
      projects: projects.map((project) => ({ project })),
      demo: true,
    }))
    await tx.createMany('users', people)
    await tx.createMany('fee-items', [
      { code: 'WY', name: '物业服务费', class: 'comprehensive', mode: 'recurring', cycle: 'month', allocation: 'area' },
    ])
    return projects
  })
}

/** The homes of one project, each with its owner: buildings of two units, two homes on each of 25 floors. */
function build(desk: Office, now: string, project: Project, homes: number, luck: Chance): Promise<Home[]> {
  return run(desk, now, async (tx) => {
    const people = Array.from({ length: homes }, () => ({ name: nameOf(luck), phone: phoneOf(luck), project }))
    const owners = await tx.createMany('residents', people)
    const rooms = owners.map(({ id }, at) => ({
      project,
      building: String(Math.floor(at / 100) + 1),
      unit: String((Math.floor(at / 50) % 2) + 1),
      floor: (Math.floor(at / 2) % 25) + 1,
      roomNo: String(((Math.floor(at / 2) % 25) + 1) * 100 + (at % 2) + 1),
      floorArea: (6000 + luck.below(9000)) / 100,
      owner: id,
    }))
    const made = await tx.createMany('properties', rooms)
    return made.map(({ id, floorArea }) => ({ project, id, area: floorArea }))
  })
}

/** The bills of one project and month, as a run of the office makes them. */
function bill(desk: Office, homes: readonly Home[], feeItem: Id<'fee-items'>, period: string, luck: Chance) {
  const now = `${period}-01T01:00:00.000Z`
  const due = () => `${monthAfter(period, 1)}-${String(luck.below(28) + 1).padStart(2, '0')}`
  return run(desk, now, async (tx) => {
    const drafts = homes.map(({ id, area, project }) => ({
      ...{ project, room: id, feeItem, period, months: 1, source: 'standard' as const, sequence: 1 },
      ...{ quantity: area, price: 2.8, dueOn: due() },
    }))
    await tx.createMany('receivables', drafts)
    return drafts.length
  })
}

/** Fills an empty house with so many receivables over 20 projects, by the desk's own rules. */
export async function fill(store: Store, rows: number, tell: (line: string) => void): Promise<void> {
  const luck = chance(20261121)
  const desk = office(house, seasoned(store, luck), officePorts('Asia/Shanghai'))
  const now = `${FIRST}-01T01:00:00.000Z`
  const projects = await hire(desk, now)
  const [feeItem] = await store.reading((reader) => reader.select('fee-items', {}))
  const estates: Home[][] = []
  for (const project of projects) estates.push(await build(desk, now, project, rows / PROJECTS / MONTHS, luck))
  for (let month = 0, billed = 0; month < MONTHS; month += 1) {
    for (const homes of estates) billed += await bill(desk, homes, feeItem?.id as never, monthAfter(FIRST, month), luck)
    tell(`${billed} of ${rows} receivables`)
  }
}
