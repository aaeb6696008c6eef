import { refuse } from '#engine'
import { type Call, headerOf } from './call.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses a write that another site's page sent in our visitor's name. */
export function checkOrigin({ method, headers }: Call) {
  if (reading.has(method)) return
  const origin = headerOf(headers, 'origin')
  const foreign =
    origin === undefined
      ? ['cross-site', 'same-site'].includes(headerOf(headers, 'sec-fetch-site') ?? '')
      : hostOf(origin) !== headerOf(headers, 'host')?.toLowerCase()
  if (foreign) refuse(403, '不接受其他网站发来的请求')
}

/** Host and port as the Host header writes them; nothing for `null` and other oddities. */
const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined)
