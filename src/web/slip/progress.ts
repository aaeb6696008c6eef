import { useEffect, useState } from 'react'
import { call } from '../providers/client.ts'

/** How far a long step is; of how much, as soon as the office knows. */
export interface Far {
  readonly done: number
  readonly of: number | null
}
/** A step that is taken at once says nothing; a longer one is asked after so often, in milliseconds. */
const PAUSE = 1000
const UNKNOWN: Far = { done: 0, of: null }

/** How far the step under this key is: nothing in its first second. */
export function useProgress(key: string | undefined): Far | undefined {
  const [far, setFar] = useState<Far>()
  useEffect(() => {
    if (key === undefined) return
    const left = new AbortController()
    const ask = async () => {
      // the office may be too busy to answer at once
      setFar((before) => before ?? UNKNOWN)
      // another process may be at work, of which this one knows nothing
      const heard = await call<Far>('GET', `/progress/${key}`, undefined, left).catch(() => undefined)
      if (left.signal.aborted) return
      if (heard) setFar(heard)
      timer = setTimeout(ask, PAUSE)
    }
    let timer = setTimeout(ask, PAUSE)
    return () => {
      left.abort()
      clearTimeout(timer)
      setFar(undefined)
    }
  }, [key])
  return far
}
