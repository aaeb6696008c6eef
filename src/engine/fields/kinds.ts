import { attachmentKind, choiceKind, choicesKind, refKind, stagesKind, tickKind } from './choice.ts'
import type { Field, KindName } from './field.ts'
import type { Kind } from './kind.ts'
import { dateKind, instantKind, monthKind, timeKind } from './moment.ts'
import { decimalKind, moneyKind, percentKind, ratingKind, wholeKind } from './number.ts'
import { linesKind, signaturesKind, stampKind } from './signed.ts'
import { identityKind, noteKind, phoneKind, serialKind, textKind } from './text.ts'

/** How each kind of blank is kept, checked, filtered and read. */
export const kinds: Readonly<Record<KindName, Kind>> = {
  text: textKind,
  note: noteKind,
  phone: phoneKind,
  identity: identityKind,
  money: moneyKind,
  whole: wholeKind,
  decimal: decimalKind,
  percent: percentKind,
  date: dateKind,
  month: monthKind,
  time: timeKind,
  instant: instantKind,
  choice: choiceKind,
  choices: choicesKind,
  tick: tickKind,
  ref: refKind,
  lines: linesKind,
  attachment: attachmentKind,
  serial: serialKind,
  stamp: stampKind,
  signatures: signaturesKind,
  rating: ratingKind,
  stages: stagesKind,
}
export const kindOf = (field: Field): Kind => kinds[field.kind]
