import { getDocumentProxy } from 'unpdf'

export interface Sheet {
  /** Its text as a person reads it, a line a line. */
  readonly text: string
  /** Paper size in millimetres, rounded. */
  readonly width: number
  readonly height: number
}

/** The sheets of a PDF, in order. */
export async function sheetsOf(pdf: Uint8Array): Promise<Sheet[]> {
  const file = await getDocumentProxy(new Uint8Array(pdf))
  const sheets: Sheet[] = []
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number)
    const { items } = await page.getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    const [left = 0, bottom = 0, right = 0, top = 0] = page.view
    sheets.push({ text: readable(text), width: millimetres(right - left), height: millimetres(top - bottom) })
  }
  await file.destroy()
  return sheets
}

const millimetres = (points: number) => Math.round((points / 72) * 25.4)

/** Radicals and twins that share a glyph with an everyday character, and to which Unicode knows no way back. */
const twins: Readonly<Record<string, string>> = Object.fromEntries(
  '⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟戶户'
    .match(/../g)
    ?.map((pair) => [pair[0], pair[1]]) ?? [],
)

/** Chromium writes some characters as their radicals (⾦ for 金) and blanks as control characters. */
const readable = (text: string) =>
  text
    .replace(/[\u2e80-\u2fdf]/g, (radical) => radical.normalize('NFKC'))
    .replace(/[\u2e80-\u2fdf戶]/g, (twin) => twins[twin] ?? twin)
    .replace(/[\u0000-\u0009\u000b-\u001f\u00a0]/g, ' ')
