import { useEffect, useRef } from 'react'

interface Hotkeys {
  readonly save?: (() => void) | undefined
  readonly primary?: (() => void) | undefined
  readonly print?: (() => void) | undefined
}
const isInDialog = (target: EventTarget | null) => target instanceof Element && target.closest('[role=dialog]') !== null

/** Ctrl+S saves, Ctrl+Enter takes the primary step, Ctrl+P prints the sheet and not the screen, wherever the cursor stands on the page. */
export function useHotkeys(keys: Hotkeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.repeat || isInDialog(event.target)) return
      const { save, primary, print } = latest.current
      const work = { s: save, Enter: primary, p: print }[event.key]
      if (!work && event.key !== 's') return
      event.preventDefault()
      work?.()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
