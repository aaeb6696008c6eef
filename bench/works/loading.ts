import type { Page } from 'playwright-core'
import { login, openBrowser, openPage, settled, visit } from '../../tests/support/browser.ts'
import type { Bench } from './bench.ts'

/** Counts what the browser really receives, heads included, as it comes over the wire. */
async function counting(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const plain: string[] = []
  const bytes = { files: 0, asked: 0 }
  const urls = new Map<string, string>()
  session.on('Network.responseReceived', ({ requestId, response }) => {
    urls.set(requestId, response.url)
    const packed = response.headers['content-encoding'] === 'br'
    const isSmall = Number(response.headers['content-length']) <= 1024
    if (!packed && !isSmall && !response.fromDiskCache && /\.(js|css)$/.test(response.url)) plain.push(response.url)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes[new URL(urls.get(requestId) ?? 'data:').pathname.startsWith('/api/') ? 'asked' : 'files'] += encodedDataLength
  })
  return { kB: (part: keyof typeof bytes) => bytes[part] / 1000, plain }
}

/** What a person fetches on the first day: to the login page, and on to the first list. */
export async function loading({ running, tell }: Bench): Promise<void> {
  const browser = await openBrowser()
  try {
    const page = await openPage(browser, running.product.url)
    const fetched = await counting(page)
    await visit(page, '/')
    const toLogin = fetched.kB('files')
    await login(page, 'fee-clerk')
    await visit(page, '/receivables')
    await page.getByRole('row').nth(2).waitFor({ timeout: 60_000 })
    await settled(page, 1000)
    if (fetched.plain.length > 0) throw new Error(`sent unpacked: ${fetched.plain.join(', ')}`)
    const [files, asked] = [fetched.kB('files'), fetched.kB('asked')]
    tell({ work: 'load', what: 'the panel’s files to the login page, brotli', unit: 'kB', product: toLogin, goal: 250 })
    tell({ work: 'load', what: 'the panel’s files to the first list, brotli', unit: 'kB', product: files, goal: 500 })
    tell({ work: 'load', what: 'what it asked the API for until then, as it is', unit: 'kB', product: asked })
  } finally {
    await browser.close()
  }
}
