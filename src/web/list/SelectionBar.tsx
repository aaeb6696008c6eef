import { useInvalidate } from '@refinedev/core'
import { App, Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { type OpenStep, type Resource, type Slip, stepsOpenTo } from '#engine'
import { call, isProblem, newKey } from '../providers/client.ts'
import { type OfficeView, occasionOf, useOffice } from '../providers/office.tsx'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import { BatchFaults } from './BatchFaults.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import type { Selection } from './selection.ts'

interface BarProps {
  readonly resource: Resource
  readonly selection: Selection
  readonly columns: readonly string[]
}

/** Steps that every one of these slips can take now, and that ask for nothing but a reason. */
function commonSteps({ house, session }: OfficeView, resource: Resource, slips: readonly Slip[]): readonly OpenStep[] {
  const open = slips.map((slip) =>
    stepsOpenTo(house, resource, slip, occasionOf(house, session, slip.project)).filter(
      ({ mine, allowed, asks, returnTo }) =>
        mine && allowed && returnTo.length === 0 && !asks.some(({ required }) => required),
    ),
  )
  const [first = [], ...rest] = open
  return first.filter(({ name }) => rest.every((steps) => steps.some((step) => step.name === name)))
}

/** What can be done with all that is ticked, in one transaction: all of it, or nothing. */
export function SelectionBar({ resource, selection, columns }: BarProps) {
  const office = useOffice()
  const { slips, clear } = selection
  const steps = useMemo(() => commonSteps(office, resource, slips), [office, resource, slips])
  const drafts = slips.every(({ status }) => status === undefined || status === 'draft')
  const mayRemove = office.rights(resource).remove && drafts
  const { act, remove } = useBatch(resource, selection)
  const query = new URLSearchParams(slips.map(({ id }) => ['id', id])).toString()
  return (
    <div className="selection-bar" role="toolbar" aria-label={say('list.selected', { count: slips.length })}>
      <b className="figure">{say('list.selected', { count: slips.length })}</b>
      {steps.map((step) => (
        <Button key={step.name} size="small" danger={step.danger} onClick={() => act(step)}>
          {step.label}
        </Button>
      ))}
      {steps.length === 0 && Object.keys(resource.actions).length > 0 && (
        <span className="faint">{say('list.batchNone')}</span>
      )}
      {mayRemove && (
        <Button size="small" danger onClick={remove}>
          {say('list.removeDrafts')}
        </Button>
      )}
      {office.rights(resource).export && (
        <ExportMenu
          form={resource.form.name}
          query={query}
          columns={columns}
          count={slips.length}
          label={say('list.exportSelected')}
          size="small"
        />
      )}
      <span className="stretch" />
      <button type="button" className="plain do" onClick={clear}>
        <Glyph name="cross" /> {say('list.unselect')}
      </button>
    </div>
  )
}

function useBatch(resource: Resource, { slips, clear }: Selection) {
  const { modal, message } = App.useApp()
  const invalidate = useInvalidate()
  const [reason, told] = useReason()
  async function send(work: object) {
    try {
      await call('POST', `/${resource.form.name}/batch`, work, { key: newKey() })
      clear()
      void message.success(say('list.batchDone', { count: slips.length }))
    } catch (error) {
      if (!isProblem(error)) throw error
      modal.error({
        width: 560,
        title: say('list.batchRefused', { count: slips.length }),
        content: <BatchFaults problem={error} slips={slips} />,
      })
    }
    await invalidate({ resource: resource.form.name, invalidates: ['list', 'many', 'detail'] })
  }
  const ids = () => slips.map(({ id, version }) => ({ id, version }))
  return {
    act: (step: OpenStep) =>
      void modal.confirm({
        title: say('list.actSure', { count: slips.length, step: step.label }),
        content: step.reason && reason,
        okText: step.label,
        okButtonProps: { danger: step.danger },
        onOk: () => {
          const why = told().trim()
          if (step.reason && why === '') {
            void message.warning(say('list.needReason'))
            return Promise.reject(new Error('no reason'))
          }
          return send({ act: ids().map((one) => ({ ...one, action: step.name, ...(step.reason && { reason: why }) })) })
        },
      }),
    remove: () =>
      void modal.confirm({
        title: say('list.removeSure', { count: slips.length }),
        okText: say('do.remove'),
        okButtonProps: { danger: true },
        onOk: () => send({ remove: ids() }),
      }),
  }
}

/** A blank for the reason, and what was written there last. */
function useReason(): [React.ReactNode, () => string] {
  const [written] = useState({ text: '' })
  const blank = (
    <Input.TextArea
      autoFocus
      rows={3}
      maxLength={500}
      aria-label={say('list.reason')}
      placeholder={say('list.reason')}
      onChange={({ target }) => {
        written.text = target.value
      }}
    />
  )
  return [blank, () => written.text]
}
