import { describe, expect, it } from 'vitest'
import { houseOf, owe } from './first-day.ts'
import { personAt } from './person.ts'
import { scene } from './scene.ts'

describe('nothing that somebody wrote is lost', () => {
  let path = ''
  const { comes } = scene({
    async prepare(hands) {
      await owe(hands, '1201', ['PROPERTY', '2026-11', 89.5, 2.335])
      const room = await houseOf(hands, '1201')
      const slip = await hands.create('payment-slips', { room: room.id, payer: '陈建国' }, 'clerk')
      path = `/payment-slips/${slip.id}`
    },
  })

  it('two people change one slip: the second sees theirs, mine and what stood there, and decides', async () => {
    const [first, second] = [await comes('clerk'), await comes('fee-clerk')]
    for (const one of [first, second]) {
      await one.goes(path)
      await one.page.getByRole('main').getByRole('link', { name: '修改' }).click()
    }
    await first.writes('缴款人', '李四')
    await first.writes('与客户关系', '朋友')
    await first.presses('保存')
    await first.reads('缴款人', '李四')

    await second.writes('缴款人', '王五')
    await second.writes('与客户关系', '亲戚')
    await second.ticks('已核对房号与姓名')
    await second.presses('保存')
    const clash = second.page.getByRole('region', { name: '在您填写时，王芳 也改了这张单据' })
    await clash.waitFor()
    const row = (label: string) =>
      clash.getByRole('row').filter({ has: second.page.getByRole('rowheader', { name: label, exact: true }) })
    expect(await row('缴款人').getByRole('cell').allInnerTexts()).toEqual(['陈建国', '李四', '王五'])
    const save = clash.getByRole('button', { name: '按选择保存' })
    expect(await save.isDisabled()).toBe(true)
    await row('缴款人').getByRole('radio').nth(1).check()
    await row('与客户关系').getByRole('radio').nth(0).check()
    await save.click()
    await second.reads('缴款人', '王五')
    await second.reads('与客户关系', '朋友')
    await second.reads('已核对房号与姓名', '是')
  })

  it('what was typed outlives the tab', async () => {
    const one = await comes('clerk')
    await one.goes('/repair-orders/new')
    await one.writes('报修内容', '厨房水管漏水，地面已经积水')
    await one.page.waitForTimeout(1500)
    const tab = await one.page.context().newPage()
    await one.page.close()
    const again = personAt(tab)
    await again.goes('/repair-orders/new')
    await again.sees(/有一份 .* 未保存的内容/)
    await again.presses('恢复')
    expect(await again.place.getByRole('textbox', { name: '报修内容' }).inputValue()).toBe('厨房水管漏水，地面已经积水')
  })

  it('and the session: who has to sign in again goes on where he was', async () => {
    const one = await comes('clerk')
    await one.goes('/repair-orders/new')
    await one.writes('报修内容', '卧室灯不亮')
    await one.page.waitForTimeout(1500)
    await one.page.context().clearCookies()
    await one.page.reload()
    await one.page.getByRole('textbox', { name: '用户名' }).fill('clerk')
    await one.page.getByLabel('密码').fill('demo')
    await one.page.getByRole('button', { name: /登\s*录/ }).click()
    await one.sees(/有一份 .* 未保存的内容/)
    await one.presses('恢复')
    expect(await one.place.getByRole('textbox', { name: '报修内容' }).inputValue()).toBe('卧室灯不亮')
  })
})
