import { Alert, Button, Input } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { isProblem } from '../providers/client.ts'
import { wayBack } from '../providers/login.ts'
import { settleOut, signIn, useStanding } from '../providers/session.ts'
import { useTitle } from '../shell/title.ts'
import { say } from '../words/index.ts'
import './login.css'

interface Faults {
  readonly username?: string | undefined
  readonly password?: string | undefined
  readonly whole?: string | undefined
}

/** The door: a sheet with two blanks. */
export function LoginPage() {
  useTitle(say('login.title'))
  const standing = useStanding()
  const [search] = useSearchParams()
  useEffect(settleOut, [])
  if (standing.is === 'in') return <Navigate replace to={wayBack(search.get('to'))} />
  return (
    <main className="door">
      <section className="door-sheet">
        <header>
          <span className="seal" aria-hidden="true">
            管
          </span>
          <h1>{say('app.name')}</h1>
          <p>{say('app.tagline')}</p>
        </header>
        {standing.is === 'out' && standing.why === 'expired' && <Alert type="info" message={say('login.again')} />}
        <DoorForm />
      </section>
    </main>
  )
}

function DoorForm() {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  async function enter(event: FormEvent) {
    event.preventDefault()
    const missing = missingIn(username, password)
    setFaults(missing)
    if (missing.username || missing.password) return
    setBusy(true)
    try {
      await signIn(username.trim(), password)
    } catch (error) {
      setFaults(faultsOf(error))
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => void enter(event)}>
      {faults.whole && <Alert type="error" role="alert" message={faults.whole} />}
      <Blank name="username" label={say('login.username')} fault={faults.username}>
        {(names) => (
          <Input
            {...names}
            size="large"
            autoComplete="username"
            autoCapitalize="none"
            autoFocus
            value={username}
            onChange={({ target }) => setUsername(target.value)}
          />
        )}
      </Blank>
      <Blank name="password" label={say('login.password')} fault={faults.password}>
        {(names) => (
          <Input.Password
            {...names}
            size="large"
            autoComplete="current-password"
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </Blank>
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {say('login.enter')}
      </Button>
    </form>
  )
}

const missingIn = (username: string, password: string): Faults => ({
  username: username.trim() === '' ? say('login.needUsername') : undefined,
  password: password === '' ? say('login.needPassword') : undefined,
})
function faultsOf(error: unknown): Faults {
  if (!isProblem(error)) throw error
  const { username, password } = error.errors ?? {}
  if (username || password) return { username: username?.[0], password: password?.[0] }
  return { whole: error.message }
}

interface BlankProps {
  readonly name: string
  readonly label: string
  readonly fault: string | undefined
  readonly children: (names: object) => React.ReactNode
}
function Blank({ name, label, fault, children }: BlankProps) {
  const names = {
    id: name,
    name,
    status: fault ? 'error' : '',
    'aria-invalid': fault ? true : undefined,
    'aria-describedby': fault ? `${name}-fault` : undefined,
  }
  return (
    <div className="door-blank">
      <label htmlFor={name}>{label}</label>
      {children(names)}
      {fault && (
        <p id={`${name}-fault`} className="door-fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}
