import { useRouteError } from 'react-router'
import { say } from '../words/index.ts'
import { Said } from './Said.tsx'

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
/** A page whose file is gone since the office moved on to a newer edition of the panel. */
const isStale = (text: string) => /dynamically imported module|Importing a module script|preload CSS/i.test(text)

/** A defect on one page: said plainly, and the rest of the panel goes on. */
export function Broken() {
  const text = textOf(useRouteError())
  const stale = isStale(text)
  return (
    <Said seal="误" title={say(stale ? 'page.stale' : 'page.broken')} help={stale ? undefined : say('page.brokenHelp')}>
      {!stale && <code>{text}</code>}
      <button type="button" className="plain do" onClick={() => location.reload()}>
        {say('do.refresh')}
      </button>
    </Said>
  )
}
