import { isIP } from 'node:net'

/** What the process is told by its environment; the table of the contract. */
export interface Settings {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly storeUrl: string | undefined
  readonly demo: boolean
  readonly adminPassword: string | undefined
  readonly officeZone: string
  readonly messageWebhook: string | undefined
}
type Environment = Readonly<Record<string, string | undefined>>

const LOCAL = '127.0.0.1'
export const isLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))

/** Reads the settings; a bad one is refused with a sentence that names it. */
export function settingsFrom(env: Environment): Settings {
  const storeUrl = urlOf(env.DATABASE_URL)
  const host = env.HOST || LOCAL
  const demo = demoOf(env.DEMO, !storeUrl && !env.HOST)
  if (demo && !isLoopback(host)) throw new Error(`DEMO=1 只能用在本机地址上，不能用于 HOST=${host}`)
  return {
    port: portOf(env.PORT),
    host,
    dataDir: env.DATA_DIR || './data',
    storeUrl,
    demo,
    adminPassword: passwordOf(env.ADMIN_PASSWORD),
    officeZone: zoneOf(env.TZ_OFFICE),
    messageWebhook: webhookOf(env.MESSAGE_WEBHOOK),
  }
}

function portOf(port: string | undefined, name = 'PORT', usual = 3000): number {
  if (!port) return usual
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Error(`${name} 须为 0 至 65535 的整数，不能是「${port}」`)
  return Number(port)
}
function urlOf(url: string | undefined): string | undefined {
  if (!url) return undefined
  if (!/^postgres(?:ql)?:\/\/./.test(url) || !URL.canParse(url))
    throw new Error('DATABASE_URL 须形如 postgres://用户:密码@主机:端口/库名')
  return url
}
function webhookOf(url: string | undefined): string | undefined {
  if (!url) return undefined
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new Error('MESSAGE_WEBHOOK 须为 http 或 https 地址')
  return url
}
function demoOf(demo: string | undefined, usual: boolean): boolean {
  if (!demo) return usual
  if (demo !== '0' && demo !== '1') throw new Error(`DEMO 须为 0 或 1，不能是「${demo}」`)
  return demo === '1'
}
function passwordOf(password: string | undefined): string | undefined {
  if (!password) return undefined
  if (password.length < 8 || password.length > 200) throw new Error('ADMIN_PASSWORD 须为 8 至 200 个字符')
  return password
}
function zoneOf(zone: string | undefined): string {
  if (!zone) return 'Asia/Shanghai'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw new Error(`TZ_OFFICE 须为时区名称（如 Asia/Shanghai），不能是「${zone}」`)
  }
}
