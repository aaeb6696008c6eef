import type { RecordOf, Tx } from '#engine'
import { tellMany } from './messages.ts'

/** A notice that also goes by telephone is told to the owner of every home, once each. */
export async function tellAll(notice: RecordOf<'notices'>, tx: Tx): Promise<void> {
  if (!(notice.places ?? []).includes('sms') || notice.project === null) return
  const project = await tx.get('projects', notice.project as never)
  const homes = await tx.find('properties', { project: notice.project })
  const owners = [...new Set(homes.flatMap(({ owner }) => owner ?? []))]
  const people = await tx.find('residents', { id: owners, status: 'active' })
  await tellMany(
    tx,
    'MSG22',
    people.map(({ name, phone }) => ({
      to: { name, phone },
      words: {
        项目: project.name,
        事项: notice.title,
        起止时间: `${notice.validFrom} 至 ${notice.validTo}`,
        影响范围: notice.scope ?? '全体业主',
      },
      about: { form: 'notices', id: notice.id, project: notice.project },
    })),
  )
}
