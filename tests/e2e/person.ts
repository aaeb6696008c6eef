import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { login, settled, visit, walk } from '../support/browser.ts'
import { sheetsOf } from '../support/pdf.ts'

const patient = { timeout: 15_000 } as const
const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
/** A name that begins so: what is added to it (a second line, a count) does not matter. */
const begins = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)

/** What hands and eyes do in one place: on the page, or in the dialog of a step. */
function handsIn(page: Page, place: Locator) {
  const button = (name: string) => place.getByRole('button', { name, exact: true })
  const cell = (label: string) =>
    place
      .getByRole('term')
      .filter({ hasText: new RegExp(`^${label}$`) })
      .locator('xpath=following-sibling::dd[1]')
  return {
    page,
    place,
    button,
    /** The value cell beside a label. */
    cell,
    presses: (name: string) => button(name).click(),
    writes: (label: string, text: string) => place.getByRole('textbox', { name: label, exact: true }).fill(text),
    marks: (label: string, option: string) =>
      place
        .getByRole('radiogroup', { name: label, exact: true })
        .getByRole('radio', { name: option, exact: true })
        .check(),
    ticks: (label: string) => place.getByRole('checkbox', { name: new RegExp(`^${label}( 是)?$`) }).check(),
    /** Types into a list of choices and takes the one that begins so. */
    async chooses(label: string, option: string, typed = option) {
      const list = place.getByRole('combobox', { name: label, exact: true })
      // what is chosen lies over it, and takes the click as well
      await list.click({ force: true })
      await list.pressSequentially(typed)
      await page
        .getByRole('option', { name: begins(option) })
        .first()
        .click()
    },
    /** Waits until the cell beside the label reads so. */
    reads: (label: string, text: string | RegExp) =>
      expect.poll(async () => plain(await cell(label).innerText()), { ...patient, message: label }).toMatch(text),
    /** Waits until what is written in the blank is this. */
    holds: (label: string, text: string) =>
      expect
        .poll(() => place.getByRole('textbox', { name: label, exact: true }).inputValue(), {
          ...patient,
          message: label,
        })
        .toBe(text),
    /** Waits until the box for a signature says so. */
    signed: (title: string, text: string | RegExp) =>
      expect
        .poll(
          async () =>
            plain(
              await place
                .getByRole('listitem')
                .filter({ hasText: begins(title) })
                .last()
                .innerText(),
            ),
          {
            ...patient,
            message: title,
          },
        )
        .toMatch(text),
    sees: (text: string | RegExp) => place.getByText(text).first().waitFor(),
    sentence: (label: string) => cell(label).innerText().then(plain),
  }
}

/** The list as it reads: the heads of its columns, and the cells of each row under them. */
export async function tableIn(page: Page): Promise<{ heads: string[]; rows: string[][] }> {
  const table = page.getByRole('grid')
  await table.getByRole('row').nth(1).waitFor()
  const texts = (cells: Locator) => cells.evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText.trim()))
  // an arrow beside the name says how the list is sorted
  const heads = (await texts(table.getByRole('columnheader'))).map((head) => head.split('\n')[0] ?? '')
  const rows = await table.locator('tbody').getByRole('row').all()
  return { heads, rows: await Promise.all(rows.map((row) => texts(row.getByRole('gridcell')))) }
}

/** Somebody of the office at a browser of his own. */
export function personAt(page: Page) {
  const rail = page.getByRole('complementary', { name: '办理' })
  const desk = handsIn(page, page.getByRole('main'))
  const asked = handsIn(page, page.getByRole('dialog'))
  return {
    ...desk,
    rail,
    asked,
    goes: (path: string) => walk(page, path),
    /** Types an address, or comes back to one: the panel begins anew. */
    arrives: (path: string) => visit(page, path),
    /** Where the browser stands, without what is asked of a list. */
    here: () => new URL(page.url()).pathname,
    follows: async (link: string) => {
      await page
        .getByRole('main')
        .getByRole('link', { name: begins(link) })
        .first()
        .click()
      await settled(page)
    },
    /** Takes a step beside the slip; with answers where it asks for some. */
    async takes(step: string, answers?: (dialog: typeof asked) => Promise<unknown>) {
      await desk.presses(step)
      if (!answers) return
      await answers(asked)
      await asked.presses(step)
      await asked.place.waitFor({ state: 'hidden' })
    },
    /** Saves a new slip as a draft, and waits until it lies there as one. */
    async keeps() {
      await desk.presses('保存草稿')
      await page.waitForURL(({ pathname }) => !pathname.endsWith('/new'))
    },
    /** Saves what was changed, and waits until the slip is read again. */
    async saves() {
      await desk.presses('保存')
      await page.waitForURL(({ pathname }) => !pathname.endsWith('/edit'))
    },
    /** Waits until the slip has come to this stage. */
    stands: (stage: string) =>
      expect
        .poll(() => rail.locator('[aria-current=step]').innerText(), { ...patient, message: `stage of ${page.url()}` })
        .toMatch(begins(stage)),
    /** The button is there, but refuses with this sentence. */
    refused: (step: string, sentence: string | RegExp) => {
      const refusing = desk.place.getByRole('button', { name: step, exact: true, disabled: true })
      const why = (one: Element) => document.getElementById(one.getAttribute('aria-describedby') ?? '')?.innerText
      return expect.poll(() => refusing.evaluate(why), { ...patient, message: step }).toMatch(sentence)
    },
    /** There is no such button for him. */
    lacks: async (step: string) => expect(await desk.button(step).count(), `${step} of ${page.url()}`).toBe(0),
    /** The sheets that come out of the printer, their words set close. */
    printed: async () => {
      await page.getByRole('article').first().waitFor()
      const sheets = await sheetsOf(await page.pdf({ preferCSSPageSize: true, printBackground: true }))
      return sheets.map((sheet) => ({ ...sheet, text: sheet.text.replace(/\s+/g, '') }))
    },
    /** The rows of the list as they read, of these columns. */
    rows: async (columns: readonly string[]) => {
      const { heads, rows } = await tableIn(page)
      return rows.map((row) => columns.map((column) => row[heads.indexOf(column)] ?? `no column ${column}`))
    },
  }
}
export type Person = ReturnType<typeof personAt>

/** Lets somebody in by the door of the API. */
export async function signedIn(one: Person, username: string): Promise<Person> {
  await login(one.page, username)
  return one
}
