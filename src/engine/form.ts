import type {
  Draft,
  Field,
  Fields,
  FormName,
  Forms,
  HandNames,
  Id,
  Instant,
  Kept,
  KeptNames,
  SignaturesField,
  StagesField,
  Stamp,
  Written,
} from './fields/field.ts'
import type { Procedure, Resource } from './resource.ts'

/** A blank form: its name, its title and the blanks on it. It says nothing about who may do what. */
export interface Form<Name extends string = string, F extends Fields = Fields> {
  readonly name: Name
  readonly title: string
  readonly fields: F
  /** How the office handles this form: who fills, reads and signs it, and what each step sets in motion. */
  procedure(procedure: Procedure<Name & FormName>): Resource
}

/** Every computed blank must find on the form what it computes from. */
type Sound<F extends Fields> = {
  [K in keyof F]: F[K] extends { needs?: (record: infer N) => void }
    ? Written<F> extends N
      ? unknown
      : { missing: Exclude<keyof N, keyof F> }
    : unknown
}

export function form<const Name extends FormName, F extends Fields>(
  name: Name,
  title: string,
  fields: F & Sound<F>,
): Form<Name, F> {
  const blank: Form<Name, F> = {
    name,
    title,
    fields,
    procedure: (procedure) => Object.freeze({ ...procedure, form: blank }) as unknown as Resource,
  }
  return Object.freeze(blank)
}

export type FieldsOf<N extends FormName> = Forms[N] extends { readonly fields: infer F extends Fields } ? F : never

/** Why a slip was made void, by whom, and who confirmed it. */
export interface Voiding {
  readonly reason: string
  readonly by: Stamp
  readonly confirmed?: Stamp
}
/** What every record carries beside its blanks. */
export interface Envelope {
  readonly version: number
  readonly project: string | null
  readonly createdAt: Instant
  readonly createdBy: string
  readonly updatedAt: Instant
  readonly updatedBy: string
  readonly voiding?: Voiding | null
}
export type RecordOf<N extends FormName> = { readonly id: Id<N> } & Envelope & Written<FieldsOf<N>>
export type DraftOf<N extends FormName> = Draft<FieldsOf<N>>
/** A draft as effects may write it: with the blanks the office keeps, and the project. */
export type OfficeDraftOf<N extends FormName> = Draft<FieldsOf<N>> &
  Kept<FieldsOf<N>> & { readonly project?: string | null }
export type PatchOf<N extends FormName> = Partial<Draft<FieldsOf<N>>> & Kept<FieldsOf<N>>

type KeysOf<T> = T extends unknown ? keyof T & string : never
type NextOf<S> = { [K in keyof S]: S[K] extends { next: infer T } ? keyof T & string : never }[keyof S]
type StagesOf<F extends Fields> = { [K in keyof F]: F[K] extends StagesField<infer S> ? S : never }[keyof F]
export type StageOf<N extends FormName> = KeysOf<StagesOf<FieldsOf<N>>>
export type ActionOf<N extends FormName> = NextOf<StagesOf<FieldsOf<N>>>
export type NameOf<N extends FormName> = keyof FieldsOf<N> & string
export type AskedOf<N extends FormName> = HandNames<FieldsOf<N>> | KeptNames<FieldsOf<N>>
export type StampOf<N extends FormName> = {
  [K in keyof FieldsOf<N>]: FieldsOf<N>[K] extends Field<Stamp | null, 'office', false>
    ? Stamp extends NonNullable<FieldsOf<N>[K]['value']>
      ? K
      : never
    : never
}[keyof FieldsOf<N>] &
  string
export type SignaturesOf<N extends FormName> = {
  [K in keyof FieldsOf<N>]: FieldsOf<N>[K] extends SignaturesField ? K : never
}[keyof FieldsOf<N>] &
  string
