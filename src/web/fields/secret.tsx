import { Button, Input, Popover } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { call } from '../providers/client.ts'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import { useMayReveal } from './surroundings.ts'
import { Faint, textOf } from './typed.tsx'
import { isMasked, type TextProps } from './view.ts'

/** A telephone or identity number; where it is masked, who may look behind the mask says why, and that is kept. */
export function Secret({ field, value, name, slip, resource, on }: TextProps) {
  const [seen, setSeen] = useState<{ of: unknown; value: string }>()
  const [open, setOpen] = useState(false)
  const mayReveal = useMayReveal(resource)
  if (textOf(value) === '') return <Faint />
  const shown = seen && seen.of === value ? seen.value : textOf(value)
  const id = slip?.id
  if (on !== 'sheet' || !mayReveal || !isMasked(shown) || typeof id !== 'string')
    return <span className="figures">{shown}</span>
  const reveal = async (reason: string) => {
    const answer = await call<{ value: string }>('POST', `/${resource}/${id}/reveal`, { field: name, reason })
    setSeen({ of: value, value: answer.value })
    setOpen(false)
  }
  return (
    <span className="figures">
      {shown}{' '}
      <Popover
        trigger="click"
        open={open}
        onOpenChange={setOpen}
        destroyOnHidden
        content={<Why ask={reveal} label={field.label} />}
      >
        <Button
          type="text"
          size="small"
          className="reveal"
          icon={<Glyph name="eye" />}
          aria-label={`${say('blank.reveal')}：${field.label}`}
        />
      </Popover>
    </span>
  )
}

function Why({ ask, label }: { ask: (reason: string) => Promise<void>; label: string }) {
  const id = useId()
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<string>()
  const send = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    ask(reason.trim()).catch((error: unknown) => setFault(error instanceof Error ? error.message : String(error)))
  }
  return (
    <form className="why" onSubmit={send} aria-label={`${say('blank.reveal')}：${label}`}>
      <label htmlFor={id}>{say('blank.revealWhy')}</label>
      <span className="why-line">
        <Input id={id} autoFocus value={reason} maxLength={100} onChange={({ target }) => setReason(target.value)} />
        <Button type="primary" htmlType="submit" disabled={reason.trim() === ''}>
          {say('blank.show')}
        </Button>
      </span>
      {fault && (
        <span className="fault" role="alert">
          {fault}
        </span>
      )}
    </form>
  )
}
