import type { Field, KindName } from '#engine'
import { attachment } from './attachment.tsx'
import { choice } from './choice.tsx'
import { choices } from './choices.tsx'
import { date } from './date.tsx'
import { decimal } from './decimal.tsx'
import { identity } from './identity.tsx'
import { instant } from './instant.tsx'
import { lines } from './lines.tsx'
import { money } from './money.tsx'
import { month } from './month.tsx'
import { note } from './note.tsx'
import { percent } from './percent.tsx'
import { phone } from './phone.tsx'
import { rating } from './rating.tsx'
import { ref } from './ref.tsx'
import { serial } from './serial.tsx'
import { signatures } from './signatures.tsx'
import { stages } from './stages.tsx'
import { stamp } from './stamp.tsx'
import { text } from './text.tsx'
import { tick } from './tick.tsx'
import { time } from './time.tsx'
import type { FieldView } from './view.ts'
import { whole } from './whole.tsx'
import './fields.css'

/**
 * How each kind of blank looks; a kind without a look does not compile. Put together when first asked for: lines and references
 * draw other blanks, and so stand in a ring with this list.
 */
const fieldViews = () =>
  ({
    text,
    note,
    phone,
    identity,
    money,
    whole,
    decimal,
    percent,
    date,
    month,
    time,
    instant,
    choice,
    choices,
    tick,
    ref,
    lines,
    attachment,
    serial,
    stamp,
    signatures,
    rating,
    stages,
  }) satisfies Record<KindName, FieldView>

let known: Readonly<Record<KindName, FieldView>> | undefined
export function viewOf(field: Field): FieldView {
  known ??= fieldViews()
  return known[field.kind]
}
