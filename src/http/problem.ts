import { randomBytes } from 'node:crypto'
import { Refusal } from '#engine'
import type { Reply } from './call.ts'

export type Log = (line: string) => void

const titles: Readonly<Record<number, string>> = {
  400: '请求有误',
  401: '尚未登录',
  403: '无权办理',
  404: '找不到',
  409: '与现状冲突',
  413: '内容过大',
  415: '不支持的格式',
  422: '内容有误',
  428: '缺少版本',
  429: '尝试过于频繁',
  500: '系统出错',
  503: '暂时无法服务',
}

/** A refusal on the wire (RFC 9457); `message` is what a person reads. */
export function problem(status: number, message: string, details: object = {}, headers: Reply['headers'] = {}): Reply {
  const body = {
    type: 'about:blank',
    title: titles[status] ?? '请求失败',
    status,
    detail: message,
    message,
    ...details,
  }
  return {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  }
}

/** What the caller is told of whatever was thrown; a defect is logged whole and told as a number. */
export function problemOf(thrown: unknown, log: Log): Reply {
  if (thrown instanceof Refusal) return refused(thrown)
  const number = randomBytes(4).toString('hex').toUpperCase()
  log(`defect ${number}: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}`)
  return problem(500, `抱歉，系统出错了，这一步没有办成。请把编号 ${number} 告诉管理员。`, { number })
}

function refused({ status, message, details }: Refusal): Reply {
  const { errors, ...rest } = details
  const lists = errors && Object.fromEntries(Object.entries(errors).map(([blank, fault]) => [blank, [fault]]))
  return problem(status, message, { ...rest, ...(lists && { errors: lists }) })
}
