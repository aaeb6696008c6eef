import { useCallback, useEffect, useRef, useState } from 'react'
import { type Blocker, useBlocker } from 'react-router'
import type { Resource } from '#engine'
import { newKey } from '../providers/client.ts'
import { nowOf, useOffice } from '../providers/office.tsx'
import { draftsOf, dropDraft, type KeptDraft, keepDraft } from './drafts.ts'
import type { Writing } from './writing.ts'

const PAUSE = 400

export interface Keeping {
  /** What was typed here before and never saved. */
  readonly found: KeptDraft | undefined
  /** Somebody wants to leave with something unsaved. */
  readonly leaving: Blocker
  restore(): void
  drop(): void
  /** Saved, or given up: nothing needs to be kept any more. */
  done(): void
}

/** Keeps what is typed in this browser until it is saved, and offers what was left behind the last time. */
export function useKeeping(resource: Resource, id: string | undefined, writing: Writing, writes: boolean): Keeping {
  const { user, session } = useOffice()
  const { name } = resource.form
  const key = useRef(newKey())
  const [found, setFound] = useState(() => (writes ? draftsOf(user.id, name, id)[0] : undefined))
  const { before, written, labels, differs } = writing

  const keepNow = useRef<() => void>(undefined)
  keepNow.current = () => {
    if (differs) keepDraft(user.id, name, id, { key: key.current, at: nowOf(session), before, written, labels })
    else dropDraft(user.id, name, id, key.current)
  }
  const finished = useRef(false)
  useEffect(() => {
    if (!writes || (!differs && Object.keys(written).length === 0)) return
    const timer = setTimeout(() => !finished.current && keepNow.current?.(), PAUSE)
    return () => clearTimeout(timer)
  }, [written, differs, writes])
  useEffect(() => {
    const last = () => writes && !finished.current && keepNow.current?.()
    addEventListener('pagehide', last)
    return () => {
      removeEventListener('pagehide', last)
      last()
    }
  }, [writes])
  const unsaved = useRef(false)
  unsaved.current = writes && differs
  const leaving = useLeaving(useCallback(() => unsaved.current && !finished.current, []))

  const forget = useCallback((draft: string) => dropDraft(user.id, name, id, draft), [user.id, name, id])
  return {
    found,
    leaving,
    restore() {
      if (!found) return
      key.current = found.key
      writing.restore(found)
      setFound(undefined)
    },
    drop() {
      if (found) forget(found.key)
      setFound(undefined)
    },
    done() {
      finished.current = true
      forget(key.current)
    },
  }
}

/** Asks before leaving, only where something really differs; closing the window asks in the browser's own words. */
function useLeaving(stays: () => boolean): Blocker {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => stays() && event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [stays])
  return useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && stays(),
  )
}
