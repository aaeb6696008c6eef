import { describe, expect, it } from 'vitest'
import { axe } from '../support/axe.ts'
import { complaintsOf, shot } from '../support/browser.ts'
import { houseOf, owe } from './first-day.ts'
import { type Person, tableIn } from './person.ts'
import { scene } from './scene.ts'

const windows = { wide: [1440, 900], large: [1920, 1080], phone: [390, 844] } as const

/** In every window nothing runs out of it; on a desk and on a telephone nothing shuts anybody out. */
async function isSound({ page }: Person, name: string) {
  for (const [size, [width, height]] of Object.entries(windows)) {
    await page.setViewportSize({ width, height })
    await shot(page, `desk-${name}-${size}`)
    if (size !== 'large') expect(await axe(page), `${name} ${size}`).toEqual([])
    const runsOut = await page.evaluate(() => {
      const frames = [document.documentElement, ...document.querySelectorAll('main')]
      return Math.max(...frames.map((one) => one.scrollWidth - one.clientWidth), 0)
    })
    expect(runsOut, `${name} ${size}`).toBe(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  expect(complaintsOf(page)).toEqual([])
}

describe('what lies beside the papers', () => {
  const { comes } = scene({
    async prepare(hands) {
      await owe(hands, '1201', ['PROPERTY', '2026-09', 89.5, 2.5])
      await owe(hands, '1201', ['PROPERTY', '2026-10', 89.5, 2.5])
      for (const [roomNo, content] of [
        ['1201', '厨房水槽下水慢'],
        ['901', '客厅插座无电'],
      ] as const) {
        const { id: room } = await houseOf(hands, roomNo)
        const draft = { room, reporter: '业主', phone: '13812345678', content }
        await hands.take('repair-orders', await hands.create('repair-orders', draft, 'clerk'), 'write', 'clerk')
      }
    },
  })

  it('who calls is found by his room; what he asks for is begun from there, filled in', async () => {
    const clerk = await comes('clerk')
    await clerk.goes('/')
    await clerk.page.getByRole('link', { name: '来电', exact: true }).click()
    await clerk.page.getByRole('textbox', { name: /房号、姓名/ }).fill('3栋2单元1201')
    await clerk.place.getByRole('link', { name: /^3-2-1201/ }).waitFor()
    await clerk.page.keyboard.press('Enter')
    const open = clerk.place.getByRole('region', { name: '未了事项' })
    await open.getByText('447.50').waitFor()
    await open.getByRole('link', { name: /厨房水槽下水慢.*已填单/ }).waitFor()
    const begin = clerk.place.getByRole('region', { name: '为这一户开单' })
    await isSound(clerk, 'caller')
    await begin.getByRole('link', { name: '日常报修单' }).click()
    await clerk.writes('报修人', '陈建国')
    await clerk.writes('联系电话', '13812345678')
    await clerk.writes('报修内容', '卫生间地漏返味')
    await clerk.keeps()
    await clerk.reads('房号', '3-2-1201')
  })

  it('what waits for her is there, and leads to the slip with its step open', async () => {
    const clerk = await comes('clerk')
    await clerk.goes('/')
    await clerk.page.getByRole('link', { name: /^待办/ }).click()
    await clerk.place.getByRole('heading', { level: 1, name: '待办' }).waitFor()
    await clerk.place.getByRole('link', { name: '日常报修单', exact: true }).waitFor()
    await isSound(clerk, 'inbox')
    await clerk.place
      .getByRole('link', { name: /^BX-202611-000. 3-2-1201 / })
      .first()
      .click()
    await clerk.stands('已填单')
    const menu = clerk.page.getByRole('navigation', { name: '菜单' })
    await menu.getByRole('button', { name: '报修维修', expanded: true }).waitFor()
    await menu.getByRole('button', { name: /^收费/, expanded: false }).waitFor()
    await clerk.takes('通知工程部')
    await clerk.stands('已通知工程部')
  })

  it('a figure of a statistic opens exactly its rows', async () => {
    const manager = await comes('service-manager')
    await manager.goes('/reports/repair-statistics')
    await manager.place.getByRole('table').waitFor()
    await isSound(manager, 'report')
    const total = manager.place.getByRole('row', { name: /^合计/ }).getByRole('link').first()
    const all = Number(await total.innerText())
    // what she has only drafted is not reported yet
    expect(all).toBe(2)
    await total.click()
    expect((await tableIn(manager.page)).rows).toHaveLength(all)
  })
})
