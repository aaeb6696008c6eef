import type { OpenStep, Resource, Slip } from '#engine'
import { usePerforming } from '../slip/performing.ts'
import { StepDialog } from '../slip/StepDialog.tsx'
import '../slip/sheet.css'

interface RowStepProps {
  readonly resource: Resource
  readonly slip: Slip
  readonly step: OpenStep
  onClose(): void
}

/** Takes a step of one line without leaving the list. */
export function RowStep({ resource, slip, step, onClose }: RowStepProps) {
  const { busy, far, problem, perform } = usePerforming(resource, slip.id)
  const take = async (answers: object) => {
    if (await perform(slip, step, answers as Slip)) onClose()
  }
  return (
    <StepDialog
      resource={resource}
      slip={slip}
      step={step}
      busy={busy}
      far={far}
      problem={problem}
      take={(answers) => void take(answers)}
      close={onClose}
    />
  )
}
