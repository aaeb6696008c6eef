import type { Route } from '../call.ts'
import { headerOf } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { onlyParams } from '../errand.ts'
import { disposition } from '../files/disposition.ts'
import { FORM_LIMIT, sentFile } from '../files/form.ts'
import { isShown, judged } from '../files/judge.ts'
import { json } from '../reply.ts'

/** Attachments: what they are is judged by their content, and who reads them by the record that owns them. */
export const fileRoutes = ({ at }: Door, { desk }: Counter): Route[] => [
  at(
    'POST',
    '/api/files',
    async ({ call, query, visitor }) => {
      onlyParams(query)
      const { name, bytes } = await sentFile(call)
      const type = judged(name, bytes)
      return json(201, await desk.files.keep({ name, type }, bytes, visitor))
    },
    FORM_LIMIT,
  ),
  at('GET', '/api/files/:id', async ({ call, param, query, visitor }) => {
    onlyParams(query)
    const { card, bytes } = await desk.files.fetch(param('id'), visitor)
    const headers = {
      'content-type': card.type,
      'content-disposition': disposition(isShown(card.type) ? 'inline' : 'attachment', card.name),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
      'cache-control': 'private, no-cache',
      etag: `"${card.id}"`,
    }
    if (headerOf(call.headers, 'if-none-match') === headers.etag) return { status: 304, headers, body: undefined }
    return { status: 200, headers, body: bytes }
  }),
]
