import type { Chance } from './chance.ts'
import type { Project } from './people.ts'
import { type Course, type Rating, repair } from './repairs.ts'
import { publicFaults, roomFaults } from './troubles.ts'
import { hereOf, lately, moments, type World } from './world.ts'

const ratings: readonly (readonly [Rating, number])[] = [
  ['satisfied', 84],
  ['average', 9],
  ['dissatisfied', 3],
  ['unrated', 2],
  ['unsigned', 2],
]

function courseFor({ homes }: World, projects: readonly Project[], chance: Chance): Course {
  const project = chance.happens(0.66) ? (projects[0] as Project) : (projects[1] as Project)
  const home = chance.happens(0.64)
    ? chance.pick(homes.filter((one) => one.project === project && one.lived))
    : undefined
  const outside = home && chance.happens(0.06)
  return {
    project,
    home,
    fault: chance.pick(home ? roomFaults : publicFaults),
    nature: outside ? 'outside' : home ? 'paid' : 'public',
    rating: chance.weighed(ratings),
    declined: !!home && chance.happens(0.05),
  }
}

/** Where a repair may lie today, how long ago it came in, and what it needs for that. */
const standing: readonly (readonly [until: string, minutes: number, more?: Partial<Course>])[] = [
  ['draft', 6],
  ['draft', 3],
  ['written', 14],
  ['told', 18],
  ['told', 11],
  ['collected', 26],
  ['assigned', 31],
  ['assigned', 38],
  ['on-site', 45],
  ['in-repair', 70],
  ['in-repair', 95],
  ['finished', 150],
  ['signed', 190],
  ['signed', 260, { nature: 'paid' }],
  ['paid', 3 * 1440, { nature: 'paid' }],
  ['filed', 2 * 1440, { nature: 'public' }],
  ['filed', 3 * 1440, { nature: 'public', rating: 'dissatisfied' }],
  ['voiding', 120],
  ['void', 1440],
  ['reworked', 6 * 1440, { nature: 'public', rating: 'dissatisfied' }],
  ['advised', 300, { nature: 'outside' }],
  ['returned', 400, { nature: 'paid', declined: true }],
]

/** Two years of repairs, and some on every desk today. */
export function repairs(world: World): void {
  const { room } = world
  const chance = room.chance.of('repairs')
  const projects = hereOf(world)
  for (const start of moments(world, 'repair days', Math.round(world.homes.length * 0.22)))
    room.agenda.add(start, repair(world, courseFor(world, projects, chance), start))
  for (const [at, [until, minutes, more]] of standing.entries()) {
    const drawn = courseFor(world, projects.slice(0, 1).concat(projects.slice(0, 1)), chance)
    const nature = more?.nature ?? (drawn.nature === 'outside' ? 'paid' : drawn.nature)
    const lived = world.homes.filter((one) => one.project === projects[0] && one.lived)
    const home = nature === 'public' ? undefined : (drawn.home ?? chance.pick(lived))
    const fault = chance.pick(home ? roomFaults : publicFaults)
    const course: Course = {
      declined: false,
      rating: 'satisfied',
      ...more,
      project: projects[0] as Project,
      nature,
      home,
      fault,
      until,
    }
    const start = minutes < 500 ? room.hours.after(world.now, -minutes) : lately(world, 0)
    room.agenda.add(minutes < 500 ? start : room.hours.after(start, -minutes), repair(world, course, `${until} ${at}`))
  }
}
