import { daysAfter, type Id, OFFICE, type PatchOf, type User } from '#engine'
import { house } from '#resources'
import type { Story } from './agenda.ts'
import type { Take } from './drafting.ts'
import type { Project } from './people.ts'
import { publicFaults, publicPlaces } from './troubles.ts'
import { daysAgo, hereOf, moments, type World } from './world.ts'

type Service = Take<'service-work-orders'>

/** Found, written, signed for, done and accepted; what an owner told us is looked at on the spot first. */
async function* facility(world: World, project: Project, name: string, owner: boolean, until?: string): Story {
  const { room, staff } = world
  const chance = room.chance.of(`facility ${name}`)
  const fault = chance.pick(publicFaults)
  const home = chance.pick(world.homes.filter((one) => one.project === project && one.lived))
  const steward = staff.steward(home.building, project)
  const draft = {
    project,
    source: owner ? ('owner' as const) : ('patrol' as const),
    reporter: owner ? home.owner.name : steward.name,
    phone: owner ? home.owner.phone : null,
    building: home.building,
    place: chance.pick(publicPlaces),
    problem: fault.content,
    defect: until === 'accepted' || chance.happens(0.15) ? ('seepage' as const) : null,
  }
  const chief = staff.own('engineering-supervisor')
  const engineer = staff.one('engineer', project, chance)
  const clerk = staff.one('clerk', project, chance)
  const take = (after: Service['after'], by: User, step: Service['step'], told?: PatchOf<'service-work-orders'>) => ({
    after,
    by,
    step,
    ...(told && { with: told }),
  })
  const verify = take(60, staff.own('supervisor'), 'verify', { verified: '现场核实属实' })
  const takes: Service[] = [
    take(10, clerk, 'write'),
    take(30, chief, 'collect'),
    ...(owner ? [verify] : []),
    take([1, '09:20'], engineer, 'follow', { latest: '已备料，安排施工' }),
    take([1, '15:00'], engineer, 'finish', { result: fault.done }),
    take([1, '10:30'], clerk, 'accept'),
    take(90, clerk, 'sign', { signedBy: home.owner.name }),
    take([1, '11:10'], clerk, 'archive'),
  ]
  const spoilt: Service[] = [
    take(20, clerk, 'write'),
    { after: 30, by: clerk, step: 'void', with: { reason: '与另一张工作单重复' } },
    { after: 30, by: staff.own('service-manager'), step: 'confirm-void' },
  ]
  const stops = draft.defect !== null && owner ? takes.slice(0, -1) : takes
  yield* room.tale('service-work-orders', { by: steward, draft, takes: until === 'void' ? spoilt : stops, until })
}

/** The rounds of the day are laid out by the office's own rule. */
const laying = house.resources.find(({ form }) => form.name === 'inspection-plans')?.daily?.tasks
const missing = house.resources.find(({ form }) => form.name === 'inspection-records')?.daily?.missed

/** What a project has settled about its rounds; the rounds of the last days are laid out from it. */
async function* plans({ room, staff }: World, project: Project): Story {
  const maker = staff.own('service-manager')
  const lists = await room.run(maker, (tx) => tx.find('inspection-templates', { status: 'in-use' }))
  const list = (kind: string) => lists.find((one) => one.kind === kind)?.id as Id<'inspection-templates'>
  const plan = (name: string, lines: PatchOf<'inspection-plans'>['lines']) =>
    room.open('inspection-plans', { project, name, lines: lines ?? [] }, maker)
  const daily = { template: list('daily'), target: 'building' as const, weekdays: ['mon', 'wed', 'fri'] as const }
  const guards = { template: list('area'), target: 'area' as const, walker: 'guard' as const }
  const officers = { ...guards, walker: 'property-officer' as const, times: 2 }
  const empty = { template: list('vacant'), target: 'vacant' as const, every: 30 }
  await plan('明年巡检计划（草案）', [daily])
  const last = await plan('上半年巡检计划', [{ ...daily, weekdays: null, every: 7 }])
  const wrong = await plan('误建的计划', [daily])
  const current = await plan('下半年巡检计划', [daily, { ...guards, slots: ['morning', 'evening'] }, officers, empty])
  const step = (
    id: Id<'inspection-plans'>,
    by: User,
    of: 'activate' | 'end' | 'void' | 'confirm-void',
    reason?: string,
  ) => room.step('inspection-plans', id, { by, step: of, ...(reason && { with: { reason } }) })
  await step(wrong, maker, 'activate')
  await step(wrong, staff.own('supervisor'), 'void', '重复建立')
  await step(wrong, maker, 'confirm-void')
  await step(last, maker, 'activate')
  await step(last, maker, 'end', '换用下半年计划')
  await step(current, maker, 'activate')
  for (const days of [0, 1, 2]) {
    if (days > 0) yield room.later([1, '06:00'])
    await room.run(OFFICE, async (tx) => {
      await laying?.work({ ...tx, project })
      await missing?.work({ ...tx, project })
    })
  }
}

/** Public facilities, two years of them and some in every stage; and the plans of rounds. */
export function facilities(world: World): void {
  const { room } = world
  const chance = room.chance.of('facilities')
  const [lake] = hereOf(world)
  for (const start of moments(world, 'facility days', Math.round(world.homes.length * 0.012)))
    room.agenda.add(start, facility(world, chance.pick(hereOf(world)), start, chance.happens(0.4)))
  if (!lake) return
  const stages = ['draft', 'written', 'collected', 'verified', 'done', 'self-accepted', 'accepted', 'archived', 'void']
  for (const [at, until] of stages.entries()) {
    const owner = until === 'verified' || until === 'accepted'
    room.agenda.add(daysAgo(world, 1 + at, '09:10'), facility(world, lake, until, owner, until))
  }
  room.agenda.add(room.hours.at(daysAfter(room.hours.dayOf(world.now), -2), '08:10'), plans(world, lake))
}
