import { useCreate, useInvalidate, useUpdate } from '@refinedev/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Resource } from '#engine'
import type { Faults } from '../fields/faults.ts'
import type { Slip } from '../fields/view.ts'
import { isProblem, newKey, type Problem } from '../providers/client.ts'
import { draftOf, patchOf } from './differing.ts'
import type { Writing } from './writing.ts'

/** Makes everything that shows this slip, and every list of its kind, read anew. */
export function useRefresh(resource: Resource, id: string | undefined) {
  const invalidate = useInvalidate()
  const queries = useQueryClient()
  const { name } = resource.form
  return useCallback(async () => {
    await Promise.all([
      invalidate({ resource: name, invalidates: ['list', 'many'] }),
      id === undefined ? undefined : invalidate({ resource: name, id, invalidates: ['detail'] }),
      queries.invalidateQueries({ queryKey: ['slip'] }),
      queries.invalidateQueries({ queryKey: ['related'] }),
    ])
  }, [invalidate, queries, name, id])
}

/** The first sentence for each blank; what belongs to no blank of the sheet stays with the message. */
export const faultsIn = ({ errors = {} }: Problem): Faults =>
  Object.fromEntries(Object.entries(errors).map(([path, [sentence = '']]) => [path, sentence]))

export interface Saving {
  readonly busy: boolean
  /** Why the last try failed, where no blank says it. */
  readonly failure: string | undefined
  /** The slip as it stands at the office, where somebody else has changed it meanwhile. */
  readonly newer: Slip | undefined
  /** Writes the slip down; answers it as kept, or nothing where it could not be. */
  save(): Promise<Slip | undefined>
  /** Writes these values over a newer slip. */
  saveOver(newer: Slip, values: Slip): Promise<Slip | undefined>
  settle(): void
}

const quiet = { successNotification: false, errorNotification: false } as const

/** Saves a slip once, however often the button is pressed; faults go under their blanks. */
export function useSaving(resource: Resource, writing: Writing): Saving {
  const { name } = resource.form
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [newer, setNewer] = useState<Slip>()
  const key = useRef(newKey())
  const flight = useRef<Promise<Slip | undefined>>(undefined)
  const { mutateAsync: create } = useCreate<never>()
  const { mutateAsync: update } = useUpdate<never>()

  const refused = (error: unknown): undefined => {
    if (!isProblem(error)) throw error
    if (error.status >= 400 && error.status < 500) key.current = newKey()
    if (error.status === 409 && isSlip(error.current)) return setNewer(error.current) as undefined
    const faults = faultsIn(error)
    writing.refuse(faults)
    return setFailure(Object.keys(faults).length > 0 ? undefined : error.message) as undefined
  }
  const once = (send: () => Promise<{ data: Slip }>): Promise<Slip | undefined> => {
    if (flight.current) return flight.current
    setBusy(true)
    setFailure(undefined)
    flight.current = send()
      .then(({ data }) => data, refused)
      .finally(() => {
        flight.current = undefined
        setBusy(false)
      })
    return flight.current
  }
  const patch = (id: string, values: Slip) =>
    update({ resource: name, id, values, meta: { key: key.current, version: values.version }, ...quiet }) as Promise<{
      data: Slip
    }>

  return {
    busy,
    failure,
    newer,
    save() {
      const { before, slip, writable } = writing
      if (before.id !== '') return once(() => patch(String(before.id), patchOf(resource, before, slip, writable)))
      const values = draftOf(resource, before, slip, writable)
      return once(
        () => create({ resource: name, values, meta: { key: key.current }, ...quiet }) as Promise<{ data: Slip }>,
      )
    },
    saveOver: (current, values) => once(() => patch(String(current.id), { ...values, version: current.version })),
    settle: () => setNewer(undefined),
  }
}
const isSlip = (value: unknown): value is Slip => typeof value === 'object' && value !== null && 'version' in value
