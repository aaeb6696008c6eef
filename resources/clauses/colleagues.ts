import type { Id, Role, Tx } from '#engine'
import type { MessageCode } from './message-codes.ts'
import { type About, tellMany, type Words } from './messages.ts'

/** The people of a project who hold one of these jobs. */
export async function colleagues(
  tx: Pick<Tx, 'find'>,
  project: string | null,
  roles: readonly Role[],
): Promise<readonly Id<'users'>[]> {
  const people = await tx.find('users', { status: 'active' }, { sort: 'username' })
  return people
    .filter((one) => one.roles?.some((role) => roles.includes(role)))
    .filter((one) => one.projects.some((line) => line.project === project))
    .map(({ id }) => id)
}

/** Tells these people of the office something about a paper, each of them once. */
export async function tellColleagues(
  tx: Tx,
  code: MessageCode,
  to: { readonly roles: readonly Role[]; readonly user?: Id<'users'> | null },
  words: Words,
  about: About,
): Promise<void> {
  const people = new Set(await colleagues(tx, about.project, to.roles))
  if (to.user) people.add(to.user)
  await tellMany(
    tx,
    code,
    [...people].map((user) => ({ to: { user }, words, about })),
  )
}
