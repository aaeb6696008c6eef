import type { Fen, Id } from '#engine'
import type { Story } from './agenda.ts'
import type { Take } from './drafting.ts'
import type { Home } from './homes.ts'
import { picture } from './pictures.ts'
import { later, type World } from './world.ts'

type Step = Take<'deposit-deductions'>
const reasons = [
  '装修垃圾未按时清运，物业代为清运',
  '搬运材料碰坏电梯轿厢饰面',
  '施工造成走道地砖破损三块',
  '违规拆改入户门，恢复原状费用',
  '施工未做保护，污染公共走道墙面',
]

/** Something is kept back of a deposit: proposed with its proof, told to the customer, settled by the leader. */
export async function* proposeDeduction(
  world: World,
  home: Home,
  deposit: Id<'deposits'>,
  amount: Fen,
  until?: string,
): Story {
  const { room, staff } = world
  const chance = room.chance.of(`deduction ${deposit}`)
  const clerk = staff.one('clerk', home.project, chance)
  const leader = staff.own('project-manager')
  const agree: Step = later([1, '10:30'], clerk, 'agree', { customerSign: home.owner.name })
  const dispute: Step = later([1, '10:30'], clerk, 'dispute', { customerOpinion: '损坏不全是装修造成，希望减免' })
  const finalise: Step = later([1, '16:20'], leader, 'finalise')
  const takes: Step[] = [later(10, clerk, 'propose')]
  if (until === 'disputed' || (!until && chance.happens(0.25))) takes.push(dispute)
  if (until === 'dropped') takes.push(dispute, later([1, '15:00'], leader, 'drop', { reason: '证据不足，不予扣款' }))
  else if (until === 'void')
    takes.push(
      later(60, staff.own('supervisor'), 'void', { reason: '金额填错，重开' }),
      later(30, leader, 'confirm-void'),
    )
  else if (until !== 'disputed') takes.push(agree, finalise)
  const evidence = [await picture(room, 'crack', clerk)]
  yield* room.tale('deposit-deductions', {
    by: clerk,
    draft: { deposit, reason: chance.pick(reasons), amount, evidence },
    takes,
    until,
  })
}
