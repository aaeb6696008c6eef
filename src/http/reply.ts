import type { Reply } from './call.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
/** Answers hold what one person may see: no proxy and no browser keeps them. */
const PRIVATE = { 'cache-control': 'no-store' }

export const json = (status: number, value: unknown, headers: Reply['headers'] = {}): Reply =>
  jsonText(status, JSON.stringify(value), headers)

/** An answer whose JSON the store has already written. */
export const jsonText = (status: number, body: string, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { 'content-type': JSON_TYPE, ...PRIVATE, ...headers },
  body,
})

export const nothing = (headers: Reply['headers'] = {}): Reply => ({
  status: 204,
  headers: { ...PRIVATE, ...headers },
  body: undefined,
})
