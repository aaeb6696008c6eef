import type { Page } from 'playwright-core'
import { login, openBrowser, openPage, visit } from '../../tests/support/browser.ts'
import type { Bench } from './bench.ts'

/** Counts what the browser really receives, heads included, as it comes over the wire. */
async function counting(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const plain: string[] = []
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const packed = response.headers['content-encoding'] === 'br'
    const isSmall = Number(response.headers['content-length']) <= 1024
    if (!packed && !isSmall && !response.fromDiskCache && /\.(js|css)$/.test(response.url)) plain.push(response.url)
  })
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  return { kB: () => bytes / 1000, plain }
}

/** What a person fetches on the first day: to the login page, and on to the first list. */
export async function loading({ running, tell }: Bench): Promise<void> {
  const browser = await openBrowser()
  try {
    const page = await openPage(browser, running.product.url)
    const fetched = await counting(page)
    await visit(page, '/')
    const toLogin = fetched.kB()
    await login(page, 'fee-clerk')
    await visit(page, '/receivables')
    await page.getByRole('row').nth(2).waitFor()
    if (fetched.plain.length > 0) throw new Error(`sent unpacked: ${fetched.plain.join(', ')}`)
    tell({ work: 'load', what: 'fetched to the login page, brotli', unit: 'kB', product: toLogin, goal: 250 })
    tell({ work: 'load', what: 'fetched to the first list, brotli', unit: 'kB', product: fetched.kB(), goal: 500 })
  } finally {
    await browser.close()
  }
}
