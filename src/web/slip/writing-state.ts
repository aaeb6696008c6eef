import type { Resource } from '#engine'
import type { Faults } from '../fields/faults.ts'
import type { Chosen, Slip } from '../fields/view.ts'
import { copiesFrom } from './copying.ts'

type Labels = Readonly<Record<string, string>>

/** A slip on somebody's desk: as it was read, and what has been written over it. */
export interface WritingState {
  readonly before: Slip
  readonly written: Slip
  readonly labels: Labels
  /** What references filled in last, so that a person's own words are told from it. */
  readonly copied: Slip
  /** Blanks in which somebody has been. */
  readonly left: ReadonlySet<string>
  /** Saving was tried: everything at fault shows. */
  readonly tried: boolean
  /** What the office found wrong, until it is written anew. */
  readonly refused: Faults
}
export type WritingEvent =
  | { readonly type: 'write'; readonly name: string; readonly value: unknown; readonly chosen?: Chosen | undefined }
  | { readonly type: 'leave'; readonly name: string }
  | { readonly type: 'copy'; readonly pointer: string; readonly id: unknown; readonly target: Slip | undefined }
  | { readonly type: 'try' }
  | { readonly type: 'refuse'; readonly faults: Faults }
  | { readonly type: 'restore'; readonly before: Slip; readonly written: Slip; readonly labels: Labels }

export const startWriting = (before: Slip): WritingState => ({
  before,
  written: {},
  labels: {},
  copied: {},
  left: new Set(),
  tried: false,
  refused: {},
})

/** The slip as it reads with everything written on it. */
export const slipIn = ({ before, written, labels }: WritingState): Slip => ({
  ...before,
  ...written,
  labels: { ...(before.labels as Labels | undefined), ...labels },
})

const labelsOf = (name: string, chosen: Chosen | undefined): Labels =>
  chosen === undefined
    ? {}
    : typeof chosen === 'string'
      ? { [name]: chosen }
      : Object.fromEntries(Object.entries(chosen).map(([path, label]) => [`${name}.${path}`, label]))
const isOf = (path: string, name: string) => path === name || path.startsWith(`${name}.`)

export const writingReducer =
  (resource: Resource) =>
  (state: WritingState, event: WritingEvent): WritingState => {
    switch (event.type) {
      case 'write':
        return {
          ...state,
          written: { ...state.written, [event.name]: event.value },
          labels: { ...state.labels, ...labelsOf(event.name, event.chosen) },
          refused: Object.fromEntries(Object.entries(state.refused).filter(([path]) => !isOf(path, event.name))),
        }
      case 'leave':
        return state.left.has(event.name) ? state : { ...state, left: new Set([...state.left, event.name]) }
      case 'copy':
        return copied(resource, state, event)
      case 'try':
        return { ...state, tried: true }
      case 'refuse':
        return { ...state, tried: true, refused: event.faults }
      case 'restore':
        return { ...startWriting(event.before), written: event.written, labels: event.labels }
    }
  }

/** What a reference brings along; where nobody has written yet it belongs to the fresh slip and is no change of his. */
function copied(resource: Resource, state: WritingState, event: Extract<WritingEvent, { type: 'copy' }>): WritingState {
  const slip = slipIn(state)
  if ((slip[event.pointer] ?? null) !== (event.id ?? null)) return state
  const { values, labels } = copiesFrom(resource, slip, event.pointer, event.target, state.copied)
  const project = slip.project ?? event.target?.project ?? null
  const filled = { ...values, ...(resource.of !== 'company' && { project }) }
  const all = { ...state, copied: { ...state.copied, ...values }, labels: { ...state.labels, ...labels } }
  const untouched = Object.keys(state.written).length === 0
  return untouched
    ? { ...all, before: { ...state.before, ...filled } }
    : { ...all, written: { ...state.written, ...filled } }
}
