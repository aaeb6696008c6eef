import { Drawer } from 'antd'
import { Suspense, useEffect, useState } from 'react'
import { Outlet } from 'react-router'
import { keep, kept } from '../providers/memory.ts'
import { useOffice } from '../providers/office.tsx'
import { useIsPhone, useMedia } from '../theme/appearance.tsx'
import { say } from '../words/index.ts'
import { Glyph } from './Glyph.tsx'
import { Menu } from './Menu.tsx'
import { PaperSearch } from './PaperSearch.tsx'
import { TopBar } from './TopBar.tsx'
import { Waiting } from './Waiting.tsx'
import './shell.css'

/** The frame of every page: the menu at the left, the bar above, the desk between. */
export function Shell() {
  const isPhone = useIsPhone()
  const isNarrow = useMedia('(max-width: 1099px)')
  const { user } = useOffice()
  const [folded, setFolded] = useState<boolean>(() => kept(user.id, 'folded') ?? isNarrow)
  const [open, setOpen] = useState(false)
  const fold = () => {
    keep(user.id, 'folded', !folded)
    setFolded(!folded)
  }
  return (
    <div className={isPhone ? 'shell phone' : folded ? 'shell folded' : 'shell'}>
      <a className="skip" href="#desk">
        {say('shell.skip')}
      </a>
      {!isPhone && <Menu folded={folded} onFold={fold} />}
      <TopBar onMenu={isPhone ? () => setOpen(true) : undefined} />
      <OfflineNotice />
      <main id="desk" tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      {isPhone && <MenuDrawer open={open} onClose={() => setOpen(false)} />}
    </div>
  )
}

function MenuDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Drawer
      open={open}
      onClose={onClose}
      placement="left"
      width={280}
      closable={false}
      aria-label={say('shell.menu')}
      classNames={{ body: 'menu-drawer' }}
    >
      <PaperSearch onGo={onClose} />
      <Menu folded={false} onGo={onClose} />
    </Drawer>
  )
}

function OfflineNotice() {
  const [online, setOnline] = useState(() => navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  if (online) return null
  return (
    <p className="offline" role="status">
      <Glyph name="offline" /> {say('shell.offline')}
    </p>
  )
}
