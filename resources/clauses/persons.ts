import type { Role, Signature, User, Who } from '#engine'

/** The two-person rule: true, unless this person is already one of those who had a hand in it. */
export const another = (user: User, those: readonly (string | null | undefined)[], sentence: string): true | string =>
  !those.includes(user.id) || sentence

/** Everybody who signed, himself or for somebody absent. */
export const signersOf = (signatures: readonly Signature[] | null) => (signatures ?? []).map(({ user }) => user)

/** Who may look into the money of the office. */
export const moneyReaders = [
  'clerk',
  'steward',
  'fee-clerk',
  'supervisor',
  'service-manager',
  'cashier',
  'accountant',
  'ledger-auditor',
  'finance-manager',
  'data-clerk',
  'property-manager',
  'project-manager',
  'centre-manager',
  'vice-president',
  'general-manager',
] as const satisfies readonly Role[]

/** Who may carry the books of the money out of the house. */
export const moneyExporters = [
  'fee-clerk',
  'supervisor',
  'cashier',
  'accountant',
  'ledger-auditor',
  'finance-manager',
  'data-clerk',
  'project-manager',
  'general-manager',
] as const satisfies readonly Role[]

/** A slip of money: whoever opens one writes and drops its draft; it is read and carried out as the books are. */
export const moneySlipOf = <const By extends Who>(by: By) =>
  ({ read: moneyReaders, create: by, edit: { draft: by }, remove: by, export: moneyExporters }) as const
