import type { Id, OfficeDraftOf, RecordOf, Tx } from '#engine'
import { type Channel, type MessageCode, messageCodes } from './message-codes.ts'

/** To whom: a customer by his home, name and telephone, or one of the staff. */
export interface Recipient {
  readonly room?: Id<'properties'> | null
  readonly name?: string | null
  readonly phone?: string | null
  readonly user?: Id<'users'> | string | null
}
/** The paper that a message is about. */
export interface About {
  readonly form: string
  readonly id: string
  readonly project: string | null
}
export type Words = Readonly<Record<string, string | number | null | undefined>>
export interface Telling {
  readonly to: Recipient
  readonly words: Words
  readonly about: About
}

const VARIABLE = /\{([^{}]*)\}/g
/** A variable that the message does not know, or a brace that does not close. */
export function faultOfWords(words: string, variables: string | null): true | readonly ['words', string] {
  const known = new Set((variables ?? '').split(/[、，,\s]+/).filter(Boolean))
  const unknown = [...words.matchAll(VARIABLE)].find(([, name = '']) => known.size > 0 && !known.has(name))
  if (unknown) return ['words', `没有「${unknown[1]}」这个变量，可用：${[...known].join('、')}`]
  return !/[{}]/.test(words.replace(VARIABLE, '')) || ['words', '花括号须成对']
}
/** The words with everything filled in; what nobody said is left out. */
export const filledIn = (template: string, words: Words) =>
  template.replace(VARIABLE, (_, name: string) => String(words[name] ?? ''))

type Template = RecordOf<'message-templates'>
/** The templates that serve a project: its own before the company's, one a channel. */
async function templatesFor(tx: Tx, code: MessageCode, project: string | null): Promise<readonly Template[]> {
  const all = await tx.find('message-templates', { code, active: true })
  const own = all.filter((one) => one.project === project && project !== null)
  const shared = all.filter((one) => one.project === null && !own.some(({ channel }) => channel === one.channel))
  return [...own, ...shared]
}
/** Staff are told in the office, customers on their telephone, and on paper where there is none. */
function channelFor({ user, phone }: Recipient, templates: readonly Template[]): Channel {
  if (user) return 'notice'
  const sms = templates.some(({ channel }) => channel === 'sms')
  return phone && (sms || templates.length === 0) ? 'sms' : 'paper'
}
const bare = (code: MessageCode, words: Words) =>
  `【${messageCodes[code]}】${Object.entries(words)
    .flatMap(([name, value]) => (value === null || value === undefined || value === '' ? [] : [`${name}：${value}`]))
    .join('，')}`

/** Puts messages of one kind into the outbox, all at once: they go when everything else is kept. */
export async function tellMany(tx: Tx, code: MessageCode, tellings: readonly Telling[]): Promise<void> {
  const projects = [...new Set(tellings.map(({ about }) => about.project))]
  const templates = new Map<string | null, readonly Template[]>()
  for (const project of projects) templates.set(project, await templatesFor(tx, code, project))
  await tx.createMany(
    'messages',
    tellings.map(({ to, words, about }): OfficeDraftOf<'messages'> => {
      const known = templates.get(about.project) ?? []
      const channel = channelFor(to, known)
      const template = known.find((one) => one.channel === channel) ?? known.find((one) => one.channel === 'sms')
      return {
        code,
        channel,
        room: to.room ?? null,
        name: to.name ?? null,
        phone: to.phone ?? null,
        user: (to.user ?? null) as Id<'users'> | null,
        words: (template ? filledIn(template.words, words) : bare(code, words)).slice(0, 800),
        about: about.form,
        aboutId: about.id,
        nextAt: tx.now,
        project: about.project,
      }
    }),
  )
}
/** Puts one message into the outbox. */
export const tell = (tx: Tx, code: MessageCode, to: Recipient, words: Words, about: About) =>
  tellMany(tx, code, [{ to, words, about }])
