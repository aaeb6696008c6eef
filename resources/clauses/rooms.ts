import type { Reader, RecordOf } from '#engine'

/** How homes are called in a message. */
export async function roomNames(rooms: readonly RecordOf<'properties'>['id'][], reader: Reader) {
  const homes = rooms.length === 0 ? [] : await reader.find('properties', { id: [...new Set(rooms)] })
  return new Map(homes.map(({ id, building, unit, roomNo }) => [id, `${building}-${unit}-${roomNo}`]))
}
