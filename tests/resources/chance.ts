import {
  blankOf,
  blanksOf,
  type Day,
  daysAfter,
  type Field,
  type Fields,
  identityCheck,
  type Resource,
  type Row,
  stagesOf,
  stepsOf,
} from '#engine'
import { house } from '#resources'

/** What people write on papers, drawn from a seed: mostly what fits, now and then what does not. */
export interface Pen {
  /** A whole number from 0 up to, and without, so much. */
  below(most: number): number
  one<T>(those: readonly T[]): T | undefined
  /** True so many times in a hundred. */
  often(percent: number): boolean
}
export function penOf(seed: number): Pen {
  let state = seed >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
  const below = (most: number) => Math.floor(next() * most)
  return { below, one: (those) => those[below(those.length)], often: (percent) => next() * 100 < percent }
}

/** Where a reference may point, and what day it is. */
export interface Around {
  readonly today: Day
  readonly now: string
  rows(form: string): readonly Row[]
}

const words = ['王芳', '漏水', '已处理', '3-2-1201', '张三', '厨房水管', '=1+1', '']
const identity = () => {
  const body = '11010519491231002'
  return body + identityCheck(body)
}

/** Something that may stand in a blank. */
export function valueFor(field: Field, pen: Pen, around: Around): unknown {
  if (pen.often(3)) return pen.one([null, 'x', -1, {}, [], 1e15])
  switch (field.kind) {
    case 'ref':
      return pen.one(around.rows(field.form ?? ''))?.id ?? null
    case 'choice':
      return pen.one(Object.keys(field.choices ?? {}))
    case 'choices':
      return Object.keys(field.choices ?? {}).slice(0, 1 + pen.below(2))
    case 'money':
      return pen.one([1, 100, 12_345, 200_000])
    case 'whole':
      return Math.max(field.min ?? 0, pen.one([1, 2, 3, 12]) ?? 1)
    case 'decimal':
    case 'percent':
      return pen.one([1, 2.5, 10])
    case 'date':
      return daysAfter(around.today, pen.one([0, 0, 0, 1, 7, 30, -1, -30]) ?? 0)
    case 'month':
      return around.today.slice(0, 7)
    case 'time':
      return pen.one(['08:30', '17:00'])
    case 'instant':
      return around.now
    case 'tick':
      return pen.often(70)
    case 'rating':
      return 1 + pen.below(5)
    case 'phone':
      return pen.one(['13812345678', '02112345678'])
    case 'identity':
      return identity()
    case 'lines':
      return [slipFor(field.fields ?? {}, pen, around)]
    case 'attachment':
      return null
    default:
      return pen.one(words)
  }
}
/** A slip, or a line of one: what must be written, and some of what may be. */
export function slipFor(fields: Fields, pen: Pen, around: Around): Record<string, unknown> {
  const slip: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields) as [string, Field][]) {
    if (field.by !== 'hand') continue
    const must = !field.optional && field.preset === undefined && field.copy === undefined
    if (must || pen.often(field.kind === 'ref' ? 45 : 25)) slip[name] = valueFor(field, pen, around)
  }
  return slip
}
/** What a step asks for, and now and then what it does not. */
export function answersFor(resource: Resource, action: string, pen: Pen, around: Around): Record<string, unknown> {
  const step = stepsOf(resource).find(({ name }) => name === action)
  const answers: Record<string, unknown> = {}
  for (const name of [...(step?.asks ?? []), ...(step?.offers ?? [])]) {
    const field = blankOf(resource, name)
    if (field && pen.often(92)) answers[name] = valueFor(field, pen, around)
  }
  if (pen.often(95)) answers.reason = '情况说明'
  if (pen.often(5)) answers[pen.one(blanksOf(resource))?.[0] ?? 'x'] = 1
  return answers
}
/** The steps that lead on from where a slip stands, those that make it void among them. */
export const stepsFrom = (resource: Resource, slip: Row): readonly string[] => {
  const next = stagesOf(resource).find(({ name }) => name === slip.status)?.next ?? {}
  return [...Object.keys(next), ...(resource.void ? ['void', 'confirm-void', 'cancel-void'] : [])]
}
/** Who may take a step, or open a slip, as far as the definition says. */
export function rolesFor(resource: Resource, action: string | undefined): readonly string[] {
  if (action === undefined) return [resource.may.create].flat()
  const step = stepsOf(resource).find(({ name }) => name === action)
  const chain = blankOf(resource, step?.signs ?? step?.returns ?? '')?.chain?.signers
  const signers = typeof chain === 'string' ? house.policies[chain]?.default : chain
  const who = step?.by ?? (signers as readonly string[] | undefined) ?? resource.may.create
  return [who === 'applicant' || step?.withdraws ? resource.may.create : who].flat()
}
export const papers = house.resources.filter(({ form }) => !['users', 'projects'].includes(form.name))
