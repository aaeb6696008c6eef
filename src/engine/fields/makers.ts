import {
  type Attachment,
  type Blank,
  type Chain,
  type Day,
  type Fen,
  type Field,
  type Fields,
  type FormName,
  hand,
  type Id,
  type Instant,
  type KeptField,
  type LinesField,
  type Month,
  type Opt,
  office,
  type SignaturesField,
  type Stages,
  type StagesField,
  type Stamp,
} from './field.ts'

/** One line of text. */
export const text = <const O extends Blank<'max' | 'pattern' | 'says'>>(label: string, rules?: O) =>
  hand<string, O>('text', label, rules)
/** Several lines of text. */
export const note = <const O extends Blank<'max'>>(label: string, rules?: O) => hand<string, O>('note', label, rules)
/** A Chinese mobile or fixed telephone number; hidden from whoever does not see telephones. */
export const phone = <const O extends Blank>(label: string, rules?: O) =>
  hand<string, O>('phone', label, rules, { sensitive: 'phone' })
/** An 18-digit identity number with a right check digit; hidden from everybody until revealed. */
export const identity = <const O extends Blank>(label: string, rules?: O) =>
  hand<string, O>('identity', label, rules, { sensitive: 'identity' })
/** An amount in fen. */
export const money = <const O extends Blank<'min' | 'max'>>(label: string, rules?: O) =>
  hand<Fen, O>('money', label, rules)
export const whole = <const O extends Blank<'min' | 'max' | 'unit'>>(label: string, rules?: O) =>
  hand<number, O>('whole', label, rules)
/** A number with `scale` digits behind the point, 2 unless told. */
export const decimal = <const O extends Blank<'min' | 'max' | 'unit' | 'scale'>>(label: string, rules?: O) =>
  hand<number, O>('decimal', label, rules)
/** A percentage: 30 means 30 %. */
export const percent = <const O extends Blank<'min' | 'max' | 'scale'>>(label: string, rules?: O) =>
  hand<number, O>('percent', label, rules)
export const date = <const O extends Blank>(label: string, rules?: O) => hand<Day, O>('date', label, rules)
export const month = <const O extends Blank>(label: string, rules?: O) => hand<Month, O>('month', label, rules)
/** A time of day, `08:30`. */
export const time = <const O extends Blank>(label: string, rules?: O) => hand<string, O>('time', label, rules)
export const instant = <const O extends Blank>(label: string, rules?: O) => hand<Instant, O>('instant', label, rules)
export const choice = <const C extends Record<string, string>, const O extends Blank>(
  label: string,
  choices: C,
  rules?: O,
) => hand<keyof C & string, O>('choice', label, rules, { choices })
/** Any number of the choices. */
export const choices = <const C extends Record<string, string>, const O extends Blank>(
  label: string,
  choices: C,
  rules?: O,
) => hand<readonly (keyof C & string)[], O>('choices', label, rules, { choices })
export const tick = <const O extends Blank>(label: string, rules?: O) => hand<boolean, O>('tick', label, rules)
/** Points at one slip of another form. */
export const ref = <const N extends FormName, const O extends Blank>(form: N, label: string, rules?: O) =>
  hand<Id<N>, O>('ref', label, rules, { form })
/** A small table inside the slip. */
export const lines = <F extends Fields, const O extends Blank<'min' | 'max'>>(label: string, fields: F, rules?: O) =>
  hand<unknown, O>('lines', label, rules, { fields }) as unknown as LinesField<F, Opt<O>> &
    (O extends { copy: string } ? { readonly copy: string } : unknown)
/** Photographs and papers: at most 10 MB each. */
export const attachment = <const O extends Blank<'max'>>(label: string, rules?: O) =>
  hand<readonly Attachment[], O>('attachment', label, rules)
/** One to five stars. */
export const rating = <const O extends Blank>(label: string, rules?: O) => hand<number, O>('rating', label, rules)

/** The number of the slip, given when it leaves its draft stage: one series per project and month. */
export const serial = (label: string, pattern: string) => office<string | null>('serial', label, { serial: pattern })
/** Who took a step, and when. */
export const stamp = (label: string) => office<Stamp | null>('stamp', label)
/** The signature boxes of a chain of signers. */
export const signatures = (label: string, chain: Chain): SignaturesField =>
  office('signatures', label, { chain }) as unknown as SignaturesField
/** The stages a slip passes through, and the actions that move it on. */
export const stages = <const S extends Stages<keyof S & string>>(label: string, stages: S): StagesField<S> =>
  office<keyof S & string>('stages', label, { stages }) as unknown as StagesField<S>

/** A blank the office works out from other blanks; the parameter's type says which ones it reads. */
export const computed = <V, Needs>(field: Field<V, any, any>, compute: (record: Needs) => V) =>
  Object.freeze({ ...field, by: 'office', compute }) as unknown as Field<V, 'office', false> & {
    readonly needs?: (record: Needs) => void
  }
/** A blank that effects alone write: what was paid, which run made it. */
export const kept = <V, O extends boolean, const P extends V>(field: Field<V, any, O>, preset?: P) =>
  Object.freeze({
    ...field,
    by: 'office',
    kept: true,
    ...(preset !== undefined && { preset }),
  }) as unknown as KeptField<V, O>
/** A blank the office copies from what a reference points to, and keeps as it was then: `room.building`. */
export const copied = <V, O extends boolean>(field: Field<V, any, O>, copy: string) =>
  Object.freeze({ ...field, by: 'office', copy }) as unknown as Field<V, 'office', O>
