import { OFFICE, type Office } from '#engine'
import { demo } from '../resources/roles.ts'

export interface EstateOptions {
  readonly homes: number
  readonly seed: number
  readonly now: string
}

/** Provisional: two projects and the demonstration's staff, until the estate itself is written. */
export async function fillEstate(desk: Office, { now }: EstateOptions): Promise<void> {
  await desk.run({ user: OFFICE, now }, async (tx) => {
    const lake = await tx.create('projects', { code: 'CH', name: '翠湖苑' })
    const hill = await tx.create('projects', { code: 'YS', name: '云山居' })
    const projects = [{ project: lake.id }, { project: hill.id }]
    for (const [role, name] of Object.entries(demo))
      await tx.create('users', { username: role, name, roles: [role as keyof typeof demo], projects, demo: true })
  })
}
