import { useEffect, useRef, useState } from 'react'

const PAUSE = 350

/** A typed text that is told on once typing pauses or its field is closed, and follows when it is changed from elsewhere. */
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
  const last = useRef(typed)
  last.current = typed
  const tellNow = useRef(() => {
    if (last.current === told.current) return
    told.current = last.current
    tell.current(last.current)
  })
  useEffect(() => {
    if (typed === told.current) return
    const timer = setTimeout(tellNow.current, PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => tellNow.current, [])
  return [typed, setTyped]
}
