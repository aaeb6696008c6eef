import { describe, expect, it } from 'vitest'
import { scene } from './scene.ts'

const photograph = {
  name: '窗扣.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

describe('from a round to its last recheck', () => {
  const { comes } = scene()
  let round = ''
  let problem = ''

  it('the list fills the lines, and every line wants its result', async () => {
    const steward = await comes('steward')
    await steward.goes('/inspection-records/new')
    await steward.chooses('检查清单', '装修前验房')
    await steward.chooses('房号', '3-2-1201', '1201')
    await steward.sees('窗扣')
    await steward.keeps()
    await steward.stands('计划')
    await steward.takes('开始巡检')
    await steward.stands('巡检中')
    round = steward.here()
    await steward.refused('完成巡检', 'CP01「室内 入户门」还没有检查结果')
  })

  it('an abnormal line is described and photographed before the round is finished', async () => {
    const steward = await comes('steward')
    await steward.goes(`${round}/edit`)
    for (const line of [1, 2, 3, 5, 6]) await steward.marks(`第 ${line} 行结果`, '正常')
    await steward.marks('第 4 行结果', '异常')
    await steward.presses('保存')
    await steward.refused('完成巡检', 'CP04「室内 窗扣」异常，须填写情况说明和当场处置')
    await steward.goes(`${round}/edit`)
    await steward.writes('第 4 行情况说明', '主卧窗扣松动')
    await steward.chooses('第 4 行当场处置', '转相关部门')
    await steward.page.getByLabel('第 4 行照片').setInputFiles(photograph)
    await steward.place.getByRole('img', { name: '窗扣.png' }).waitFor()
    await steward.presses('保存')
    await steward.takes('完成巡检')
    await steward.stands('整改中')
    await steward.reads('异常项数', '1')
    await steward.rail.getByRole('link', { name: '整改记录' }).click()
  })

  it('what was found goes to the department with a day', async () => {
    const clerk = await comes('clerk')
    await clerk.goes('/rectifications?view=waiting')
    const [row] = await clerk.rows(['部位', '检查项目', '责任部门', '状态'])
    expect(row).toEqual(['室内', 'CP04 窗扣', '工程部', '待派发'])
    await clerk.place.getByRole('gridcell', { name: 'CP04 窗扣' }).click()
    await clerk.reads('存在问题', '主卧窗扣松动')
    await clerk.place.getByRole('img', { name: '窗扣.png' }).waitFor()
    await clerk.takes('派发', async (asked) => {
      await asked.writes('整改期限', '2026-11-20')
      await asked.writes('整改要求', '更换窗扣')
      await asked.presses('派发')
      await asked.sees('整改期限不得早于今天')
      await asked.writes('整改期限', '2026-11-24')
    })
    await clerk.stands('已通知')
    await clerk.sees('ZG-202611-0001')
    problem = clerk.here()
  })

  it('who put it right does not look at it again himself', async () => {
    const engineer = await comes('engineer')
    await engineer.goes(problem)
    await engineer.takes('开始整改')
    await engineer.takes('整改完毕', (asked) => asked.writes('整改情况', '已更换'))
    await engineer.stands('待复检')
    await engineer.refused('复检合格', '复检人与整改人不得为同一人')
    const cashier = await comes('cashier')
    await cashier.goes(problem)
    await cashier.lacks('复检合格')
  })

  it('with the recheck by another the problem is closed, and the round with it', async () => {
    const steward = await comes('steward')
    await steward.goes(problem)
    await steward.takes('复检合格', async () => undefined)
    await steward.stands('已关闭')
    await steward.signed('复检人', '李静')
    await steward.goes(round)
    await steward.stands('已关闭')
    const manager = await comes('service-manager')
    await manager.goes(round)
    await manager.takes('审阅')
    await manager.signed('客服经理', '陈蓉')
  })
})
