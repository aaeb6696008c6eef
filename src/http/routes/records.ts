import { refuse } from '#engine'
import type { Reply, Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { onlyParams, paramOf } from '../errand.ts'
import { json, jsonText, nothing } from '../reply.ts'

const EXPOSED = 'X-Total-Count, X-Next, X-Prev'

/** Headers of a page: how many match, and where the next and the previous page begin. */
const pageHeaders = (total: number, next: string | null, prev: string | null): Reply['headers'] => ({
  'access-control-expose-headers': EXPOSED,
  'x-total-count': String(total),
  ...(next !== null && { 'x-next': next }),
  ...(prev !== null && { 'x-prev': prev }),
})

/** Reading and writing records: the table 「Records」 of the contract. */
export const recordRoutes = ({ at }: Door, { desk }: Counter): Route[] => [
  at('GET', '/api/:resource', async ({ param, query, visitor }) => {
    const { body, total, next, prev } = await desk.list(param('resource'), query, visitor)
    return jsonText(200, body, pageHeaders(total, next, prev))
  }),
  at('GET', '/api/:resource/totals', async ({ param, query, visitor }) =>
    json(200, await desk.totals(param('resource'), query, visitor)),
  ),
  at('GET', '/api/:resource/:id', async ({ param, query, visitor }) => {
    onlyParams(query)
    return jsonText(200, await desk.read(param('resource'), param('id'), visitor))
  }),
  at('POST', '/api/:resource', async ({ param, query, body, visitor, once }) => {
    onlyParams(query)
    return json(201, await desk.create(param('resource'), body(), visitor, once()))
  }),
  at('PATCH', '/api/:resource/:id', async ({ param, query, body, visitor, once }) => {
    onlyParams(query)
    return json(200, await desk.edit(param('resource'), param('id'), body(), visitor, once()))
  }),
  at('DELETE', '/api/:resource/:id', async ({ param, query, visitor }) => {
    onlyParams(query, 'version')
    await desk.remove(param('resource'), param('id'), versionOf(paramOf(query, 'version')), visitor)
    return nothing()
  }),
  at('POST', '/api/:resource/batch', async ({ param, query, body, visitor, once }) => {
    onlyParams(query)
    return json(200, await desk.batch(param('resource'), body(), visitor, once()))
  }),
]

function versionOf(wire: string | undefined): number {
  if (wire === undefined) return refuse(428, '请带上所读到的版本（version）')
  return /^[1-9]\d{0,9}$/.test(wire) ? Number(wire) : refuse(400, '「version」须为正整数')
}
