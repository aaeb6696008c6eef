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

/** Chromium writes some characters as their radicals (⾦ for 金) and blanks as control characters. */
const readable = (text: string) =>
  text
    .replace(/[\u2e80-\u2fdf]/g, (radical) => radical.normalize('NFKC'))
    .replace(/[\u0000-\u0009\u000b-\u001f\u00a0]/g, ' ')
