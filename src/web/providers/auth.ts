import type { AccessControlProvider, AuthProvider } from '@refinedev/core'
import { type House, type Right, resourcesByName, rightsOf, type User } from '#engine'
import { isProblem } from './client.ts'
import { askSession, forgetSession, signIn, signOut, standingNow } from './session.ts'

const userNow = (): User | undefined => {
  const standing = standingNow()
  return standing.is === 'in' ? standing.session.user : undefined
}

export const authProvider: AuthProvider = {
  async login({ username, password }: { username: string; password: string }) {
    await signIn(username, password)
    return { success: true }
  },
  async logout() {
    await signOut()
    return { success: true, redirectTo: '/login' }
  },
  async check() {
    const standing = userNow() ? standingNow() : await askSession()
    return { authenticated: standing.is === 'in' }
  },
  async onError(error: unknown) {
    if (isProblem(error) && error.status === 401) forgetSession()
    return {}
  },
  getPermissions: async () => userNow()?.roles ?? [],
  getIdentity: async () => userNow(),
}

const rightOf: Readonly<Record<string, Right>> = {
  list: 'read',
  show: 'read',
  edit: 'edit',
  create: 'create',
  delete: 'remove',
  clone: 'create',
}

/** Mirrors what the office will say, from one look at the definition; the office itself decides. */
export const accessControlProvider = (house: House, user: User): AccessControlProvider => ({
  async can({ resource, action }) {
    const paper = resourcesByName(house).get(resource ?? '')
    if (!paper) return { can: true }
    const right = rightOf[action] ?? (action as Right)
    return { can: rightsOf(paper, user)[right] ?? false }
  },
})
