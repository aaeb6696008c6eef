import { Modal } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { blankOf, faultsOf, type OpenStep, type Resource } from '#engine'
import { type Faults, FaultsContext } from '../fields/faults.ts'
import { isBlank, type Slip } from '../fields/view.ts'
import type { Problem } from '../providers/client.ts'
import { say } from '../words/index.ts'
import { AskedBlanks, ReturnTo, SignFor, useAbsent, Words } from './asked.tsx'
import { Blockers } from './Blockers.tsx'
import { HowFar } from './HowFar.tsx'
import { focusFault, onEnter } from './keyboard.ts'
import type { Far } from './progress.ts'
import { faultsIn } from './saving.ts'

interface DialogProps {
  readonly resource: Resource
  readonly slip: Slip
  readonly step: OpenStep
  readonly busy: boolean
  readonly far: Far | undefined
  readonly problem: Problem | undefined
  readonly take: (answers: Slip) => void
  readonly close: () => void
}
export interface Answers {
  readonly blanks: Slip
  readonly labels: Readonly<Record<string, string>>
  readonly reason: string
  readonly opinion: string
  readonly to: string | undefined
  readonly deputyFor: string | undefined
}

/** What a step asks before it is taken, in the cells of the sheet itself. */
export function StepDialog({ resource, slip, step, busy, far, problem, take, close }: DialogProps) {
  const [answers, setAnswers] = useState<Answers>(() => startOf(slip, step))
  const [tried, setTried] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const answer = (patch: Partial<Answers>) => setAnswers((now) => ({ ...now, ...patch }))
  const absent = useAbsent(resource, slip, step)
  const faults = faultsNow(resource, step, answers, tried, problem)
  const confirm = () => {
    setTried(true)
    if (Object.keys(faultsNow(resource, step, answers, true, undefined)).length === 0) take(wireOf(step, answers))
    else requestAnimationFrame(() => focusFault(box.current))
  }
  useFirstFocus(box)
  return (
    <Modal
      open
      title={step.label}
      okText={step.label}
      okButtonProps={{ danger: step.danger, loading: busy }}
      onOk={confirm}
      onCancel={close}
      maskClosable={false}
      width={step.asks.length > 2 ? 640 : 480}
    >
      <div
        ref={box}
        className="step-dialog sheet on-dialog"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) confirm()
          else onEnter(event)
        }}
      >
        <Questions {...{ resource, slip, step, answers, faults, absent }} change={answer} />
        <HowFar far={far} />
        {problem && <Refused problem={problem} step={step} />}
      </div>
    </Modal>
  )
}

/** The cursor stands in the first cell as the dialog opens. */
function useFirstFocus(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const inputs = box.current
    const first =
      inputs?.querySelector<HTMLElement>('input:not([type=radio]), textarea') ?? inputs?.querySelector('input')
    const timer = setTimeout(() => first?.focus(), 50)
    return () => clearTimeout(timer)
  }, [box])
}

interface QuestionsProps extends Pick<DialogProps, 'resource' | 'slip' | 'step'> {
  readonly answers: Answers
  readonly faults: Faults
  readonly absent: ReturnType<typeof useAbsent>
  readonly change: (patch: Partial<Answers>) => void
}
/** Blanks, to whom it goes back, for whom it is signed, in which words, and why. */
const Questions = ({ resource, slip, step, answers, faults, absent, change }: QuestionsProps) => (
  <>
    {isBare(step) && <p>{say('step.sure', { step: step.label })}</p>}
    <FaultsContext value={faults}>
      <AskedBlanks {...{ resource, slip, step, answers, faults }} change={change} />
    </FaultsContext>
    {step.returnTo.length > 0 && <ReturnTo step={step} to={answers.to} change={(to) => change({ to })} />}
    {absent && <SignFor absent={absent} deputyFor={answers.deputyFor} change={(deputyFor) => change({ deputyFor })} />}
    {step.opinion && (
      <Words
        label={say('step.opinion')}
        hint={say('step.opinionHint')}
        value={answers.opinion}
        change={(opinion) => change({ opinion })}
      />
    )}
    {step.reason && (
      <Words
        must
        label={say('step.reason')}
        value={answers.reason}
        fault={faults.reason}
        change={(reason) => change({ reason })}
      />
    )}
  </>
)

const isBare = ({ asks, reason, opinion, returnTo }: OpenStep) =>
  asks.length === 0 && !reason && !opinion && returnTo.length === 0
const startOf = (slip: Slip, { asks }: OpenStep): Answers => ({
  blanks: Object.fromEntries(asks.map(({ name }) => [name, slip[name] ?? null])),
  labels: {},
  reason: '',
  opinion: '',
  to: undefined,
  deputyFor: undefined,
})
/** The answers as they travel. */
const wireOf = ({ reason, opinion, returnTo }: OpenStep, answers: Answers): Slip => ({
  ...answers.blanks,
  ...(reason && { reason: answers.reason.trim() }),
  ...(opinion && answers.opinion.trim() !== '' && { opinion: answers.opinion.trim() }),
  ...(returnTo.length > 0 && answers.to !== undefined && { to: answers.to }),
  ...(answers.deputyFor !== undefined && { deputyFor: answers.deputyFor }),
})

function faultsNow(
  resource: Resource,
  step: OpenStep,
  answers: Answers,
  tried: boolean,
  problem: Problem | undefined,
): Faults {
  if (!tried) return {}
  const faults: Record<string, string> = {}
  for (const { name, required } of step.asks) {
    const field = blankOf(resource, name)
    const value = isBlank(answers.blanks[name]) ? null : answers.blanks[name]
    if (field) Object.assign(faults, faultsOf(name, field, value, required))
  }
  if (step.reason && answers.reason.trim() === '') faults.reason = say('step.needReason')
  return { ...faults, ...(problem && faultsIn(problem)) }
}

/** Why the office did not take the step, as far as no blank above says it. */
function Refused({ problem, step }: { problem: Problem; step: OpenStep }) {
  const asked = new Set([...step.asks.map(({ name }) => name), 'reason'])
  const elsewhere = Object.entries(faultsIn(problem)).filter(([path]) => !asked.has(path.split('.')[0] ?? ''))
  if (elsewhere.length === 0 && Object.keys(problem.errors ?? {}).length > 0) return null
  return (
    <div className="refused" role="alert">
      {elsewhere.length === 0 && problem.blockers.length === 0 && <p>{problem.message}</p>}
      {elsewhere.map(([path, sentence]) => (
        <p key={path}>{sentence}</p>
      ))}
      <Blockers blockers={problem.blockers} />
    </div>
  )
}
