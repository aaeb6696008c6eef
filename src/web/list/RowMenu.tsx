import { Dropdown, type MenuProps } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { type OpenStep, type Resource, type Slip, stepsOpenTo } from '#engine'
import { occasionOf, useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import { addressOf } from './Line.tsx'

const RowStep = lazy(async () => ({ default: (await import('./RowStep.tsx')).RowStep }))

export interface MenuAt {
  readonly slip: Slip
  readonly left: number
  readonly top: number
}
export const menuAt = (slip: Slip, at: Element): MenuAt => {
  const { left, bottom } = at.getBoundingClientRect()
  return { slip, left, top: bottom }
}

interface RowMenuProps {
  readonly resource: Resource
  readonly at: MenuAt
  onClose(): void
}

/** What can be done with one line: one menu for the whole list, opened beside the line, and the step that was chosen there. */
export function RowMenu({ resource, at, onClose }: RowMenuProps) {
  const [step, setStep] = useState<OpenStep>()
  if (!step) return <Ways resource={resource} at={at} onClose={onClose} onStep={setStep} />
  return (
    <Suspense fallback={null}>
      <RowStep resource={resource} slip={at.slip} step={step} onClose={onClose} />
    </Suspense>
  )
}

function Ways({ resource, at, onClose, onStep }: RowMenuProps & { onStep: (step: OpenStep) => void }) {
  const { house, session, rights } = useOffice()
  const navigate = useNavigate()
  const address = addressOf(resource, at.slip)
  const steps = stepsOpenTo(house, resource, at.slip, occasionOf(house, session, at.slip.project)).filter(
    ({ mine, allowed }) => mine && allowed,
  )
  const ways: Readonly<Record<string, () => unknown>> = {
    open: () => navigate(address),
    tab: () => open(address, '_blank', 'noopener'),
    print: () => open(`${address}/print`, '_blank', 'noopener'),
    copy: () => navigator.clipboard?.writeText(new URL(address, location.href).href),
  }
  const items: MenuProps['items'] = [
    { key: 'open', label: say('do.open') },
    { key: 'tab', label: say('do.openTab') },
    ...(rights(resource).print && resource.print ? [{ key: 'print', label: say('do.print') }] : []),
    { key: 'copy', label: say('do.copyLink') },
    ...(steps.length > 0 ? [{ type: 'divider' as const }] : []),
    ...steps.map(({ name, label, danger }) => ({ key: `step:${name}`, label, danger })),
  ]
  return (
    <Dropdown
      open
      trigger={['click']}
      placement="bottomRight"
      onOpenChange={(open, { source }) => !open && source === 'trigger' && onClose()}
      menu={{
        items,
        autoFocus: true,
        onClick: ({ key }) => {
          const step = steps.find(({ name }) => key === `step:${name}`)
          if (step) return onStep(step)
          onClose()
          void ways[key]?.()
        },
      }}
    >
      <span className="menu-anchor" style={{ left: at.left, top: at.top }} />
    </Dropdown>
  )
}
