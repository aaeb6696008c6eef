import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PolicyKey, Store } from '#engine'
import { house } from '#resources'
import { letterDay } from '../../resources/clauses/arrears.ts'
import { type Arrears, openArrears } from './arrears-desk.ts'
import { type Any, message } from './money-desk.ts'
import { stores } from './service-desk.ts'

test('the letters are of the 16th, the 24th, and the first day after the 30th: in February 1 March', () => {
  const desk = { today: '2027-02-24', policy: (key: PolicyKey) => house.policies[key]?.default as never }
  const after = (letterLevel: number, letterOn: string | null, payBy: string | null) =>
    letterDay({ letterLevel, letterOn, payBy, oldestOn: '2027-02-15' }, desk)
  expect(after(0, null, null)).toBe('2027-02-16')
  expect(after(1, '2027-02-16', '2027-02-23')).toBe('2027-02-24')
  expect(after(2, '2027-02-24', '2027-03-03')).toBe('2027-03-01')
  expect(after(2, '2026-11-24', '2026-12-01')).toBe('2026-12-01')
  expect(after(2, '2026-12-24', '2026-12-31')).toBe('2026-12-31')
  expect(after(3, '2027-03-01', '2027-03-08')).toBeUndefined()
})

for (const [name, open] of stores)
  describe(`arrears to the court, on ${name}`, () => {
    // every story in memory; on the databases those that write most
    const further = name === 'memory' ? test : () => undefined
    let store: Store
    let at: Arrears
    let home = ''
    let other = ''
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store.close())
    beforeEach(async () => {
      at = await openArrears(store)
      ;[home = '', other = ''] = at.rooms
      await at.owes(home, '2026-11', 20_000)
    })
    const letters = () => at.all('reminder-letters', { _sort: 'issuedOn' })
    /** Three calls and three letters without a fen. */
    const chased = async () => {
      await at.day('2026-11-16')
      await at.calls(home, 'no-answer')
      await at.day('2026-11-24')
      await at.calls(home, 'no-answer')
      await at.day('2026-12-01')
      await at.calls(home, 'no-answer')
      await at.day('2026-12-09')
      return at.row(home)
    }
    const listed = async () => {
      await at.step('arrears-ledgers', await chased(), 'propose', 'steward')
      const batch = await at.create('lawyer-letter-batches', {}, 'supervisor')
      return at.step('lawyer-letter-batches', batch, 'filter', 'supervisor')
    }
    const approved = async (form: string, batch: Any) => {
      await at.step(form, batch, 'sign', 'service-manager')
      return at.step(form, batch, 'sign', 'general-manager')
    }
    const sent = async () => {
      await approved('lawyer-letter-batches', await listed())
      const [letter] = await at.all('lawyer-letters')
      return at.step('lawyer-letters', letter, 'send', 'clerk', {
        lawFirm: '正平律师事务所',
        sentBy: 'ems',
        trackingNo: 'EA1',
      })
    }

    test('a letter goes out on the 16th, the 24th and the day after the 30th, each with seven days; a payment ends them', async () => {
      await at.day('2026-11-16')
      expect(await letters()).toMatchObject([
        { level: 'first', number: 'CF-202611-0001', payBy: '2026-11-23', principal: 20_000, status: 'issued' },
      ])
      expect((await at.told('MSG07'))[0].words).toContain('欠费本金200.00元、滞纳金0.00元，请于2026-11-23前缴清')
      await at.day('2026-11-23')
      await at.day('2026-11-24')
      expect((await letters()).map(({ level, status }: Any) => [level, status])).toEqual([
        ['first', 'lapsed'],
        ['second', 'issued'],
      ])
      await at.day('2026-11-30')
      await at.day('2026-12-01')
      expect(await letters()).toMatchObject([{}, {}, { level: 'last', payBy: '2026-12-08' }])
      await at.pays(home)
      expect((await letters()).map(({ status }: Any) => status)).toEqual(['settled', 'settled', 'settled'])
    })

    further(
      'days that were slept through are made up for, each letter with its seven days; nobody at the counter gets one',
      async () => {
        await at.owes(other, '2027-02', 5_000)
        await at.day('2027-02-18')
        expect(await at.row(other)).toMatchObject({ letterLevel: 1, letterOn: '2027-02-18', payBy: '2027-02-25' })
        await at.day('2027-02-24')
        expect(await at.row(other)).toMatchObject({ letterLevel: 1 })
        await at.day('2027-03-24')
        expect(await at.row(other)).toMatchObject({ letterLevel: 2 })
        await at.owes(home, '2027-02', 5_000)
        await at.comes(home)
        const before = (await at.row(home)).letterLevel
        await at.day('2027-03-31')
        expect([before, (await at.row(home)).letterLevel, (await at.row(other)).letterLevel]).toEqual([2, 2, 3])
      },
    )

    further('a home is named by its steward only with proof, and goes to the law only by two approvals', async () => {
      await at.day('2026-11-16')
      expect(await message(at.step('arrears-ledgers', await at.row(home), 'propose', 'steward'))).toBe(
        '3-2-1201只有 0 次催缴记录，提名律师函须有 3 次',
      )
      const batch = await listed()
      expect(batch).toMatchObject({ status: 'filtered', total: 20_000, number: 'LM-202612-0001' })
      expect(await at.row(home)).toMatchObject({ status: 'letter-listed' })
      expect(await message(at.step('lawyer-letter-batches', batch, 'sign', 'general-manager'))).toMatch(
        '同意由客服经理办理',
      )
      await at.step('lawyer-letter-batches', batch, 'return', 'service-manager', { reason: '补充照片' })
      expect(await at.row(home)).toMatchObject({ status: 'open' })
      await at.step('lawyer-letter-batches', batch, 'filter', 'supervisor')
      await approved('lawyer-letter-batches', batch)
      expect(await at.all('lawyer-letters')).toMatchObject([{ status: 'draft', amount: 20_000, place: '3-2-1201' }])
    })

    further('whoever pays before the letter is sent gets none', async () => {
      const batch = await listed()
      await at.step('lawyer-letter-batches', batch, 'sign', 'service-manager')
      await at.pays(home)
      await at.step('lawyer-letter-batches', batch, 'sign', 'general-manager')
      expect(await at.all('lawyer-letters')).toEqual([])
    })

    test('the letter is sent with its number, told to the customer, and lapses; only then is the home listed for a suit', async () => {
      const letter = await sent()
      expect(letter).toMatchObject({ status: 'sent', issuedOn: '2026-12-09', payBy: '2026-12-16' })
      expect((await at.told('MSG28'))[0].words).toContain('正平律师事务所已就3-2-1201欠费200.00元发出律师函')
      const mail = { lawyerLetter: letter.id, address: '翠湖苑 3-2-1201', trackingNo: 'EA1' }
      await at.step('mail-dispatches', await at.create('mail-dispatches', mail, 'clerk'), 'deliver', 'clerk')
      expect(
        await message(at.create('mail-dispatches', { ...mail, trackingNo: 'EA2', lawyerLetter: null }, 'clerk')),
      ).toMatch('请选择所寄的一份')
      const suit = await at.create('lawsuit-batches', { lines: [{ letter: letter.id }] }, 'clerk')
      expect(await message(at.step('lawsuit-batches', suit, 'submit', 'clerk'))).toBe(
        '3-2-1201的律师函尚未逾期，起诉须先发律师函且逾期未缴',
      )
      await at.day('2026-12-17')
      await at.step('lawsuit-batches', suit, 'submit', 'clerk')
      expect(await at.row(home)).toMatchObject({ status: 'suit-listed' })
      await approved('lawsuit-batches', suit)
      const [file] = await at.all('lawsuit-files')
      const filing = { court: '番禺区人民法院', caseNo: '(2026)粤0113民初1号', filedOn: '2026-12-17' }
      expect(
        await message(at.step('lawsuit-files', file, 'file', 'clerk', { ...filing, materials: ['letter'] })),
      ).toMatch('诉讼资料还缺：物业服务协议')
      const all = ['agreement', 'contract', 'handover', 'computation', 'notices', 'records', 'letter', 'identity']
      await at.step('lawsuit-files', file, 'file', 'clerk', { ...filing, materials: all })
      expect(await at.row(home)).toMatchObject({ status: 'lawsuit' })
      await at.step('lawsuit-files', file, 'judge', 'clerk', { judgment: '被告于十日内支付' })
      expect(await at.row(home)).toMatchObject({ status: 'judged' })
      await at.step('lawsuit-files', file, 'execute', 'clerk', { recovered: 20_000 })
      await at.pays(home)
      expect(await at.row(home)).toMatchObject({ status: 'cleared', recovered: 20_000 })
      expect(await at.step('lawsuit-files', file, 'close', 'clerk')).toMatchObject({ status: 'closed' })
    })

    test('instalments: agreed by the project manager, signed by the owner, reminded, and given up where one is missed', async () => {
      await at.day('2026-11-16')
      const arrears = (await at.row(home)).id
      const instalments = [
        { dueOn: '2026-11-25', amount: 8_000 },
        { dueOn: '2026-12-25', amount: 11_000 },
      ]
      const plan = await at.create('instalment-plans', { arrears, hardship: '失业', instalments }, 'supervisor')
      expect(await message(at.step('instalment-plans', plan, 'submit', 'supervisor'))).toBe(
        '各期合计 ¥190.00 须等于分期总额 ¥200.00',
      )
      const right = [instalments[0], { dueOn: '2026-12-25', amount: 12_000 }]
      await at.edit(
        'instalment-plans',
        await at.read('instalment-plans', plan.id),
        { instalments: right },
        'supervisor',
      )
      await at.step('instalment-plans', plan, 'submit', 'supervisor')
      await at.step('instalment-plans', plan, 'agree', 'project-manager')
      await at.step('instalment-plans', plan, 'sign', 'supervisor', { ownerSigned: '王芳' })
      expect(await at.row(home)).toMatchObject({ status: 'instalments', nextOn: null })
      await at.day('2026-11-24')
      await at.day('2026-11-25')
      expect(await at.told('MSG06')).toHaveLength(1)
      expect(await letters()).toHaveLength(1)
      const [due] = await at.all('receivables', { room: home })
      await at.pays(home, [{ receivable: due.id, amount: 8_000 }])
      expect(await at.read('instalment-plans', plan.id)).toMatchObject({
        paid: 8_000,
        instalments: [{ paidOn: '2026-11-25' }, { paidOn: null }],
      })
      await at.day('2026-12-25')
      expect(await at.row(home)).toMatchObject({ status: 'instalments' })
      await at.day('2026-12-26')
      expect(await at.read('instalment-plans', plan.id)).toMatchObject({ status: 'broken' })
      expect(await at.row(home)).toMatchObject({ status: 'open', class: 'E', undecided: true })
    })

    further('instalments paid to the end close the plan and the arrears', async () => {
      await at.day('2026-11-16')
      const instalments = [{ dueOn: '2026-11-25', amount: 20_000 }]
      const plan = await at.create(
        'instalment-plans',
        { arrears: (await at.row(home)).id, hardship: '失业', instalments },
        'supervisor',
      )
      await at.step('instalment-plans', plan, 'submit', 'supervisor')
      await at.step('instalment-plans', plan, 'agree', 'project-manager')
      await at.step('instalment-plans', plan, 'sign', 'supervisor', { ownerSigned: '王芳' })
      await at.pays(home)
      expect(await at.read('instalment-plans', plan.id)).toMatchObject({ status: 'completed' })
    })
  })
