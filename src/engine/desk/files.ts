import type { Attachment } from '../fields/field.ts'
import { refuse } from '../refusal.ts'
import type { Store } from '../store.ts'
import type { Ports, Visitor } from './ports.ts'

/** At most so many bytes a file. */
export const MOST_BYTES = 10 * 1024 * 1024

/** Photographs and papers: each belongs to the slip that names it, and is read under its rights; until then to who brought it. */
export function fileRoom(
  store: Store,
  ports: Ports,
  visible: (name: string, id: string, visitor: Visitor) => Promise<unknown>,
) {
  async function mine(id: string, visitor: Visitor) {
    const file = await store.reading((rows) => rows.one('_files', id))
    if (!file) return refuse(404, '找不到这个文件')
    if (file.record == null) return file.by === visitor.user.id ? file : refuse(404, '找不到这个文件')
    await visible(file.resource as string, file.record as string, visitor).catch(() => refuse(404, '找不到这个文件'))
    return file
  }
  return {
    async keep(
      { name, type }: Pick<Attachment, 'name' | 'type'>,
      bytes: Uint8Array,
      visitor: Visitor,
    ): Promise<Attachment> {
      if (bytes.length > MOST_BYTES) refuse(413, '文件不能超过 10 MB')
      const card = { id: ports.newId(), name, type, size: bytes.length }
      await store.transaction((rows) =>
        rows.insert('_files', [{ ...card, resource: null, record: null, by: visitor.user.id, at: visitor.now, bytes }]),
      )
      return card
    },
    async fetch(id: string, visitor: Visitor): Promise<{ card: Attachment; bytes: Uint8Array }> {
      const { name, type, size, bytes } = await mine(id, visitor)
      return {
        card: { id, name: name as string, type: type as string, size: size as number },
        bytes: bytes as Uint8Array,
      }
    },
    /** Drops what nobody put on a slip within a day; returns how many. */
    sweep: (now: string): Promise<number> =>
      store.transaction((rows) =>
        rows.remove('_files', {
          all: [
            { field: 'record', op: 'null', value: true },
            { field: 'at', op: 'lt', value: new Date(Date.parse(now) - 86_400_000).toISOString() },
          ],
        }),
      ),
  }
}
