import { type IResourceItem, Refine, type RefineProps } from '@refinedev/core'
import routerProvider from '@refinedev/react-router'
import { type ReactNode, useMemo } from 'react'
import type { House } from '#engine'
import { accessControlProvider, authProvider } from '../providers/auth.ts'
import { isProblem } from '../providers/client.ts'
import { dataProvider } from '../providers/data.ts'
import { useNotices } from '../providers/notices.ts'
import { OfficeProvider } from '../providers/office.tsx'
import type { Session } from '../providers/session.ts'
import { i18nProvider } from '../words/index.ts'

/** A refusal stands however often it is asked for; a line that broke may come back. */
const again = (failures: number, error: Error) =>
  isProblem(error) && (error.status === 0 || error.status >= 500) && failures < 2

const options: NonNullable<RefineProps['options']> = {
  disableTelemetry: true,
  mutationMode: 'pessimistic',
  syncWithLocation: false,
  warnWhenUnsavedChanges: false,
  reactQuery: {
    clientConfig: { defaultOptions: { queries: { retry: again, staleTime: 0 }, mutations: { retry: false } } },
  },
}

const resourcesOf = (house: House): IResourceItem[] =>
  house.resources.map(({ form: { name, title } }) => ({
    name,
    list: `/${name}`,
    create: `/${name}/new`,
    show: `/${name}/:id`,
    edit: `/${name}/:id`,
    meta: { label: title },
  }))

/** The office of one signed-in person: Refine, fed by our own providers; every write is told to the office first. */
export function Office({ house, session, children }: { house: House; session: Session; children: ReactNode }) {
  const notificationProvider = useNotices()
  const wired = useMemo(
    () => ({
      dataProvider,
      authProvider,
      accessControlProvider: accessControlProvider(house, session.user),
      i18nProvider,
      routerProvider,
      resources: resourcesOf(house),
    }),
    [house, session.user],
  )
  return (
    <Refine {...wired} notificationProvider={notificationProvider} options={options}>
      <OfficeProvider house={house} session={session}>
        {children}
      </OfficeProvider>
    </Refine>
  )
}
