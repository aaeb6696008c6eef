import { setTimeout } from 'node:timers/promises'
import { readXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { expectRefusal, fresh, type Here, THINGS } from '../place.ts'

const heads = '房号,电话,价格,颜色,日期'

export function exportStories(here: Here) {
  const filled = async (name: string) => {
    const { thing } = here()
    const rows = [
      {
        code: `${name}-2-12`,
        tel: '13800138000',
        price: 123456,
        colour: 'red',
        on: '2026-01-31',
        share: 12.5,
        area: 3.25,
        moment: '2026-11-20T23:30:00.000Z',
        done: true,
        card: '11010519491231002X',
      },
      { code: `=${name}+"1",2`, story: '-1 行\n第二行', price: -50, colour: 'blue' },
      { code: `@${name}` },
    ]
    for (const row of rows) await thing(row)
    return `code_like=${name}`
  }
  const exported = async (query: string) => {
    const clerk = await here().as('clerk')
    const response = await fetch(`${here().url}${THINGS}/export?${query}`, { headers: { cookie: clerk.cookie ?? '' } })
    return { response, bytes: Buffer.from(await response.arrayBuffer()) }
  }

  it('writes what the list shows as CSV, safe for a spreadsheet', async () => {
    const name = fresh('E')
    const { response, bytes } = await exported(`format=csv&${await filled(name)}&_sort=price&_order=desc`)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="__-2026-11-21.csv"; filename*=UTF-8''${encodeURIComponent('物件-2026-11-21.csv')}`,
    )
    expect(bytes.toString()).toBe(
      `\ufeff${heads}\r\n'@${name},,,,\r\n${name}-2-12,13800138000\t,1234.56,红,2026-01-31\r\n"'=${name}+""1"",2",,-0.50,蓝,\r\n`,
    )
  })

  it('writes the columns that are asked for, in their order, whatever their kind', async () => {
    const name = fresh('E')
    const query = await filled(name)
    const columns = 'done,moment,share,area,card,createdBy,parent,code'
    const { bytes } = await exported(`format=csv&${query}&price_gt=0&columns=${columns}`)
    expect(bytes.toString()).toBe(
      `\ufeff完成,时间,比例,面积,身份证号,录入人,上级,房号\r\n是,2026-11-21 07:30:00,12.5%,3.25,110***********002X,客服小王,,${name}-2-12\r\n`,
    )
    const room = await exported(`format=csv&columns=code&code=3-2-12`)
    expect(room.bytes.toString()).toBe('\ufeff房号\r\n')
    await here().thing({ code: '3-2-12' })
    expect((await exported(`format=csv&columns=code&code=3-2-12`)).bytes.toString()).toBe('\ufeff房号\r\n3-2-12\t\r\n')
  })

  it('leaves every text a text, on every spreadsheet', async () => {
    const { thing } = here()
    const name = fresh('N')
    const texts: Record<string, string> = {
      '=1+1': "'=1+1",
      '+86': "'+86",
      '-': "'-",
      '@SUM(A1)': "'@SUM(A1)",
      '＝1': "'＝1",
      '＋1': "'＋1",
      '－1': "'－1",
      '＠a': "'＠a",
      '007': '007\t',
      '1.50': '1.50\t',
      '3-2-12': '3-2-12\t',
      '2026/1/2': '2026/1/2\t',
      '12:30': '12:30\t',
      '1,000': '"1,000\t"',
      '1e5': '1e5\t',
      '12E3': '12E3\t',
      '1e5x': '1e5x',
      '.': '.',
      ',': '","',
      '/ 5': '/ 5\t',
      '１２': '１２',
      '3-2-12室': '3-2-12室',
      '他说"好"': '"他说""好"""',
      '第一行\n=第二行': '"第一行\n=第二行"',
      "'已有": "'已有",
      '😀 é': '😀 é',
      '$1 $2': '$1 $2',
      "it's": "it's",
      '\\.': '\\.',
    }
    for (const [at, text] of Object.keys(texts).entries())
      await thing({ code: `${name}${String(at).padStart(3, '0')}`, story: text })
    const { bytes } = await exported(`format=csv&code_like=${name}&_sort=code&columns=story,colour`)
    const lines = Object.values(texts).map((text) => `${text},\r\n`)
    expect(bytes.toString()).toBe(`\ufeff说明,颜色\r\n${lines.join('')}`)
    for (const text of ["it's", "'已有", '\\.', '$1 $2', '他说"好"']) {
      const query = `format=csv&code_like=${name}&story=${encodeURIComponent(text)}&columns=story,colour`
      expect((await exported(query)).bytes.toString(), text).toBe(`\ufeff说明,颜色\r\n${texts[text]},\r\n`)
    }
  })

  it('writes a workbook with typed cells, and a second sheet that says what it is', async () => {
    const name = fresh('E')
    const columns = 'code,tel,price,pieces,share,on,moment,card'
    const { response, bytes } = await exported(`format=xlsx&${await filled(name)}&_sort=price&columns=${columns}`)
    expect(response.headers.get('content-type')).toMatch(/spreadsheetml\.sheet$/)
    const { sheets } = await readXlsx(bytes, { readStyles: true } as never)
    expect(sheets.map((sheet) => sheet.name)).toEqual(['物件', '说明'])
    const [head, ...rows] = sheets[0]?.rows ?? []
    expect(head).toEqual(['房号', '电话', '价格', '件数', '比例', '日期', '时间', '身份证号'])
    expect(rows[0]?.slice(0, 3)).toEqual([`=${name}+"1",2`, null, -0.5])
    const [, tel, price, pieces, share, on, moment, card] = rows[1] ?? []
    expect([tel, price, pieces, share, card]).toEqual(['13800138000', 1234.56, null, 0.125, '110***********002X'])
    expect((on as unknown as Date).toISOString()).toBe('2026-01-31T00:00:00.000Z')
    expect((moment as unknown as Date).toISOString()).toBe('2026-11-21T07:30:00.000Z')
    expect(sheets[0]?.freezePane).toMatchObject({ rows: 1 })
    const said = new Map((sheets[1]?.rows ?? []).map(([label, value]) => [label, value]))
    expect(said.get('导出人')).toBe('客服小王')
    expect(said.get('导出时间')).toBe('2026-11-21 10:00:00')
    expect(said.get('筛选条件')).toContain(name)
    expect(said.get('行数')).toBe(3)
    expect(said.get('价格合计')).toBe(1234.06)
  })

  it('holds exactly the rows of the list, every page of it, in its order', async () => {
    const clerk = await here().as('clerk')
    const name = fresh('X')
    const project = here().estates.A
    const create = Array.from({ length: 900 }, (_, at) => ({
      project,
      code: `${name}/${(at * 7919) % 1000}`,
      price: at % 10,
    }))
    expect((await clerk.post(`${THINGS}/batch`, { create })).status).toBe(200)
    const query = `code_like=${encodeURIComponent(name)}&price_gte=2&_sort=price,code&_order=desc,asc`
    const listed = (await clerk.get(`${THINGS}?${query}`)).body.map(({ code }: { code: string }) => code)
    expect(listed).toHaveLength(720)
    const csv = (await exported(`format=csv&columns=code&${query}`)).bytes.toString()
    expect(csv.slice(1).trim().split('\r\n').slice(1)).toEqual(listed)
    const { sheets } = await readXlsx((await exported(`format=xlsx&columns=code&${query}`)).bytes)
    expect(sheets[0]?.rows.slice(1).map(([code]) => code)).toEqual(listed)
    const far = await here().as('guard')
    expectRefusal(await far.get(`${THINGS}/export?format=csv`), 403)
  })

  it('refuses what it cannot write', async () => {
    const clerk = await here().as('clerk')
    for (const query of [
      '',
      'format=pdf',
      'format=csv&columns=nonsense',
      'format=csv&columns=_search',
      'format=csv&nonsense=1',
      'format=csv&price=x',
      'format=constructor',
    ])
      expectRefusal(await clerk.get(`${THINGS}/export?${query}`), 400)
    expectRefusal(await clerk.get('/api/no-such-paper/export?format=csv'), 404)
  })

  it('keeps nobody waiting while somebody takes his file slowly, or leaves', async () => {
    const clerk = await here().as('clerk')
    const slow = []
    for (let at = 0; at < 12; at += 1) {
      const leaving = new AbortController()
      const query = `format=${at % 2 ? 'csv' : 'xlsx'}&columns=id,code,createdAt`
      const headers = { cookie: clerk.cookie ?? '' }
      slow.push({
        leaving,
        response: await fetch(`${here().url}${THINGS}/export?${query}`, { headers, signal: leaving.signal }),
      })
    }
    const start = performance.now()
    expect((await clerk.get(`${THINGS}?_start=0&_end=10`)).status).toBe(200)
    expect((await here().thing()).version).toBe(1)
    expect(performance.now() - start).toBeLessThan(3000)
    for (const { leaving, response } of slow.slice(1)) {
      leaving.abort()
      await response.text().catch(() => {})
    }
    const last = await slow[0]?.response.arrayBuffer()
    expect((await readXlsx(Buffer.from(last as ArrayBuffer))).sheets).toHaveLength(2)
    await setTimeout(10)
    expect((await clerk.get(`${THINGS}?_start=0&_end=10`)).status).toBe(200)
  })
}
