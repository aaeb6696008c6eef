import { useEffect } from 'react'
import { say } from '../words/index.ts'

/** What the browser's tab says while this is shown: the number of the slip or the name of the list first. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · ${say('app.name')}` : say('app.name')
  }, [title])
}
