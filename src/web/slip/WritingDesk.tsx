import { App, Button } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { type OpenStep, type Resource, stagesOf } from '#engine'
import type { Slip } from '../fields/view.ts'
import { say } from '../words/index.ts'
import { Conflict } from './Conflict.tsx'
import { useEntries } from './History.tsx'
import { useHotkeys } from './hotkeys.ts'
import { useKeeping } from './keeping.ts'
import { focusFault, onEnter } from './keyboard.ts'
import { Layout } from './Layout.tsx'
import { Leaving } from './Leaving.tsx'
import { Failure, FoundDraft, VoidNote } from './Notes.tsx'
import { Sheet } from './Sheet.tsx'
import { StageLine } from './StageLine.tsx'
import { Steps } from './Steps.tsx'
import { type Saving, useRefresh, useSaving } from './saving.ts'
import { primaryOf, useSteps } from './steps.ts'
import { useWriting, type Writing } from './writing.ts'

interface DeskProps {
  readonly resource: Resource
  /** The slip as read, or as freshly opened. */
  readonly opened: Slip
  readonly writable: ReadonlySet<string>
}

/** The sheet while somebody writes on it. */
export function WritingDesk({ resource, opened, writable }: DeskProps) {
  const id = opened.id === '' ? undefined : String(opened.id)
  const [pinned] = useState(opened)
  const writing = useWriting(resource, pinned, writable)
  const saving = useSaving(resource, writing)
  const keeping = useKeeping(resource, id, writing, true)
  const steps = useSteps(resource, writing.slip, writing.differs)
  const entries = useEntries(resource, id ?? '')
  const sheet = useRef<HTMLDivElement>(null)
  const leave = useGoingOn(resource, id, keeping.done)

  const save = async (next?: OpenStep) => {
    if (Object.keys(writing.allFaults).length > 0) {
      writing.showFaults()
      requestAnimationFrame(() => focusFault(sheet.current))
      return
    }
    const saved = id !== undefined && !writing.differs ? writing.before : await saving.save()
    if (saved) await leave(saved, next)
    else requestAnimationFrame(() => focusFault(sheet.current))
  }
  const primary = primaryOf(steps)
  useHotkeys({ save: () => void save(), primary: () => void save(primary) })
  const giveUp = useGivingUp(writing.differs, () => {
    keeping.done()
    leave.back()
  })
  if (saving.newer)
    return (
      <Conflict
        {...{ resource, writing }}
        newer={saving.newer}
        busy={saving.busy}
        failure={saving.failure}
        back={saving.settle}
        save={async (values) => {
          const saved = saving.newer && (await saving.saveOver(saving.newer, values))
          if (saved) await leave(saved)
        }}
      />
    )
  const doing = (
    <Doing
      {...{ writing, saving, steps, primary: id === undefined ? primary : undefined, resource }}
      save={save}
      giveUp={giveUp}
    />
  )
  return (
    <>
      <Layout
        resource={resource}
        notes={
          <>
            <FoundDraft keeping={keeping} version={pinned.version} />
            <VoidNote slip={writing.slip} />
            <Failure message={saving.failure} />
          </>
        }
        sheet={
          <div className="sheet-place" ref={sheet} onKeyDown={onEnter}>
            <Sheet resource={resource} slip={writing.slip} on="sheet" writing={writing} />
          </div>
        }
        stages={<StageLine resource={resource} slip={writing.slip} entries={entries} />}
        doing={doing}
      />
      <Leaving leaving={keeping.leaving} />
    </>
  )
}

/** Throws away what was typed, once it is said that it may be. */
function useGivingUp(differs: boolean, giveUp: () => void): () => void {
  const { modal } = App.useApp()
  if (!differs) return giveUp
  return () =>
    void modal.confirm({
      title: say('slip.discardSure'),
      content: say('slip.discardHelp'),
      okText: say('slip.discard'),
      okButtonProps: { danger: true },
      cancelText: say('slip.leaveStay'),
      onOk: giveUp,
    })
}

/** What comes after saving: the slip is shown, and the step that was pressed is taken there. */
function useGoingOn(resource: Resource, id: string | undefined, done: () => void) {
  const navigate = useNavigate()
  const refresh = useRefresh(resource, id)
  const place = `/${resource.form.name}`
  const go = async (saved: Slip, next?: OpenStep) => {
    done()
    await refresh()
    await navigate(`${place}/${encodeURIComponent(String(saved.id))}`, {
      replace: true,
      state: next ? { take: next.name } : null,
    })
  }
  return Object.assign(go, {
    back: () => void navigate(id === undefined ? place : `${place}/${encodeURIComponent(id)}`, { replace: true }),
  })
}

interface DoingProps {
  readonly resource: Resource
  readonly writing: Writing
  readonly saving: Saving
  readonly steps: readonly OpenStep[]
  /** The step that is the strong button; where there is none, saving is. */
  readonly primary: OpenStep | undefined
  readonly save: (next?: OpenStep) => Promise<void>
  readonly giveUp: () => void
}
/** Save, the steps that follow, and the way out. */
function Doing({ resource, writing, saving, steps, primary, save, giveUp }: DoingProps): ReactNode {
  const draft = writing.before.id === '' && stagesOf(resource)[0]?.name === 'draft'
  const count = Object.keys(writing.faults).length
  return (
    <>
      {count > 0 && (
        <p className="fault" role="status">
          {say('slip.faults', { count })}
        </p>
      )}
      <div className="saving">
        <Button
          block
          type={primary ? 'default' : 'primary'}
          loading={saving.busy}
          disabled={writing.before.id !== '' && !writing.differs}
          title="Ctrl+S"
          onClick={() => void save()}
        >
          {say(draft ? 'slip.saveDraft' : 'slip.save')}
        </Button>
        <Button block onClick={giveUp}>
          {say(writing.before.id === '' ? 'do.cancel' : 'slip.cancel')}
        </Button>
      </div>
      <Steps steps={steps} busy={saving.busy} quiet={primary === undefined} take={(step) => void save(step)} />
    </>
  )
}
