// node --import tsx scripts/shot.ts URL ROLE OUT.png [width height] [--dark] [--full] [--pdf]: looks at a page as a role sees it ('-' signs nobody in).
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { complaintsOf, login, openBrowser, openPage, visit } from '../tests/support/browser.ts'

const words = process.argv.slice(2)
const [url, role = '-', out = 'shot.png', width = '1440', height = '900'] = words.filter(
  (word) => !word.startsWith('--'),
)
if (!url)
  throw new Error('usage: node --import tsx scripts/shot.ts URL ROLE OUT.png [width height] [--dark] [--full] [--pdf]')

const browser = await openBrowser()
try {
  const page = await openPage(browser, new URL(url).origin, {
    size: [Number(width), Number(height)],
    dark: words.includes('--dark'),
  })
  if (role !== '-') await login(page, role)
  await visit(page, url)
  mkdirSync(dirname(resolve(out)), { recursive: true })
  if (words.includes('--pdf')) writeFileSync(out, await page.pdf({ preferCSSPageSize: true, printBackground: true }))
  else await page.screenshot({ path: out, fullPage: words.includes('--full'), animations: 'disabled' })
  for (const complaint of complaintsOf(page)) process.stderr.write(`console: ${complaint}\n`)
  process.stdout.write(`${out}\n`)
} finally {
  await browser.close()
}
