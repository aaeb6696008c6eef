/** The blanks a paper form can have. A field is data: it says what is written, by whom, and under what label. */

/** Filled in by one of our people, or by the office itself (numbers, stamps, stages, sums, postings). */
export type Writer = 'hand' | 'office'

export type KindName =
  | 'text'
  | 'note'
  | 'phone'
  | 'identity'
  | 'money'
  | 'whole'
  | 'decimal'
  | 'percent'
  | 'date'
  | 'month'
  | 'time'
  | 'instant'
  | 'choice'
  | 'choices'
  | 'tick'
  | 'ref'
  | 'lines'
  | 'attachment'
  | 'serial'
  | 'stamp'
  | 'signatures'
  | 'rating'
  | 'stages'

/** What is hidden from whoever's role does not say that it sees it. */
export type Sensitive = 'phone' | 'identity'

/** Everything that can be said about a blank; each kind reads its own part. */
export interface Rules {
  readonly hint?: string
  /** Longest text in characters, largest number, latest day, most attachments or lines. */
  readonly max?: number
  readonly min?: number
  readonly pattern?: RegExp
  /** The sentence shown when `pattern` is not met. */
  readonly says?: string
  readonly unit?: string
  /** Digits behind the point of a decimal. */
  readonly scale?: number
  readonly choices?: Readonly<Record<string, string>>
  /** The form a reference points to. */
  readonly form?: string
  readonly fields?: Fields
  readonly stages?: Readonly<Record<string, Stage<string>>>
  /** The pattern of a serial number, `TK-{yyyy}{MM}-{0000}`. */
  readonly serial?: string
  readonly chain?: Chain
  readonly sensitive?: Sensitive
  /** What stands in the blank before anybody writes: a value, or the words `today`, `now`, `month`, `me`. */
  readonly preset?: unknown
  /** Where the office copies it from when the reference is written: `room.building`. */
  readonly copy?: string
  readonly compute?: (slip: never) => unknown
  /** Written by effects only. */
  readonly kept?: boolean
  /** Written from the start, although only a later step asks for it. */
  readonly early?: boolean
  /** The blank's former name: its column is kept. */
  readonly renamedFrom?: string
}

export interface Field<Value = unknown, By extends Writer = Writer, Optional extends boolean = boolean> extends Rules {
  readonly kind: KindName
  readonly label: string
  readonly by: By
  readonly optional: Optional
  /** Only for the compiler: the type of what is written here. */
  readonly value?: Value
}

export type Fields = Readonly<Record<string, Field<any, any, any>>>

/** Money in fen, never a float of yuan. */
export type Fen = number
/** A calendar day, `2026-11-21`, without a time zone. */
export type Day = string
/** A calendar month, `2026-11`. */
export type Month = string
/** A moment in UTC, `2026-11-21T08:30:00.000Z`. */
export type Instant = string
export type Id<Name extends string> = string & { readonly of: Name }
/** Who took a step, and when. */
export interface Stamp {
  readonly user: string
  readonly name: string
  readonly at: Instant
}
/** One name in a chain of signers; a customer signs with `user: null`. */
export interface Signature {
  readonly role: string
  readonly user: string | null
  readonly name: string
  readonly at: Instant
  readonly opinion?: string | null
  /** The name of the absent signer for whom this person signed. */
  readonly deputyFor?: string | null
}
/** A file's card; its bytes are kept apart. */
export interface Attachment {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}

/** The forms of this office; each definition file adds its own. */
export interface Forms {}
export type FormName = keyof Forms & string
/** The people of this office; `resources/roles.ts` fills it in. */
export interface Roles {}
export type Role = keyof Roles & string
/** What companies decide differently; `resources/policies.ts` fills it in. */
export interface Policies {}
export type PolicyKey = keyof Policies & string
/** The headings of the menu; `resources/areas.ts` fills it in. */
export interface Areas {}
export type AreaName = keyof Areas & string

/** The policies whose value is a list of roles. */
export type ChainPolicy = { [K in PolicyKey]: Policies[K] extends readonly Role[] ? K : never }[PolicyKey]
/** Who signs: roles, or the policy that lists them. */
export interface Chain {
  readonly signers: readonly Role[] | ChainPolicy
  /** One after the other as listed, or all in any order. */
  readonly order: 'listed' | 'any'
  /** Who signs besides and is not of the office, by a key, with what he is called: the owner, the contractor. */
  readonly guests?: Readonly<Record<string, string>>
}

/** One stage of a slip's life, and the actions that lead on from it. */
export interface Stage<Name extends string> {
  readonly label: string
  readonly next?: Readonly<Record<string, Name>>
}
export type Stages<Name extends string> = Readonly<Record<string, Stage<Name>>>
export type StagesField<S> = Field<keyof S & string, 'office', false> & { readonly stages: S }
export type KeptField<V, O extends boolean> = Field<V, 'office', O> & { readonly kept: true }
export type SignaturesField = Field<readonly Signature[], 'office', false> & { readonly chain: Chain }
export type LinesField<F extends Fields, O extends boolean> = Field<readonly Line<F>[], 'hand', O> & {
  readonly fields: F
  readonly drafted?: readonly DraftLine<F>[]
}

export type Blank<Keys extends keyof Rules = never> = { readonly optional?: boolean } & Pick<
  Rules,
  'hint' | 'preset' | 'copy' | 'early' | 'renamedFrom' | Keys
>
export type Opt<O> = O extends { optional: true } ? true : false

/** What a filled-in set of fields holds. */
export type Written<F extends Fields> = {
  -readonly [K in keyof F]: F[K] extends Field<infer V, any, infer O> ? (O extends true ? V | null : V) : never
}
export type Line<F extends Fields> = Written<F> & { readonly id?: string }
type DraftLine<F extends Fields> = Draft<F> & { readonly id?: string }
type HandKeys<F extends Fields, O extends boolean> = {
  [K in keyof F]: F[K] extends Field<any, 'hand', infer Opt> ? (Opt extends O ? K : never) : never
}[keyof F]
type KeptKeys<F extends Fields> = { [K in keyof F]: F[K] extends { readonly kept: true } ? K : never }[keyof F]
type DraftValue<T> = T extends { readonly drafted?: infer D } ? D : T extends Field<infer V, any, any> ? V : never
/** Blanks with a preset or a copy may be left to the office. */
type Given<F extends Fields> = {
  [K in keyof F]: F[K] extends { readonly preset: {} } | { readonly copy: string } ? K : never
}[keyof F]
type Must<F extends Fields> = Exclude<HandKeys<F, false>, Given<F>>
type Can<F extends Fields> = Exclude<HandKeys<F, boolean>, Must<F>>
/** What a person must, and may, write to open a new slip. */
export type Draft<F extends Fields> = { [K in Must<F>]: DraftValue<F[K]> } & {
  [K in Can<F>]?: DraftValue<F[K]> | null
}
/** What effects may write besides: the blanks the office keeps. */
export type Kept<F extends Fields> = { [K in KeptKeys<F>]?: DraftValue<F[K]> | null }
export type HandNames<F extends Fields> = HandKeys<F, boolean> & string
export type KeptNames<F extends Fields> = KeptKeys<F> & string

type Made<V, O> = Field<V, 'hand', Opt<O>> & PresetOf<O>
type PresetOf<O> = (O extends { preset: infer P extends {} } ? { readonly preset: P } : unknown) &
  (O extends { copy: infer C extends string } ? { readonly copy: C } : unknown)

/** A blank that a person writes: the one place where its rules take their type. */
export const hand = <V, O>(kind: KindName, label: string, rules?: O, more?: Rules): Made<V, O> =>
  Object.freeze({ optional: false, ...rules, ...more, kind, label, by: 'hand' }) as unknown as Made<V, O>
export const office = <V>(kind: KindName, label: string, rules?: Rules): Field<V, 'office', false> =>
  Object.freeze({ ...rules, kind, label, by: 'office', optional: false }) as unknown as Field<V, 'office', false>
