import { daysAfter } from '#engine'
import type { Story } from './agenda.ts'
import type { Take } from './drafting.ts'
import type { World } from './world.ts'

const told = [
  ['outage', '生活水箱清洗停水通知', '清洗期间停水约四小时，请提前储水。', '3栋、5栋'],
  ['works', '电梯维保公告', '维保期间请走步梯，给您带来不便敬请谅解。', '3栋1单元'],
  ['fees', '缴费通知书', '请本季度尚未缴费的业主到服务中心办理。', null],
  ['activity', '邻里节活动公告', '欢迎业主携家人参加。', null],
  ['tip', '冬季用火用电温馨提示', '外出请关闭电源，楼道内不得充电。', null],
] as const
const stages = ['removed', 'posted', 'approved', 'draft', 'void'] as const

/** What hangs on the boards: one of each stage, and those of the last months that were taken down. */
export function announcements(world: World): void {
  const { room, staff, now, projects } = world
  const manager = staff.own('service-manager')
  const clerk = staff.own('clerk')
  const day = room.hours.dayOf(now)
  stages.forEach((until, at) => {
    const [kind, title, text, scope] = told[at] as (typeof told)[number]
    const start = daysAfter(day, until === 'removed' ? -20 : -2)
    const draft = { project: projects.lake, kind, title, text, scope, validFrom: start, validTo: daysAfter(start, 5) }
    const way: readonly Take<'notices'>[] = [
      { after: [0, '10:20'], by: manager, step: 'approve' },
      { after: [0, '14:10'], by: clerk, step: 'post' },
      ...(until === 'void'
        ? [
            { after: 20, by: clerk, step: 'void' as const, with: { reason: '日期写错，重新发布' } },
            { after: 25, by: manager, step: 'confirm-void' as const },
          ]
        : [{ after: [6, '17:00'] as const, by: clerk, step: 'remove' as const }]),
    ]
    const story: Story = room.tale('notices', {
      by: clerk,
      draft: { ...draft, places: ['board', 'hall'] },
      takes: way,
      until,
    })
    room.agenda.add(room.hours.at(start, '09:10'), story)
  })
}
