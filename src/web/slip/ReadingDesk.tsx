import { useDelete } from '@refinedev/core'
import { App, Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { type Slip as Kept, mayEdit, type OpenStep, type Resource, stageOf, stagesOf } from '#engine'
import { labelIn, type Slip } from '../fields/view.ts'
import { useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { Blockers } from './Blockers.tsx'
import { Colophon } from './Colophon.tsx'
import { History, useEntries } from './History.tsx'
import { HowFar } from './HowFar.tsx'
import { useHotkeys } from './hotkeys.ts'
import { Layout } from './Layout.tsx'
import { LeftBehind, VoidNote } from './Notes.tsx'
import { type Performing, usePerforming } from './performing.ts'
import { Related } from './Related.tsx'
import { Sheet } from './Sheet.tsx'
import { StageLine } from './StageLine.tsx'
import { StepDialog } from './StepDialog.tsx'
import { Steps } from './Steps.tsx'
import { asksSomething, primaryOf, useSteps } from './steps.ts'

interface DeskProps {
  readonly resource: Resource
  readonly slip: Slip
  /** The slip is being read anew. */
  readonly fetching: boolean
}

/** The sheet as it reads, with everything that can be done about it beside it. */
export function ReadingDesk({ resource, slip, fetching }: DeskProps) {
  const id = String(slip.id)
  const entries = useEntries(resource, id)
  const steps = useSteps(resource, slip, false)
  const performing = usePerforming(resource, id)
  const [asking, setAsking] = useState<OpenStep>()
  const take = async (step: OpenStep) => {
    performing.settle()
    if (asksSomething(step)) setAsking(step)
    else await performing.perform(slip, step, {})
  }
  useBroughtAlong(steps, fetching, take)
  const primary = primaryOf(steps)
  const { rights } = useOffice()
  useHotkeys({
    primary: primary && !performing.busy ? () => void take(primary) : undefined,
    print: rights(resource).print
      ? () => void window.open(`/${resource.form.name}/${encodeURIComponent(id)}/print`)
      : undefined,
  })
  const doing = steps.length > 0 && <Doing {...{ steps, performing, take }} asking={asking !== undefined} />
  return (
    <>
      <Layout
        resource={resource}
        tools={<Tools resource={resource} slip={slip} strong={primary === undefined} />}
        notes={
          <>
            <LeftBehind resource={resource} slip={slip} />
            <VoidNote slip={slip} />
          </>
        }
        sheet={
          <div className="sheet-place">
            <Sheet resource={resource} slip={slip} on="sheet" />
            <Colophon slip={slip} />
          </div>
        }
        stages={<StageLine resource={resource} slip={slip} entries={entries} />}
        doing={doing}
        rail={
          <>
            <Related resource={resource} id={id} />
            <History resource={resource} entries={entries} what={labelIn(slip, 'id') ?? resource.form.title} />
          </>
        }
      />
      {asking && (
        <StepDialog
          {...{ resource, slip }}
          step={asking}
          busy={performing.busy}
          far={performing.far}
          problem={performing.problem}
          close={() => setAsking(undefined)}
          take={async (answers) => {
            if (await performing.perform(slip, asking, answers)) setAsking(undefined)
          }}
        />
      )}
      <p className="unseen" role="status">
        {stageOf(resource, slip as Kept)?.label}
      </p>
    </>
  )
}

interface DoingProps {
  readonly steps: readonly OpenStep[]
  readonly performing: Performing
  readonly take: (step: OpenStep) => Promise<void>
  readonly asking: boolean
}
function Doing({ steps, performing, take, asking }: DoingProps) {
  const { problem } = performing
  return (
    <>
      <Steps steps={steps} busy={performing.busy} take={(step) => void take(step)} />
      {!asking && <HowFar far={performing.far} />}
      {problem && !asking && (
        <div className="refused" role="alert">
          {problem.blockers.length === 0 && <p>{problem.message}</p>}
          <Blockers blockers={problem.blockers} />
        </div>
      )}
    </>
  )
}

/** Takes the step that was pressed while the slip was still being written, once it is read anew. */
function useBroughtAlong(steps: readonly OpenStep[], fetching: boolean, take: (step: OpenStep) => Promise<void>): void {
  const { state, pathname, search } = useLocation()
  const navigate = useNavigate()
  const wanted: unknown = state?.take
  const step = steps.find(({ name }) => name === wanted)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for what was brought along
  useEffect(() => {
    if (wanted === undefined || wanted === null || fetching) return
    void navigate(pathname + search, { replace: true, state: null })
    if (step?.allowed) void take(step)
  }, [wanted, fetching])
}

/** What can be done with the sheet itself; `strong` where no step is the thing to do. */
function Tools({ resource, slip, strong }: { resource: Resource; slip: Slip; strong: boolean }) {
  const { user, rights } = useOffice()
  const may = rights(resource)
  const place = `/${resource.form.name}/${encodeURIComponent(String(slip.id))}`
  const editable = mayEdit(resource, slip as Kept, user)
  const oneMore = resource.kind === 'form' || resource.kind === 'register'
  return (
    <>
      {may.remove && isRemovable(resource, slip) && <Remove resource={resource} slip={slip} />}
      {may.create && oneMore && (
        <Link to={`/${resource.form.name}/new?like=${encodeURIComponent(String(slip.id))}`}>{say('slip.copyNew')}</Link>
      )}
      {may.print && (
        <Link to={`${place}/print`} target="_blank">
          {say('slip.print')}
        </Link>
      )}
      {editable && (
        <Link to={`${place}/edit`} className={strong ? 'strong' : 'framed'}>
          {say('slip.edit')}
        </Link>
      )}
    </>
  )
}
/** Only what nobody has begun to handle may be thrown away. */
const isRemovable = (resource: Resource, slip: Slip) => {
  const first = stagesOf(resource)[0]?.name
  return first === undefined || slip.status === 'draft'
}
function Remove({ resource, slip }: { resource: Resource; slip: Slip }) {
  const { modal } = App.useApp()
  const { mutateAsync: remove } = useDelete()
  const navigate = useNavigate()
  const ask = () =>
    modal.confirm({
      title: say('slip.remove'),
      content: say('slip.removeSure'),
      okText: say('do.remove'),
      okButtonProps: { danger: true },
      onOk: async () => {
        await remove({
          resource: resource.form.name,
          id: String(slip.id),
          meta: { version: slip.version },
          successNotification: false,
        })
        await navigate(`/${resource.form.name}`, { replace: true })
      },
    })
  return (
    <Button type="link" size="small" danger className="flush" onClick={ask}>
      {say(slip.status === 'draft' ? 'slip.remove' : 'do.remove')}
    </Button>
  )
}
