import { OFFICE, type Office, type Role } from '#engine'
import { house } from '#resources'
import { layOut } from '../../resources/standing.ts'
import { startServer } from '../../src/server/server.ts'

const now = '2026-11-21T02:00:00.000Z'
const people = ['clerk', 'fee-clerk', 'cashier', 'accountant', 'supervisor']

async function fill(desk: Office) {
  await desk.run({ user: OFFICE, now }, async (tx) => {
    await layOut(tx)
    const project = await tx.create('projects', { code: 'CH', name: '翠湖苑' })
    await tx.createMany(
      'users',
      people.map((role) => ({
        username: role,
        name: role,
        roles: [role as Role],
        projects: [{ project: project.id }],
        demo: true,
      })),
    )
    const owner = await tx.create('residents', { project: project.id, name: '王芳', phone: '13812345678' })
    const draft = { project: project.id, building: '3', unit: '2', roomNo: '1201', floorArea: 89.5, owner: owner.id }
    const room = await tx.create('properties', draft)
    await tx.perform('properties', room.id, 'check')
  })
}

/** Furnishes a folder with it; the server that opens it later finds people there, and fills in nothing. */
export async function furnishedAt(dataDir: string): Promise<void> {
  const server = await startServer({ house, dataDir, port: 0, host: '127.0.0.1', demo: true, clock: () => now, fill })
  await server.close()
}
