import { useRef, useState } from 'react'
import type { OpenStep, Resource } from '#engine'
import type { Slip } from '../fields/view.ts'
import { call, isProblem, newKey, type Problem } from '../providers/client.ts'
import { type Far, useProgress } from './progress.ts'
import { useRefresh } from './saving.ts'

export interface Performing {
  readonly busy: boolean
  /** How far the step is, where it takes long. */
  readonly far: Far | undefined
  readonly problem: Problem | undefined
  /** Takes the step once; true when it is taken. */
  perform(slip: Slip, step: OpenStep, answers: Slip): Promise<boolean>
  settle(): void
}

/** Takes steps of a slip at the office; whatever comes of it, what is shown is read anew. */
export function usePerforming(resource: Resource, id: string | undefined): Performing {
  const [running, setRunning] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const key = useRef(newKey())
  const flying = useRef(false)
  const refresh = useRefresh(resource, id)
  const far = useProgress(running)

  async function perform(slip: Slip, step: OpenStep, answers: Slip): Promise<boolean> {
    if (flying.current) return false
    flying.current = true
    setRunning(key.current)
    setProblem(undefined)
    const path = `/${resource.form.name}/${encodeURIComponent(String(slip.id))}/actions/${step.name}`
    try {
      await call('POST', path, { ...answers, version: slip.version }, { key: key.current })
      await refresh()
      return true
    } catch (error) {
      if (!isProblem(error)) throw error
      setProblem(error)
      if (error.status === 409) await refresh()
      return false
    } finally {
      key.current = newKey()
      flying.current = false
      setRunning(undefined)
    }
  }
  return { busy: running !== undefined, far, problem, perform, settle: () => setProblem(undefined) }
}
