import { useEffect, useRef, useState } from 'react'

const PAUSE = 350

/** A typed text that is told on once typing pauses, and follows when it is changed from elsewhere. */
export function usePausedTyping(value: string, onPause: (text: string) => void): [string, (text: string) => void] {
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  const tell = useRef(onPause)
  tell.current = onPause
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    if (typed === told.current) return
    const timer = setTimeout(() => {
      told.current = typed
      tell.current(typed)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  return [typed, setTyped]
}
