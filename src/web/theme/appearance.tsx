import { App, ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale/index.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { keep, kept } from '../providers/memory.ts'
import { themeOf } from './tokens.ts'

dayjs.locale('zh-cn')
/** A bundler gives the dictionary itself; Node, and so the compiler, wraps it once more. */
const chinese = ('default' in zhCN ? zhCN.default : zhCN) as Locale

export type Look = 'light' | 'dark' | 'system'
export type Density = 'middle' | 'compact'
interface Appearance {
  readonly look: Look
  readonly density: Density
  readonly isDark: boolean
  wear(look: Look): void
  pack(density: Density): void
}

const THIS_BROWSER = 'browser'
const Context = createContext<Appearance | undefined>(undefined)

/** Whether the window answers to a media query now. */
export function useMedia(query: string): boolean {
  const media = useMemo(() => matchMedia(query), [query])
  const subscribe = useMemo(
    () => (listener: () => void) => {
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    [media],
  )
  return useSyncExternalStore(subscribe, () => media.matches)
}
export const useIsPhone = () => useMedia('(max-width: 767px)')

/** Light or dark, wide or tight: remembered by this browser, and worn by Ant Design and our own sheets alike. */
export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [look, setLook] = useState<Look>(() => kept(THIS_BROWSER, 'look') ?? 'system')
  const [density, setDensity] = useState<Density>(() => kept(THIS_BROWSER, 'density') ?? 'middle')
  const systemDark = useMedia('(prefers-color-scheme: dark)')
  const calm = useMedia('(prefers-reduced-motion: reduce)')
  const isDark = look === 'dark' || (look === 'system' && systemDark)
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light'
    document.documentElement.dataset.density = density
  }, [isDark, density])
  const appearance = useMemo<Appearance>(
    () => ({
      look,
      density,
      isDark,
      wear: (next) => {
        keep(THIS_BROWSER, 'look', next)
        setLook(next)
      },
      pack: (next) => {
        keep(THIS_BROWSER, 'density', next)
        setDensity(next)
      },
    }),
    [look, density, isDark],
  )
  return (
    <Context value={appearance}>
      <ConfigProvider
        theme={themeOf(isDark, calm)}
        locale={chinese}
        virtual={false}
        button={{ autoInsertSpace: false }}
      >
        <App className="app" message={{ maxCount: 3 }}>
          {children}
        </App>
      </ConfigProvider>
    </Context>
  )
}

export function useAppearance(): Appearance {
  const appearance = useContext(Context)
  if (!appearance) throw new Error('useAppearance: outside of its provider')
  return appearance
}
