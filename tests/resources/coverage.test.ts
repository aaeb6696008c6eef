import { expect, test } from 'vitest'
import { house } from '#resources'
import { entries, statistics } from './entries.ts'

/** What the second sitting brings: these must be there. */
const named = (
  'B02 B03 B04 B05 B06 B07 B08 B09 B10 B11 B12 B13 B14 B15 B16 B17 B18 B19 B20 B21 B28 ' +
  'C01 C02 C03 C04 C05 C06 C07 C08 C10 C11 C12 C13 C14 C15 C16 C17 C18 D01 D02 D03 D04 D05 ' +
  'E01 E02 E03 E04 E05 E06 E07 E08 E09 E10 E11 E12 E13 E14 E15 F01 F02 F03 F04 F06 F07 F08 F09 F11 F13 F14 F16 ' +
  'G01 G02 G03 G05 G06 G07 G08 H01 H02 H03 H04 I01 I02 I03 I04 J01 J02 J03 J04 J05 L01 M13 N01 N02 Q01 Q02'
).split(' ')

interface Place {
  readonly kind: string
  readonly name: string
  readonly title: string
  readonly aliases: readonly string[]
}
/** Where each code is found: on a paper, as a view of one, as a statistic, or as part of a paper. */
function places(): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>()
  for (const { code, form, kind, aliases = [], views = {}, also = {} } of house.resources) {
    const { name, title } = form
    const base = code.replace(/[-.]\d+$/, '')
    if (base === code || !found.has(base)) found.set(base, { kind: kinds[kind], name, title, aliases })
    for (const [key, view] of Object.entries(views)) {
      if (!view.code) continue
      found.set(view.code, {
        kind: '视图',
        name: `${name}?view=${key}`,
        title: view.label,
        aliases: view.aliases ?? [],
      })
    }
    for (const [part, where] of Object.entries(also))
      found.set(part, { kind: '其中一部分', name, title: where, aliases: [] })
  }
  for (const { code, name, title, aliases = [], also = {} } of house.reports ?? []) {
    found.set(code, { kind: '报表', name: `reports/${name}`, title, aliases })
    for (const [part, where] of Object.entries(also))
      found.set(part, { kind: '报表', name: `reports/${name}`, title: where, aliases: [] })
  }
  return found
}
const kinds = { form: '表单', register: '登记簿', ledger: '台账', master: '主数据' } as const

function table(all: readonly (readonly [string, string])[]): string {
  const found = places()
  const lines = all.map(([code, name]) => {
    const place = found.get(code)
    if (!place) return `| ${code} | ${name} | 待建 | | |`
    const aliases = [...(place.title === name ? [] : [place.title]), ...place.aliases].join('、')
    return `| ${code} | ${name} | ${place.kind} | \`${place.name}\` | ${aliases} |`
  })
  return ['| 编号 | 名称 | 是什么 | 在哪里 | 别名 |', '| --- | --- | --- | --- | --- |', ...lines].join('\n')
}

test('every entry that the office works with is there, and the table says where', async () => {
  const found = places()
  expect(named.filter((code) => !found.has(code))).toEqual([])
  const built = entries.filter(([code]) => found.has(code)).length
  const counted = statistics.filter(([code]) => found.has(code)).length
  const text = `# 覆盖表

客户文件中的每一种单据、台账、清单与统计，在系统里是什么、在哪里。本表由 \`tests/resources/coverage.test.ts\` 生成并核对（\`npx vitest run tests/resources/coverage.test.ts -u\`），不要手改。「待建」的留给以后。

## 单据、台账与清单（${built} / ${entries.length}）

${table(entries)}

## 统计（${counted} / ${statistics.length}）

${table(statistics)}
`
  await expect(text).toMatchFileSnapshot('../../docs/coverage.md')
})

test('no code stands for an entry that the documents do not know', () => {
  const known = new Set([...entries, ...statistics].map(([code]) => code))
  // projects and holidays are ours; a part of an entry is numbered behind it
  const own = new Set(['A00', 'Q04'])
  const entry = (code: string) => code.replace(/[-.]\d+$/, '')
  expect([...places().keys()].filter((code) => !known.has(entry(code)) && !own.has(code))).toEqual([])
})
