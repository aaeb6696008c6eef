import { describe, expect, it } from 'vitest'
import { owe } from './first-day.ts'
import { scene } from './scene.ts'

describe('from the payment notice to the receipt', () => {
  const { comes } = scene({
    async prepare(hands) {
      await owe(hands, '1201', ['PROPERTY', '2026-10', 89.5, 2.335])
      await owe(hands, '1201', ['PROPERTY', '2026-11', 89.5, 2.335])
      await owe(hands, '1201', ['WATER', '2026-11', 12, 3.45])
    },
  })
  let notice = ''

  it('the fee clerk drafts a notice: the house brings its owner and what it owes', async () => {
    const clerk = await comes('fee-clerk')
    await clerk.goes('/payment-notices')
    await clerk.presses('新建')
    await clerk.chooses('房号', '3-2-1201', '1201')
    await clerk.reads('客户姓名', '陈建国')
    await clerk.keeps()
    await clerk.stands('草稿')
    await clerk.reads('本期应缴', '¥250.38')
    await clerk.reads('往期欠费', '¥208.98')
    await clerk.reads('金额大写', '肆佰伍拾玖元叁角陆分')
    await clerk.takes('提交审核')
    await clerk.stands('待审核')
    await clerk.sees('TZ-202611-0001')
    notice = clerk.here()
    await clerk.lacks('审核通过')
    await clerk.sees('审核通过由会计办理')
  })

  it('finance finds it among what waits, and reviews it; then the leader', async () => {
    const accountant = await comes('accountant')
    await accountant.goes('/')
    await accountant.follows('1 缴费通知单 待审核')
    await accountant.follows('TZ-202611-0001')
    await accountant.takes('审核通过', (asked) => asked.writes('签署意见', '金额与台账相符'))
    await accountant.signed('会计', /朱琳 2026-11-21 10:00/)
    await accountant.lacks('审核通过')

    const leader = await comes('project-manager')
    await leader.goes(notice)
    await leader.sees('金额与台账相符')
    await leader.takes('审核通过', async () => undefined)
    await leader.stands('待打印')
  })

  it('it is printed on A4, one sheet for the customer and one to keep', async () => {
    const clerk = await comes('fee-clerk')
    await clerk.goes(notice)
    await clerk.takes('打印')
    await clerk.stands('待送达')
    await clerk.goes(`${notice}/print`)
    const sheets = await clerk.printed()
    expect(sheets.map(({ width, height }) => [width, height])).toEqual([
      [210, 297],
      [210, 297],
    ])
    for (const words of [
      '缴费通知单',
      '3-2-1201',
      '陈建国',
      '208.98',
      '41.40',
      '¥459.36',
      '肆佰伍拾玖元叁角陆分',
      '朱琳',
      '杨帆',
    ])
      expect(sheets[0]?.text).toContain(words)
    expect(sheets.map(({ text }) => /第.联(客户|留存)/.exec(text)?.[0])).toEqual(['第一联客户', '第二联留存'])
  })

  it('nobody at home: told by telephone within three days', async () => {
    const clerk = await comes('clerk')
    await clerk.goes(notice)
    await clerk.takes('上门未遇')
    await clerk.stands('待电话短信告知')
    await clerk.reads('告知期限', '2026-11-24')
    await clerk.takes('电话短信告知', async (asked) => {
      await asked.presses('电话短信告知')
      await asked.sees('请填写告知方式')
      await asked.marks('告知方式', '电话')
      await asked.writes('告知情况', '业主答应周一来交')
    })
    await clerk.stands('已告知')
  })

  it('at the counter customer service compares, lists and signs; the customer pays one fee whole and one in part', async () => {
    const clerk = await comes('clerk')
    await clerk.goes('/payment-slips/new')
    await clerk.chooses('房号', '3-2-1201', '1201')
    await clerk.reads('缴款人', /^$/)
    await clerk.keeps()
    await clerk.stands('草稿')
    await clerk.reads('合计', '¥459.36')
    await clerk.refused('客服签字', '请先与客户核对房号和姓名')
    await clerk.page.getByRole('main').getByRole('link', { name: '修改' }).click()
    await clerk.ticks('已核对房号与姓名')
    await clerk.presses('删除第 1 行')
    await clerk.writes('第 2 行本次缴款', '50')
    await clerk.presses('保存')
    await clerk.sees('「水费 2026-11」只欠 ¥41.40，多缴的请填入「转预存款」')
    await clerk.writes('第 2 行本次缴款', '20')
    await clerk.saves()
    await clerk.takes('客服签字')
    await clerk.stands('待收款')
    await clerk.refused('收款', '收款岗位按业务参数确定，本岗位不收款')
  })

  it('the fee clerk takes cash and WeChat, which must come to the sum', async () => {
    const taker = await comes('fee-clerk')
    await taker.goes('/payment-slips?view=waiting')
    await taker.follows('JK-202611-0001')
    await taker.takes('收款', async (asked) => {
      await asked.presses('添加一行')
      await asked.writes('第 1 行金额', '100')
      await asked.presses('收款')
      await asked.sees('实收 ¥100.00 少于合计 ¥228.98，部分缴款请先调减缴费明细')
      await asked.presses('添加一行')
      await asked.chooses('第 2 行方式', '微信')
      await asked.writes('第 2 行金额', '128.98')
      await asked.writes('第 2 行流水号', '4200001')
    })
    await taker.stands('已收款')
    await taker.reads('实收', '¥228.98')
    await taker.reads('收据', 'SJ-202611-0001')
  })

  it('the receipt says the sum in words, in three copies on fan-fold paper', async () => {
    const taker = await comes('fee-clerk')
    await taker.goes('/receipts')
    await taker.follows('SJ-202611-0001')
    await taker.reads('金额大写', '贰佰贰拾捌元玖角捌分')
    await taker.reads('收款方式', '现金、微信')
    await taker.goes(`${taker.here()}/print`)
    const sheets = await taker.printed()
    expect(sheets.map(({ width, height }) => [width, height])).toEqual(Array(3).fill([241, 140]))
    for (const { text } of sheets)
      for (const words of [
        '收款收据',
        'SJ-202611-0001',
        '3-2-1201',
        '陈建国',
        '¥228.98',
        '贰佰贰拾捌元玖角捌分',
        '黄婷',
      ])
        expect(text).toContain(words)
    expect(sheets.map(({ text }) => /第.联(存根|客户|财务)/.exec(text)?.[0])).toEqual([
      '第一联存根',
      '第二联客户',
      '第三联财务',
    ])
  })

  it('what was paid whole is closed, what was paid in part stays open, and so does the notice', async () => {
    const accountant = await comes('accountant')
    await accountant.goes('/receivables?period=2026-11&_sort=payable')
    expect(await accountant.rows(['收费项目', '已缴', '未缴', '状态'])).toEqual([
      ['水费', '20.00', '21.40', '部分缴纳'],
      ['物业管理费', '208.98', '0.00', '已缴清'],
    ])
    await accountant.goes(notice)
    await accountant.stands('已告知')
  })
})
