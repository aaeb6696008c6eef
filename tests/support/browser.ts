import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const modules = resolve(import.meta.dirname, '../../node_modules')
const cache = join(modules, '.cache')

/** The windows in which every page is looked at. */
export const sizes = { wide: [1440, 900], tablet: [1024, 768], phone: [390, 844] } as const
export type Size = keyof typeof sizes

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/** A Chromium with Chinese type; `E2E_BROWSER` names another one. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['E2E_BROWSER'] ?? unpackedChromium()
  const env = { ...process.env, FONTCONFIG_FILE: fontsConf() }
  return chromium.launch({ executablePath, args: flags, env })
}

/** The browser from its package, unpacked once a version; safe when two processes do it at once. */
function unpackedChromium(): string {
  const root = join(modules, '@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const path = join(cache, 'e2e', `chromium-${version}`)
  if (!existsSync(path)) {
    const bytes = brotliDecompressSync(readFileSync(join(root, 'bin/chromium.br')))
    placedOnce(path, bytes, 0o755)
  }
  return path
}

/** Writes a whole file where there is none: a program that already runs is never replaced under itself. */
function placedOnce(path: string, content: Uint8Array, mode: number): void {
  mkdirSync(dirname(path), { recursive: true })
  const half = `${path}.${process.pid}`
  writeFileSync(half, content, { mode })
  try {
    linkSync(half, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(half)
  }
}

/** Writes a whole file or none, whoever else writes it. */
function placed(path: string, content: string | Uint8Array, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true })
  const half = `${path}.${process.pid}`
  writeFileSync(half, content, { mode })
  renameSync(half, path)
}

/** Only the packaged type, so that a page looks the same on every machine. */
function fontsConf(): string {
  const path = join(cache, 'e2e', 'fonts.conf')
  const chinese = ['sans-serif', 'serif', 'monospace', 'system-ui']
    .map(
      (family) =>
        `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans S Chinese</family></prefer></alias>`,
    )
    .join('\n')
  placed(
    path,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(modules, '@embedpdf/fonts-sc/fonts')}</dir>
<cachedir>${join(cache, 'e2e/fonts')}</cachedir>
${chinese}
</fontconfig>`,
  )
  return path
}

interface Looks {
  readonly size?: Size | readonly [width: number, height: number]
  /** What the browser's own clock says. */
  readonly now?: string
  readonly dark?: boolean
}

/** What the harness notes down about a page while it is open. */
interface Notes {
  complaints: string[]
  lastFetch: number
}
const notes = new WeakMap<Page, Notes>()

/** A fresh person at a fresh browser: no cookie, nothing remembered; paths are taken from `url`. */
export async function openPage(browser: Browser, url: string, looks: Looks = {}): Promise<Page> {
  const [width, height] = typeof looks.size === 'object' ? looks.size : sizes[looks.size ?? 'wide']
  const options: BrowserContextOptions = {
    baseURL: url,
    viewport: { width, height },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    colorScheme: looks.dark ? 'dark' : 'light',
  }
  const context = await browser.newContext(options)
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  if (looks.now) await page.clock.setFixedTime(looks.now)
  observe(page)
  return page
}

function observe(page: Page): void {
  const kept: Notes = { complaints: [], lastFetch: Date.now() }
  const fetched = () => {
    kept.lastFetch = Date.now()
  }
  notes.set(page, kept)
  page.on('request', fetched)
  page.on('requestfinished', fetched)
  page.on('requestfailed', fetched)
  page.on('pageerror', (error) => kept.complaints.push(error.stack ?? error.message))
  page.on('console', (message) => message.type() === 'error' && kept.complaints.push(message.text()))
}

/** What the page has thrown or written as an error to the console so far. */
export const complaintsOf = (page: Page): readonly string[] => notes.get(page)?.complaints ?? []

/** Signs the page's person in by the door of the API; the login page itself has a journey of its own. */
export async function login(page: Page, username: string, password = 'demo'): Promise<void> {
  const answer = await page.request.post('/api/session', { data: { username, password } })
  if (!answer.ok()) throw new Error(`login as ${username}: ${answer.status()} ${await answer.text()}`)
}

/** Opens a page and waits until it has stopped asking and drawing. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'load' })
  await settled(page)
}

/** Goes to another page of the panel as its own links do, what is loaded stays loaded; the page where one stands is read again. */
export async function walk(page: Page, path: string): Promise<void> {
  const here = page.url()
  if (!here.startsWith('http') || new URL(path, here).href === here) return visit(page, path)
  const kept = notes.get(page)
  if (kept) kept.lastFetch = Date.now()
  await page.evaluate((to) => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)
  await settled(page)
}

/** Waits until nothing has been fetched for a while (an open event stream does not count) and the type is there. */
export async function settled(page: Page, quiet = 250): Promise<void> {
  const until = Date.now() + 10_000
  while (Date.now() < Math.min(until, (notes.get(page)?.lastFetch ?? 0) + quiet)) await page.waitForTimeout(50)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

/** Saves the page as a PNG under node_modules/.cache/shots and answers where. */
export async function shot(page: Page, name: string, size?: Size, fullPage = false): Promise<string> {
  if (size) await page.setViewportSize({ width: sizes[size][0], height: sizes[size][1] })
  await settled(page)
  const path = join(cache, 'shots', `${name}${size ? `-${size}` : ''}.png`)
  mkdirSync(dirname(path), { recursive: true })
  await page.screenshot({ path, fullPage, animations: 'disabled' })
  return path
}
