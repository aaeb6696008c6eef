import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import type { Attachment } from '#engine'
import { API } from '../providers/client.ts'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import { Faint, inputNames } from './typed.tsx'
import { MOST_BYTES, upload } from './upload.ts'
import type { FieldView, InputProps, TextProps } from './view.ts'

const cardsIn = (value: unknown): readonly Attachment[] => (Array.isArray(value) ? (value as Attachment[]) : [])
const isPicture = ({ type }: Attachment) => /^image\/(png|jpe?g|gif|webp)$/.test(type)
const place = ({ id }: Attachment) => `${API}/files/${encodeURIComponent(id)}`

interface Sending {
  readonly key: string
  readonly name: string
  readonly part: number
  readonly fault?: string
}

/** What is on its way, and the cards of what has arrived, added to the blank one by one. */
function useSending(arrived: (card: Attachment) => void) {
  const [sending, setSending] = useState<readonly Sending[]>([])
  const change = (key: string, patch: Partial<Sending> | undefined) =>
    setSending((all) => all.flatMap((one) => (one.key !== key ? [one] : patch ? [{ ...one, ...patch }] : [])))
  const send = (file: File, at: number) => {
    const key = `${Date.now()}-${at}-${file.name}`
    const tooBig = file.size > MOST_BYTES ? { fault: say('blank.tooBig', { name: file.name }) } : {}
    setSending((all) => [...all, { key, name: file.name, part: 0, ...tooBig }])
    if (file.size > MOST_BYTES) return
    const failed = (error: unknown) =>
      change(key, {
        fault: `${say('blank.notSent', { name: file.name })}：${error instanceof Error ? error.message : ''}`,
      })
    upload(file, (part) => change(key, { part })).then((card) => {
      change(key, undefined)
      arrived(card)
    }, failed)
  }
  return {
    sending,
    send: (files: readonly File[]) => files.forEach(send),
    drop: (key: string) => change(key, undefined),
  }
}

function AttachmentInput(props: InputProps) {
  const { id, field, value, onChange, on } = props
  const cards = cardsIn(value)
  const now = useRef(cards)
  now.current = cards
  const { sending, send, drop } = useSending((card) => {
    now.current = [...now.current, card]
    onChange(now.current)
  })
  const without = (gone: Attachment) => {
    const rest = cards.filter((card) => card.id !== gone.id)
    onChange(rest.length ? rest : null)
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    send([...event.dataTransfer.files])
  }
  const pasted = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0) return
    event.preventDefault()
    send(files)
  }
  return (
    <span className="attachments" onDrop={dropped} onDragOver={(event) => event.preventDefault()} onPaste={pasted}>
      {cards.map((card) => (
        <Thumb key={card.id} card={card} remove={() => without(card)} />
      ))}
      {sending.map((one) => (
        <OnItsWay key={one.key} sending={one} drop={() => drop(one.key)} />
      ))}
      <label className="attach">
        <input {...inputNames(props)} id={id} type="file" multiple onChange={({ target }) => take(target, send)} />
        <Glyph name="clip" /> {say('blank.attach')}
      </label>
      <label className="attach camera">
        <input
          type="file"
          accept="image/*"
          capture="environment"
          aria-label={`${say('blank.photo')}：${field.label}`}
          onChange={({ target }) => take(target, send)}
        />
        <Glyph name="camera" /> {say('blank.photo')}
      </label>
      {cards.length === 0 && sending.length === 0 && on !== 'list' && <Faint>{say('blank.attachHelp')}</Faint>}
    </span>
  )
}
function take(target: HTMLInputElement, send: (files: readonly File[]) => void) {
  send([...(target.files ?? [])])
  target.value = ''
}

function OnItsWay({ sending, drop }: { sending: Sending; drop: () => void }) {
  if (sending.fault)
    return (
      <span className="sending fault" role="alert">
        {sending.fault}
        <button type="button" aria-label={say('blank.remove', { name: sending.name })} onClick={drop}>
          <Glyph name="cross" />
        </button>
      </span>
    )
  return (
    <span className="sending">
      <span className="one-line">{sending.name}</span>
      <progress value={sending.part} max={1} aria-label={sending.name} />
    </span>
  )
}

function Thumb({ card, remove }: { card: Attachment; remove?: () => void }) {
  return (
    <span className="thumb">
      <a href={place(card)} target="_blank" rel="noreferrer" title={card.name}>
        {isPicture(card) ? <img src={place(card)} alt={card.name} loading="lazy" /> : <FileName card={card} />}
      </a>
      {remove && (
        <button type="button" aria-label={say('blank.remove', { name: card.name })} onClick={remove}>
          <Glyph name="cross" />
        </button>
      )}
    </span>
  )
}
const FileName = ({ card }: { card: Attachment }) => (
  <span className="file">
    <Glyph name="sheet" /> <span className="one-line">{card.name}</span>
  </span>
)

function AttachmentText({ value, on }: TextProps) {
  const cards = cardsIn(value)
  if (cards.length === 0) return <Faint />
  if (on === 'list')
    return (
      <>
        <Glyph name="clip" /> {cards.length}
      </>
    )
  return (
    <span className="attachments">
      {cards.map((card) => (
        <Thumb key={card.id} card={card} />
      ))}
    </span>
  )
}

export const attachment: FieldView = { Input: AttachmentInput, Text: AttachmentText, width: 64 }
