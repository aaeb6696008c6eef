import type { Story } from './agenda.ts'
import type { Account } from './bills.ts'
import { slipFor } from './counter.ts'
import type { Project } from './people.ts'
import { hereOf, lately, type World } from './world.ts'

/** A customer at the counter this morning, and how far his slip has come. */
async function* customer(world: World, project: Project, account: Account, until: string): Story {
  const { room, staff } = world
  const { clerks, taker, chance } = world.counter(project)
  const [clerk] = clerks
  const { dues } = account
  if (!clerk || dues.length === 0) return
  account.dues = []
  const today = room.hours.dayOf(room.clock.now)
  const id = await room.open('payment-slips', slipFor(account.home, dues, today, chance), clerk)
  if (until === 'draft') return
  yield room.later(2)
  await room.step('payment-slips', id, { by: clerk, step: 'sign' })
  if (until === 'signed') return
  yield room.later(3)
  await room.step('payment-slips', id, { by: taker, step: 'receive' })
  const { receipt } = await room.now('payment-slips', id)
  if (until === 'received')
    return void (receipt && (await room.step('receipts', receipt, { by: clerk, step: 'mark-handled' })))
  yield room.later(4)
  await room.step('payment-slips', id, { by: clerk, step: 'void', with: { reason: '刷卡未成功，改日再缴' } })
  if (until === 'voiding') return
  yield room.later(3)
  await room.step('payment-slips', id, { by: staff.own('supervisor'), step: 'confirm-void' })
}

/** What lies at the counter today: being written, waiting for the fee clerk, paid, and to be made void. */
export function today(world: World): void {
  const { room, accounts } = world
  const chance = room.chance.of('today')
  const stages = ['void', 'received', 'received', 'voiding', 'signed', 'signed', 'received', 'signed', 'draft', 'draft']
  async function* come(project: Project): Story {
    const open = chance.shuffled(accounts.filter(({ home, dues }) => home.project === project && dues.length > 0))
    for (const [at, until] of stages.entries()) {
      const account = open[at]
      if (account)
        room.agenda.add(lately(world, 5 + (stages.length - at) * 9), customer(world, project, account, until))
    }
  }
  for (const project of hereOf(world)) room.agenda.add(lately(world, 130), come(project))
}
