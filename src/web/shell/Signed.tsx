import { lazy, Suspense, useEffect, useMemo } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router'
import type { House } from '#engine'
import { loginFrom } from '../providers/login.ts'
import { keep, kept } from '../providers/memory.ts'
import { askSession, type Standing, useStanding } from '../providers/session.ts'
import { say } from '../words/index.ts'
import { Said } from './Said.tsx'
import { Waiting } from './Waiting.tsx'

type LoadHouse = () => Promise<House>

const officeOf = (loadHouse: LoadHouse) => {
  const load = async () => {
    const [{ Office }, house] = await Promise.all([import('./inside.ts'), loadHouse()])
    return { default: (props: Omit<Parameters<typeof Office>[0], 'house'>) => <Office house={house} {...props} /> }
  }
  return { load, Office: lazy(load) }
}

/** The pages of whoever is signed in; everybody else is shown the door, and brought back to where he was. */
export function Signed({ loadHouse }: { loadHouse: LoadHouse }) {
  const standing = useStanding()
  const { load, Office } = useMemo(() => officeOf(loadHouse), [loadHouse])
  useEffect(() => {
    if (standing.is === 'asking') void askSession()
    if (standing.is === 'asking' && kept('browser', 'in')) void load().catch(() => undefined)
    if (standing.is !== 'asking') keep('browser', 'in', standing.is === 'in' || undefined)
  }, [standing.is, load])
  if (standing.is !== 'in') return <Outside standing={standing} />
  return (
    <Suspense fallback={<Waiting />}>
      <Office key={standing.session.user.id} session={standing.session}>
        <Outlet />
      </Office>
    </Suspense>
  )
}

function Outside({ standing }: { standing: Exclude<Standing, { is: 'in' }> }) {
  const { pathname, search } = useLocation()
  if (standing.is === 'asking') return <Waiting />
  if (standing.is === 'out')
    return <Navigate replace to={standing.why === 'left' ? '/login' : loginFrom(pathname + search)} />
  return (
    <Said seal="断" title={say('page.unreachable')} help={standing.message}>
      <button type="button" className="plain do" onClick={() => void askSession()}>
        {say('do.retry')}
      </button>
    </Said>
  )
}
