import { describe, expect, it } from 'vitest'
import { owe } from './first-day.ts'
import { scene } from './scene.ts'

/** Half past nine of a day, as the office's clock shows it. */
const morning = (day: string) => `${day}T01:30:00.000Z`

describe('from an unpaid bill to the lawyer’s letter', () => {
  const { comes, office, at } = scene({
    prepare: (hands) => owe(hands, '1201', ['PROPERTY', '2026-11', 89.5, 2.8]),
  })
  let row = ''
  let batch = ''

  /** The clock comes to a day, and what happens by itself happens. */
  const day = async (date: string) => {
    at(morning(date))
    await office().desk.day({ day: date }, morning(date))
  }

  it('a home that has not paid has a row the day the collecting is over, and its first letter', async () => {
    await day('2026-11-24')
    const steward = await comes('steward')
    await steward.goes('/arrears-ledgers?view=mine')
    expect(await steward.rows(['客户姓名', '欠费合计', '已发催费通知书', '状态'])).toEqual([
      ['陈建国', '250.60', '1', '待催'],
    ])
    await steward.place.getByRole('gridcell', { name: '陈建国', exact: true }).click()
    await steward.reads('通知书限期', '2026-12-01')
    await steward.refused('提名律师函', '3-2-1201只有 0 次催缴记录，提名律师函须有 3 次')
    row = steward.here()
  })

  it('the steward calls, and may not call twice a day; the supervisor reads what he wrote', async () => {
    const steward = await comes('steward')
    await steward.goes(`/dunning-records/new?arrears=${row.split('/').at(-1)}`)
    await steward.chooses('结果', '拒绝缴费')
    await steward.presses('保存')
    await steward.sees('拒绝缴费的须问明原因')
    await steward.chooses('欠费原因', '对服务不满')
    await steward.writes('情况说明', '认为电梯维修不及时')
    await steward.presses('保存')
    await steward.reads('分类', 'E 特殊情况')
    await steward.reads('下一步', '上报客服主管，逐户跟进')
    await steward.goes(`/dunning-records/new?arrears=${row.split('/').at(-1)}`)
    await steward.chooses('结果', '无人接听')
    await steward.presses('保存')
    await steward.sees('3-2-1201今日已电话或短信催缴 1 次，每日上限 1 次')
    const supervisor = await comes('supervisor')
    await supervisor.goes('/inbox')
    await supervisor.sees('特殊情况，待定处理措施')
    await supervisor.goes(row)
    await supervisor.takes('定处理措施', async (asked) => {
      await asked.chooses('处理方式', '其他')
      await asked.writes('处理措施', '请工程部说明电梯维修经过')
    })
    await supervisor.reads('待主管处理', '否')
  })

  it('the letters go out by the clock, and after the last the home may be named', async () => {
    const arrears = row.split('/').at(-1)
    const calls = async (date: string, outcome: string) => {
      await day(date)
      const hands = await office().desk.visitorOf({ username: 'steward' }, morning(date))
      if (hands) await office().desk.create('dunning-records', { arrears, outcome }, hands.visitor)
    }
    await calls('2026-12-02', 'no-answer')
    await calls('2026-12-24', 'no-answer')
    await day('2026-12-31')
    await day('2027-01-08')
    const steward = await comes('steward')
    await steward.goes('/reminder-letters')
    expect((await steward.rows(['次数', '发出日期', '状态'])).toReversed()).toEqual([
      ['催费通知书', '2026-11-24', '逾期未缴'],
      ['二次催费通知书', '2026-12-24', '逾期未缴'],
      ['最后催费通知书', '2026-12-31', '逾期未缴'],
    ])
    await steward.goes(row)
    await steward.takes('提名律师函')
    await steward.reads('已提名律师函', '是')
  })

  it('the supervisor filters the list, head office and the general manager approve, and the letter is sent', async () => {
    const supervisor = await comes('supervisor')
    await supervisor.goes('/lawyer-letter-batches/new')
    await supervisor.keeps()
    await supervisor.sees('3-2-1201')
    await supervisor.takes('筛选后上报')
    await supervisor.stands('审批中')
    batch = supervisor.here()
    for (const role of ['service-manager', 'general-manager']) {
      const one = await comes(role)
      await one.goes(batch)
      await one.takes('同意', async () => undefined)
    }
    await supervisor.goes(batch)
    await supervisor.stands('已批准')
    const clerk = await comes('clerk')
    await clerk.goes('/lawyer-letters?view=toSend')
    await clerk.place.getByRole('gridcell', { name: '陈建国', exact: true }).click()
    await clerk.takes('寄出', async (asked) => {
      await asked.writes('律师事务所', '广东正平律师事务所')
      await asked.marks('寄送方式', 'EMS')
      await asked.writes('邮件号', 'EA100200300CN')
    })
    await clerk.stands('已寄出')
    await clerk.reads('限期', '2027-01-15')
    await clerk.goes(row)
    await clerk.stands('已发律师函')
    const manager = await comes('general-manager')
    await manager.goes('/reports/arrears-classes')
    await manager.sees('B 暂未明确')
  })
})
