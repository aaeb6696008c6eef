import { type Day, daysAfter, type Id, monthsAfter, type Reader } from '#engine'

/** What of a house is under warranty (《前台工作流程》; the periods from 《建设工程质量管理条例》第四十条). */
export const warrantyParts = {
  roof: '屋面防水',
  waterproofing: '卫生间、外墙防渗漏',
  heating: '供热与供冷系统',
  wiring: '电气管线',
  pipes: '给排水管道',
  equipment: '设备安装',
  doors: '门窗',
  finishing: '装修与墙地面',
  structure: '主体结构与地基',
  other: '其他',
} as const
export type WarrantyPart = keyof typeof warrantyParts

interface Place {
  readonly room: Id<'properties'> | null
  readonly part: WarrantyPart | null
  readonly project: string | null
}

/** The last day on which this part of the house is under warranty; nothing outside every house, or where no day is known. */
export async function warrantyUntil({ room, part, project }: Place, reader: Reader): Promise<Day | null> {
  if (room === null) return null
  const house = await reader.get('properties', room)
  const terms = part
    ? await reader.find('warranty-terms', { part, status: 'in-force', project: [project, null] as string[] })
    : []
  const term = terms.find((one) => one.project !== null) ?? terms[0]
  if (!term) return house.warrantyTo
  const from = term.from === 'completion' ? term.completedOn : house.warrantyFrom
  return from === null ? house.warrantyTo : daysAfter(monthsAfter(from, term.months), -1)
}
