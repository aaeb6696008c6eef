import type { PolicyKey, Role, Signature } from '../fields/field.ts'
import type { Occasion, Resource, User } from '../resource.ts'
import type { Slip } from './blanks.ts'

/** The roles that sign, from first to last, and after them whoever is not of the office. */
export function chainOf(resource: Resource, blank: string, occasion: Occasion): readonly Role[] {
  const { signers = [], guests = {} } = resource.form.fields[blank]?.chain ?? {}
  const roles = typeof signers === 'string' ? (occasion.policy(signers as PolicyKey) as readonly Role[]) : signers
  return [...roles, ...(Object.keys(guests) as Role[])]
}
export const signedOf = (slip: Slip, blank: string) => (slip[blank] ?? []) as readonly Signature[]

/** The roles whose signature may come next: one where they sign as listed, else all that are missing. */
export function nextSigners(resource: Resource, slip: Slip, blank: string, occasion: Occasion): readonly Role[] {
  const signed = signedOf(slip, blank).map(({ role }) => role)
  const missing = chainOf(resource, blank, occasion).filter((role) => !signed.includes(role))
  return resource.form.fields[blank]?.chain?.order === 'any' ? missing : missing.slice(0, 1)
}

export interface Signing {
  readonly role: Role
  /** The absent person for whom he signs. */
  readonly absent?: { readonly id: string; readonly name: string }
}
/** As whom this person may sign now: in his own role first, else for somebody absent. */
export function signingAs(next: readonly Role[], user: User, deputyFor?: string): Signing | undefined {
  const own = next.find((role) => user.roles.includes(role))
  if (own && !deputyFor) return { role: own }
  for (const absent of user.deputyFor ?? []) {
    const role = next.find((one) => absent.roles.includes(one))
    if (role && (!deputyFor || absent.id === deputyFor)) return { role, absent }
  }
  return undefined
}
