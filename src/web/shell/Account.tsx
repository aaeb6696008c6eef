import { Popover, Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useOffice } from '../providers/office.tsx'
import { signOut } from '../providers/session.ts'
import { type Density, type Look, useAppearance } from '../theme/appearance.tsx'
import { say } from '../words/index.ts'

const PasswordDialog = lazy(async () => ({ default: (await import('./PasswordDialog.tsx')).PasswordDialog }))

/** Who I am, how I like to see things, and the way out. */
export function Account() {
  const { user, house, session } = useOffice()
  const [open, setOpen] = useState(false)
  const [changing, setChanging] = useState(session.mustChange)
  const roles = user.roles.map((role) => house.roles[role]?.label ?? role).join('、')
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        arrow={false}
        open={open}
        onOpenChange={setOpen}
        content={
          <AccountCard
            onPassword={() => {
              setOpen(false)
              setChanging(true)
            }}
          />
        }
      >
        <button type="button" className="plain me" title={say('shell.me')} aria-expanded={open}>
          <span className="me-seal" aria-hidden="true">
            {user.name.slice(0, 1)}
          </span>
          <span className="me-name">
            <b className="one-line">{user.name}</b>
            <span className="faint one-line">{roles}</span>
          </span>
        </button>
      </Popover>
      {changing && (
        <Suspense fallback={null}>
          <PasswordDialog forced={session.mustChange} onDone={() => setChanging(false)} />
        </Suspense>
      )}
    </>
  )
}

function AccountCard({ onPassword }: { onPassword: () => void }) {
  const { user, house } = useOffice()
  const { look, density, wear, pack } = useAppearance()
  return (
    <div className="account">
      <p>
        <b>{user.name}</b> <span className="faint">{user.username}</span>
      </p>
      <p className="faint">{user.roles.map((role) => house.roles[role]?.label ?? role).join('、')}</p>
      <Segmented<Look>
        block
        aria-label={say('shell.look')}
        value={look}
        onChange={wear}
        options={[
          { value: 'light', label: say('shell.light') },
          { value: 'dark', label: say('shell.dark') },
          { value: 'system', label: say('shell.system') },
        ]}
      />
      <Segmented<Density>
        block
        aria-label={say('shell.density')}
        value={density}
        onChange={pack}
        options={[
          { value: 'middle', label: say('shell.roomy') },
          { value: 'compact', label: say('shell.compact') },
        ]}
      />
      <button type="button" className="plain line-button" onClick={onPassword}>
        {say('password.change')}
      </button>
      <button type="button" className="plain line-button" onClick={() => void signOut()}>
        {say('shell.signOut')}
      </button>
    </div>
  )
}
