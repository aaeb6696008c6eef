import { beforeAll, describe, expect, it } from 'vitest'
import { axe } from '../support/axe.ts'
import { complaintsOf, settled, shot } from '../support/browser.ts'
import { handsOf } from './first-day.ts'
import type { Person } from './person.ts'
import { scene } from './scene.ts'

const windows = { wide: [1440, 900], large: [1920, 1080], phone: [390, 844] } as const

/** A colour of the theme as a browser says it. */
const rgb = (hex: string) => `rgb(${(hex.match(/../g) ?? []).map((two) => Number.parseInt(two, 16)).join(', ')})`
const JADE = rgb('1f6f5c')
const DESK = rgb('f3f4f2')
const TINT = rgb('f7f8f5')
const LINE = rgb('d9dcd6')
const WHITE = rgb('ffffff')

describe('how it looks', () => {
  const { comes, stranger, office } = scene({ homes: 20 })
  let notice = ''
  let call = ''
  let day = 10
  beforeAll(async () => {
    const hands = handsOf(office().desk)
    const [due] = await hands.all(
      'receivables',
      { status: 'posted', _sort: 'period', _order: 'desc', _end: '1' },
      'fee-clerk',
    )
    const draft = { room: due?.room, period: due?.period }
    notice = `/payment-notices/${(await hands.create('payment-notices', draft, 'clerk')).id}`
    const asked = { type: 'routine', room: due?.room, customer: '陈建国', phone: '13812345678', basedOn: '2026-11-20' }
    call = `/callback-records/${(await hands.create('callback-records', asked, 'clerk')).id}`
  })

  const pages = (): Readonly<Record<string, string>> => ({
    home: '/',
    list: '/receivables',
    empty: '/receivables?sequence=999',
    create: '/payment-notices/new',
    read: notice,
    edit: `${notice}/edit`,
    print: `${notice}/print`,
    lost: '/nothing-of-the-kind',
    gone: '/receivables/00000000-0000-7000-8000-000000000000',
    forbidden: '/users/new',
  })
  /** Nothing shuts anybody out, nothing runs out of the window, nothing is complained of. */
  const isSound = async ({ page }: Person, name: string, width: number) => {
    await shot(page, `look-${name}-${width}`)
    const barriers = await axe(page)
    const runsOut = await page.evaluate(() => {
      const frames = [document.documentElement, ...document.querySelectorAll('main')]
      return Math.max(...frames.map((one) => one.scrollWidth - one.clientWidth), 0)
    })
    return { name, barriers, runsOut }
  }
  const sound = (name: string) => ({ name, barriers: [], runsOut: 0 })
  const box = async (one: { boundingBox(): Promise<{ width: number; height: number; x: number; y: number } | null> }) =>
    (await one.boundingBox()) ?? { width: 0, height: 0, x: 0, y: 0 }

  describe.each(Object.entries(windows))('in a %s window', (_, size) => {
    it('the door lets everybody see in', async () => {
      const anybody = await stranger({ size })
      await anybody.goes('/login')
      expect(await isSound(anybody, 'login', size[0])).toEqual(sound('login'))
      expect(complaintsOf(anybody.page).filter((one) => !one.includes('401'))).toEqual([])
    })

    it('every kind of page is whole', async () => {
      const clerk = await comes('fee-clerk', { size })
      const found = []
      for (const [name, path] of Object.entries(pages())) {
        await clerk.goes(path)
        found.push(await isSound(clerk, name, size[0]))
      }
      expect(found).toEqual(Object.keys(pages()).map(sound))
      expect(complaintsOf(clerk.page).filter((one) => !one.includes('404'))).toEqual([])
    })

    it('two opinions of one blank lie side by side', async () => {
      const clerk = await comes('fee-clerk', { size })
      await clerk.goes(`${notice}/edit`)
      await clerk.writes('缴费截止日', '2026-12-10')
      const hands = handsOf(office().desk)
      await hands.edit('payment-notices', notice.split('/').at(-1) ?? '', { dueOn: `2026-12-${++day}` }, 'clerk')
      await clerk.presses('保存')
      await clerk.sees('我改为')
      expect(await isSound(clerk, 'conflict', size[0])).toEqual(sound('conflict'))
    })
  })

  it('the frame and the list keep their measures', async () => {
    const clerk = await comes('fee-clerk')
    const { page } = clerk
    await clerk.goes('/receivables')
    expect((await box(page.getByRole('navigation', { name: '菜单' }))).width).toBe(216)
    expect((await box(page.getByRole('banner').first())).height).toBe(48)
    const style = (selector: string, name: string) =>
      page.evaluate(
        ([of = '', what = '']) => getComputedStyle(document.querySelector(of) as Element).getPropertyValue(what),
        [selector, name],
      )
    expect(await style('body', 'font-size')).toBe('14px')
    expect(
      await style('main', 'background-color').then((own) =>
        own === 'rgba(0, 0, 0, 0)' ? style('body', 'background-color') : own,
      ),
    ).toBe(DESK)
    const row = page.getByRole('grid').locator('tbody').getByRole('row').first()
    expect((await box(row)).height).toBe(36)
    await clerk.goes('/receivables?_size=200')
    await row.waitFor()
    const drawn = () => page.getByRole('grid').evaluate((grid) => grid.querySelectorAll('tbody *').length)
    expect(await drawn()).toBeLessThanOrEqual(400)
    await page.getByRole('grid').press('End')
    await settled(page)
    expect(await drawn()).toBeLessThanOrEqual(400)
    await page.getByRole('button', { name: '我的账户' }).or(page.getByTitle('我的账户')).first().click()
    await page.getByText('紧凑').click()
    await settled(page)
    expect((await box(row)).height).toBe(28)
  })

  it('the slip is a white sheet with its title in the middle, in the colours of the house', async () => {
    const clerk = await comes('fee-clerk')
    const { page } = clerk
    await clerk.goes('/payment-slips/new')
    const sheet = page.getByRole('article', { name: '缴款单' })
    const paint = (one: typeof sheet, name: string) =>
      one.evaluate((element, what) => getComputedStyle(element).getPropertyValue(what), name)
    expect(await paint(sheet, 'background-color')).toBe(WHITE)
    const term = sheet.getByRole('term').first()
    expect(await paint(term, 'background-color')).toBe(TINT)
    expect(await paint(term, 'border-right-color')).toBe(LINE)
    expect(await paint(clerk.rail.getByRole('button', { name: '保存草稿' }), 'background-color')).toBe(JADE)
    const [paper, title] = [await box(sheet), await box(sheet.getByRole('heading', { level: 1 }))]
    expect(Math.abs(paper.x + paper.width / 2 - (title.x + title.width / 2))).toBeLessThan(1)
  })

  it('one button is the strong one on every slip', async () => {
    const clerk = await comes('fee-clerk')
    const strong = async (path: string) => {
      await clerk.goes(path)
      await clerk.rail.getByRole('button').first().waitFor()
      return clerk.page
        .getByRole('main')
        .evaluate(
          (main, jade) =>
            [...main.querySelectorAll<HTMLElement>('button, a')]
              .filter((one) => getComputedStyle(one).backgroundColor === jade && one.getClientRects().length > 0)
              .map(({ innerText }) => innerText.trim()),
          JADE,
        )
    }
    expect(await strong(notice)).toEqual(['提交审核'])
    expect(await strong('/payment-notices/new')).toHaveLength(1)
  })

  it('nothing moves between reading and writing', async () => {
    const clerk = await comes('clerk')
    const places = async (path: string) => {
      await clerk.goes(path)
      const labels = clerk.page.getByRole('article').getByRole('term')
      await labels.first().waitFor()
      const terms = await labels.all()
      return Promise.all(
        terms.map(async (term) => {
          const { x, y, width } = await box(term)
          const label = (await term.innerText()).replace('*', '').trim()
          return { label, x: Math.round(x), y: Math.round(y), width: Math.round(width) }
        }),
      )
    }
    expect(await places(`${call}/edit`)).toEqual(await places(call))
    // a table of lines too is as high written as read
    expect(await places(`${notice}/edit`)).toEqual(await places(notice))
  })
})
