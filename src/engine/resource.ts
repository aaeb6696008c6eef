import type {
  AreaName,
  Day,
  Fields,
  FormName,
  Id,
  Instant,
  Policies,
  PolicyKey,
  Role,
  Sensitive,
} from './fields/field.ts'
import type {
  ActionOf,
  AskedOf,
  DraftOf,
  Form,
  NameOf,
  OfficeDraftOf,
  PatchOf,
  RecordOf,
  SignaturesOf,
  StageOf,
  StampOf,
} from './form.ts'
import type { Blocker } from './refusal.ts'
import type { Totals } from './store.ts'

/** Somebody absent, for whom this person may sign. */
export interface Absent {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
}
export interface User {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly roles: readonly Role[]
  /** The ids of the projects he works for. */
  readonly projects: readonly string[]
  /** The buildings he sees, where he does not see the whole project. */
  readonly buildings?: readonly string[] | undefined
  readonly deputyFor?: readonly Absent[]
}
export type Some<T> = T | readonly T[]
export type Who = Some<Role> | 'everyone' | 'nobody'

/** What a guard may ask: who, when, and what this project has settled. The same in the browser and at the desk. */
export interface Occasion {
  readonly user: User
  readonly today: Day
  readonly now: Instant
  policy<K extends PolicyKey>(key: K): Policies[K]
}

type Values<T> = T | readonly T[] | { readonly [Op in 'ne' | 'gt' | 'gte' | 'lt' | 'lte']?: T }
/** Which rows: a value, one of several values, or a range. Null matches where nothing is written. */
export type Where<N extends FormName> = { readonly [K in keyof RecordOf<N>]?: Values<RecordOf<N>[K]> }
export interface Finding<N extends FormName> {
  readonly sort?: NameOf<N> | `-${NameOf<N>}` | readonly (NameOf<N> | `-${NameOf<N>}`)[]
  readonly limit?: number
}

/** Reads other slips without holding them. */
export interface Reader extends Occasion {
  get<N extends FormName>(form: N, id: Id<NoInfer<N>>): Promise<RecordOf<N>>
  find<N extends FormName>(form: N, where: Where<N>, how?: Finding<N>): Promise<RecordOf<N>[]>
  sum<N extends FormName>(form: N, where: Where<N>, blanks: readonly NameOf<N>[]): Promise<Totals>
  /** A policy of another project than the slip's. */
  policyOf<K extends PolicyKey>(key: K, project: string | null): Policies[K]
}

/** One unit of work. Everything an effect writes through it is kept, or nothing is; `get` holds what it reads. */
export interface Tx extends Reader {
  create<N extends FormName>(form: N, draft: OfficeDraftOf<N>): Promise<RecordOf<N>>
  /** Opens a set in one write; with a step, each is taken through it before it is kept. */
  createMany<N extends FormName>(
    form: N,
    drafts: readonly OfficeDraftOf<N>[],
    step?: ActionOf<N>,
  ): Promise<RecordOf<N>[]>
  update<N extends FormName>(form: N, id: Id<NoInfer<N>>, patch: PatchOf<N>): Promise<RecordOf<N>>
  /** Writes on a set together, on each by what stands on it. */
  updateMany<N extends FormName>(
    form: N,
    ids: readonly Id<NoInfer<N>>[],
    patch: (slip: RecordOf<N>) => PatchOf<N>,
  ): Promise<RecordOf<N>[]>
  /** Moves another slip on by its own action, under its own guards. */
  perform<N extends FormName>(
    form: N,
    id: Id<NoInfer<N>>,
    action: ActionOf<N>,
    answers?: PatchOf<N> & Answered,
  ): Promise<RecordOf<N>>
  /** Moves a set on together; each may be answered by what stands on it. */
  performMany<N extends FormName>(
    form: N,
    ids: readonly Id<NoInfer<N>>[],
    action: ActionOf<N>,
    answers?: (PatchOf<N> & Answered) | ((slip: RecordOf<N>) => PatchOf<N> & Answered),
  ): Promise<RecordOf<N>[]>
  /** Says how far a long work is, and lets others have their turn. */
  progress(done: number, of: number): Promise<void>
}
/** One unit of work of the office itself, in one project: `today` is the day that is asked for. */
export interface RuleTx extends Tx {
  readonly project: string
}
/** What the office does by itself once a day in each project; for the same day again it changes nothing more. */
export interface Rule {
  readonly label: string
  /** The rule or step in the customer's documents, `R031`, `W12`. */
  readonly code?: string
  /** Everything that is due by today, also what earlier days left; says how many slips it touched. */
  readonly work: (tx: RuleTx) => Promise<number>
}

/** What any step may be told besides blanks. */
export interface Answered {
  readonly reason?: string
  readonly opinion?: string
}

export interface Action<N extends FormName> {
  readonly label: string
  /** `office`: only effects and timed rules take it; it has no route. `applicant`: whoever opened the slip. Left out where the chain of `signs` says it. */
  readonly by?: Who | 'office' | 'applicant'
  /** Blanks that must be filled at this step, whatever they were before. */
  readonly asks?: readonly AskedOf<N>[]
  /** Blanks that may be filled at this step. */
  readonly offers?: readonly AskedOf<N>[]
  /** Asks for a reason, kept in the history and shown to whoever is told. */
  readonly reason?: true
  /** The signature box this step signs. */
  readonly stamps?: StampOf<N>
  /** The signature boxes that are empty again after this step: what was reviewed there begins anew. */
  readonly clears?: readonly StampOf<N>[]
  /** Adds the next signature of this chain; the slip moves on when the last one stands. */
  readonly signs?: SignaturesOf<N>
  /** Together with `signs`: a guest of the chain signs, as whom, and the blank that holds his name; `by` sees him sign. */
  readonly guest?: { readonly as: string; readonly name: AskedOf<N> }
  /** Gives the slip back with a reason: to the applicant (all signatures fall), or to an earlier signer, from whom on they fall. */
  readonly returns?: SignaturesOf<N>
  /** The applicant takes it back while nobody has signed. */
  readonly withdraws?: SignaturesOf<N>
  /** Red, last, and confirmed once more. */
  readonly danger?: true
  /** May be taken, need not be (at these stages, or at any): no slip waits on a desk for it. */
  readonly optional?: true | readonly StageOf<N>[]
  /** References whose slips are held before anything is judged, so that `unless` reads nothing that moves: the home, the deposit. */
  readonly holds?: readonly NameOf<N>[]
  /** True, or the sentence that says why not. Runs in the browser too: it reads the slip and nothing else. */
  readonly guard?: (slip: RecordOf<N>, desk: Occasion) => true | string
  /** What is in the way on other slips, each with a sentence. */
  readonly unless?: (slip: RecordOf<N>, reader: Reader) => Promise<readonly Blocker[]>
  /** What else happens in the office, in the same transaction. */
  readonly effects?: (slip: RecordOf<N>, tx: Tx) => Promise<unknown>
  /** The same of all slips that are moved at once, where that is one piece of work; of one project at a time. */
  readonly together?: (slips: readonly RecordOf<N>[], tx: Tx) => Promise<unknown>
}

/** A numbered slip that was wrong: it keeps its number, its reason, and the name of a second person. */
export interface Void<N extends FormName> {
  readonly from: readonly StageOf<N>[]
  readonly by: Who
  readonly confirmedBy: Who
  readonly holds?: readonly NameOf<N>[]
  readonly guard?: (slip: RecordOf<N>, desk: Occasion) => true | string
  readonly unless?: (slip: RecordOf<N>, reader: Reader) => Promise<readonly Blocker[]>
  readonly effects?: (slip: RecordOf<N>, tx: Tx) => Promise<unknown>
}

/** A named query on this resource: a book of the office that is read, not written. */
export interface View<N extends FormName> {
  readonly label: string
  readonly code?: string
  readonly aliases?: readonly string[]
  /** A list query as on the wire: `status=posted&dueOn_lt=today&_sort=dueOn`. */
  readonly query: string
  readonly columns?: readonly NameOf<N>[]
}

/** What lies on somebody's desk besides the steps that wait for him: rows to be seen to, by whom, by when. */
export interface Wait<N extends FormName> {
  readonly label: string
  /** A list query as on the wire, `owner=me&status=open&dueOn_lte=today`. */
  readonly query: string
  /** On whose desk it lies; with `me` in the query, of these only his. */
  readonly for: Who
  /** The day or moment by which it is to be done: what is past it is shown as overdue. */
  readonly due?: NameOf<N>
}

/** Two or more blanks that fit together, or the blank at fault and the sentence. */
export type Check<N extends FormName> = (slip: RecordOf<N>, desk: Occasion) => true | readonly [NameOf<N>, string]

export interface Procedure<N extends FormName> {
  /** form: by hand, numbered · register: by hand, a row a line · ledger: by effects alone · master: by hand, unnumbered. */
  readonly kind: 'form' | 'register' | 'ledger' | 'master'
  /** Whose paper it is: one project's (unless told), the company's, or either, where the project's row wins. */
  readonly of?: 'project' | 'company' | 'both'
  readonly area: AreaName
  /** The code in the customer's list of papers, `D01`. */
  readonly code: string
  /** Entries of the customer's list that are no paper of their own but a part of this one: code → what of it. */
  readonly also?: Readonly<Record<string, string>>
  /** The customer's document it comes from. */
  readonly source?: string
  /** The other names of this paper. */
  readonly aliases?: readonly string[]
  /** The blank, or the words made of blanks, by which people call one of these. */
  readonly label: NameOf<N> | ((slip: RecordOf<N>) => string)
  /** Rows of blanks under their headings, as on the paper; create, edit, show and print all follow it. */
  readonly paper: Readonly<Record<string, readonly (readonly NameOf<N>[])[]>>
  readonly list: {
    readonly columns: readonly NameOf<N>[]
    readonly filters?: readonly NameOf<N>[]
    readonly sort?: Some<NameOf<N> | `-${NameOf<N>}`>
    readonly totals?: readonly NameOf<N>[]
    /** The blanks that the search field looks into, besides the label. */
    readonly search?: readonly NameOf<N>[]
  }
  readonly views?: Readonly<Record<string, View<N>>>
  /** What waits for somebody besides the steps of the stages, which are read off the actions; for him it stands in place of the stages its query names. */
  readonly waits?: Readonly<Record<string, Wait<N>>>
  /** By stage, or by `''` for any: the day or moment by which the next step is to be taken. */
  readonly due?: Partial<Record<StageOf<N> | '', NameOf<N>>>
  /** What happens by itself, once a day. */
  readonly daily?: Readonly<Record<string, Rule>>
  readonly may: {
    readonly read: Who
    readonly create: Who
    readonly edit: [StageOf<N>] extends [never] ? Who : Partial<Record<StageOf<N>, Who>>
    /** Drafts only, where there are stages. */
    readonly remove?: Who
    /** Of papers that are either: who writes the company's own rows; nothing said: whoever may create. */
    readonly company?: Who
    readonly export?: Who
    readonly import?: Who
    readonly print?: Who
    /** Who may look behind a mask, with a reason. */
    readonly reveal?: Who
  }
  /** Which rows this person sees, besides those of his projects; nothing said: all of them. */
  readonly scope?: (user: User) => Where<N> | undefined
  readonly checks?: readonly Check<N>[]
  /** Blanks that together name one row, within a project (the company, where it is the company's). */
  readonly unique?: readonly { readonly blanks: readonly NameOf<N>[]; readonly says: string }[]
  /** What happens in the office when one of these is opened. */
  readonly opens?: (slip: RecordOf<N>, tx: Tx) => Promise<unknown>
  /** What happens in the office when a person has edited one. */
  readonly edited?: (slip: RecordOf<N>, tx: Tx) => Promise<unknown>
  readonly actions: { readonly [A in ActionOf<N>]: Action<N> }
  readonly void?: Void<N>
  readonly print?: {
    readonly size?: 'A4' | 'A5' | '241mm'
    readonly copies: readonly string[]
    /** Boxes at the foot: by name, the stamp or chain that fills it, a box for the pen, or one for the seal of the company. */
    readonly sign?: Readonly<Record<string, StampOf<N> | SignaturesOf<N> | 'pen' | 'seal'>>
  }
}

/** Everything that a person would type to open this form. */
export type { DraftOf }

/** A form with its procedure, as the readings and the desk see it: any form, names as strings. */
export interface Resource extends Omit<Procedure<never>, LooseKeys> {
  readonly form: Form<string, Fields>
  readonly label: string | ((slip: never) => string)
  readonly paper: Readonly<Record<string, readonly (readonly string[])[]>>
  readonly list: {
    readonly columns: readonly string[]
    readonly filters?: readonly string[]
    readonly sort?: Some<string>
    readonly totals?: readonly string[]
    readonly search?: readonly string[]
  }
  readonly views?: Readonly<Record<string, LooseView>>
  readonly waits?: Readonly<Record<string, LooseWait>>
  readonly due?: Readonly<Record<string, string>>
  readonly may: {
    readonly [right in 'read' | 'create']: Who
  } & { readonly [right in 'remove' | 'company' | 'export' | 'import' | 'print' | 'reveal']?: Who } & {
    readonly edit: Who | Readonly<Record<string, Who>>
  }
  readonly scope?: (user: User) => Readonly<Record<string, unknown>> | undefined
  readonly checks?: readonly ((slip: never, desk: Occasion) => true | readonly [string, string])[]
  readonly unique?: readonly { readonly blanks: readonly string[]; readonly says: string }[]
  readonly opens?: (slip: never, tx: Tx) => Promise<unknown>
  readonly edited?: (slip: never, tx: Tx) => Promise<unknown>
  readonly actions: Readonly<Record<string, LooseAction>>
  readonly void?: LooseVoid
  readonly print?: {
    readonly size?: 'A4' | 'A5' | '241mm'
    readonly copies: readonly string[]
    readonly sign?: Readonly<Record<string, string>>
  }
}
type LooseKeys =
  | 'label'
  | 'paper'
  | 'list'
  | 'views'
  | 'waits'
  | 'due'
  | 'may'
  | 'scope'
  | 'checks'
  | 'unique'
  | 'opens'
  | 'edited'
  | 'actions'
  | 'void'
  | 'print'
export interface LooseView {
  readonly label: string
  readonly code?: string
  readonly aliases?: readonly string[]
  readonly query: string
  readonly columns?: readonly string[]
}
export interface LooseWait {
  readonly label: string
  readonly query: string
  readonly for: Who
  readonly due?: string
}
interface Loose {
  readonly holds?: readonly string[]
  readonly guard?: (slip: never, desk: Occasion) => true | string
  readonly unless?: (slip: never, reader: Reader) => Promise<readonly Blocker[]>
  readonly effects?: (slip: never, tx: Tx) => Promise<unknown>
}
export interface LooseAction extends Loose {
  readonly label: string
  readonly together?: (slips: readonly never[], tx: Tx) => Promise<unknown>
  readonly by?: Who | 'office' | 'applicant'
  readonly asks?: readonly string[]
  readonly offers?: readonly string[]
  readonly reason?: true
  readonly stamps?: string
  readonly clears?: readonly string[]
  readonly signs?: string
  readonly guest?: { readonly as: string; readonly name: string }
  readonly returns?: string
  readonly withdraws?: string
  readonly danger?: true
  readonly optional?: true | readonly string[]
}
export interface LooseVoid extends Loose {
  readonly from: readonly string[]
  readonly by: Who
  readonly confirmedBy: Who
}

export type { Sensitive }
