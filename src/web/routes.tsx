import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import type { RouteObject } from 'react-router'
import type { House } from '#engine'
import { Broken } from './shell/Broken.tsx'
import { Signed } from './shell/Signed.tsx'
import { Waiting } from './shell/Waiting.tsx'

/** A page fetched when it is first opened. */
function page(load: () => Promise<ComponentType>): ReactNode {
  const Page = lazy(async () => ({ default: await load() }))
  return (
    <Suspense fallback={<Waiting />}>
      <Page />
    </Suspense>
  )
}
const inside = () => import('./shell/inside.ts')

/** Every address of the panel. The papers themselves are fetched once somebody has signed in. */
export function panelRoutes(loadHouse: () => Promise<House>): RouteObject[] {
  const slip = page(async () => (await inside()).SlipOfPaper)
  const caller = page(async () => (await import('./pages/CallerPage.tsx')).CallerPage)
  const pages: RouteObject[] = [
    { index: true, element: page(async () => (await import('./pages/HomePage.tsx')).HomePage) },
    { path: 'inbox', element: page(async () => (await import('./pages/InboxPage.tsx')).InboxPage) },
    { path: 'caller', element: caller },
    { path: 'caller/:home', element: caller },
    { path: 'reports/:report', element: page(async () => (await import('./pages/ReportPage.tsx')).ReportOfName) },
    { path: ':form', element: page(async () => (await inside()).ListOfPaper) },
    { path: ':form/new', element: slip },
    { path: ':form/:id', element: slip },
    { path: ':form/:id/edit', element: slip },
    { path: '*', element: page(async () => (await inside()).NotFound) },
  ]
  const shell: RouteObject = {
    element: page(async () => (await inside()).Shell),
    children: [{ errorElement: <Broken />, children: pages }],
  }
  const print: RouteObject = { path: ':form/:id/print', element: page(async () => (await inside()).PrintOfPaper) }
  return [
    {
      path: '/login',
      element: page(async () => (await import('./pages/LoginPage.tsx')).LoginPage),
      errorElement: <Broken />,
    },
    { element: <Signed loadHouse={loadHouse} />, errorElement: <Broken />, children: [shell, print] },
  ]
}
