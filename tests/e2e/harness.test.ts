import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe } from '../support/axe.ts'
import { complaintsOf, openBrowser, openPage, shot, sizes } from '../support/browser.ts'
import { sheetsOf } from '../support/pdf.ts'

const sheet = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>退款单</title>
<style>@page { size: A5 landscape }</style>
<main style="font-family: 'PingFang SC', system-ui, sans-serif"><h1>装修押金退款单</h1>
<p>金额 ¥1,234.00（壹仟贰佰叁拾肆元整），业主曾喆堃</p><input></main></html>`

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  page = await openPage(browser, 'http://127.0.0.1', { now: '2026-11-21T02:00:00.000Z', size: 'phone' })
  await page.setContent(sheet)
})
afterAll(() => browser?.close())

it('writes Chinese in its own type, not in boxes', async () => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('DOM.enable')
  await devtools.send('CSS.enable')
  const { root } = await devtools.send('DOM.getDocument')
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'p' })
  const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId })
  expect(fonts.map((font) => font.familyName)).toEqual([expect.stringMatching(/^Noto Sans S Chinese/)])
})

it('takes pictures in the size that was asked for', async () => {
  const png = readFileSync(await shot(page, 'harness', 'phone'))
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([...sizes.phone])
})

it('reads a printed sheet back', async () => {
  const sheets = await sheetsOf(await page.pdf({ preferCSSPageSize: true }))
  expect(sheets).toHaveLength(1)
  expect(sheets[0]).toMatchObject({ width: 210, height: 148 })
  expect(sheets[0]?.text).toContain('金额 ¥1,234.00（壹仟贰佰叁拾肆元整），业主曾喆堃')
})

it('finds what keeps somebody out', async () => {
  expect((await axe(page)).map((barrier) => barrier.rule)).toEqual(['label'])
})

it("hears what a page complains of, and sets the browser's clock", async () => {
  await page.evaluate(() => {
    console.error(new Date().toISOString())
  })
  expect(complaintsOf(page)).toEqual(['2026-11-21T02:00:00.000Z'])
})
