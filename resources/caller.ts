import type { Caller, CallerSearch } from '#engine'

/** `3栋2单元1201`, `3号楼2单元1201室`, `3#2-1201` as `3-2-1201`: building, unit and number, as far as they were said. */
export function roomParts(typed: string): readonly string[] | undefined {
  const plain = typed
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/(号楼|号|#|栋|幢|座|楼|单元|室)+/g, '-')
    .replace(/[—–－_/]+/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
  const parts = plain.split('-')
  return parts.length <= 3 && parts.every((part) => /^[A-Za-z]?\d{1,4}[A-Za-z]?$/.test(part)) ? parts : undefined
}
const wire = (query: Readonly<Record<string, string>>) => new URLSearchParams(query).toString()

function byRoom(parts: readonly string[]): CallerSearch[] {
  const [first = '', second = '', third = ''] = parts
  if (parts.length === 3)
    return [{ resource: 'properties', query: wire({ building: first, unit: second, roomNo: third }) }]
  if (parts.length === 2) return [{ resource: 'properties', query: wire({ building: first, roomNo: second }) }]
  return [{ resource: 'properties', query: wire({ roomNo: first }) }]
}
const dwellers = ['owner', 'tenant'] as const

/** 来电一屏 — a caller is found by his room, his name, its sound, or his telephone. */
export const caller: Caller = {
  homes: 'properties',
  find(typed) {
    const parts = roomParts(typed)
    const digits = typed.replace(/[\s-]/g, '')
    const isPhone = /^\d{7,12}$/.test(digits) || /^\d{4}$/.test(digits)
    return [
      ...(parts ? byRoom(parts) : []),
      ...(isPhone
        ? [
            { resource: 'residents', query: wire({ phone: digits }), of: dwellers },
            { resource: 'residents', query: wire({ secondPhone: digits }), of: dwellers },
          ]
        : []),
      ...(parts || isPhone
        ? []
        : [
            { resource: 'residents', query: wire({ q: typed }), of: dwellers },
            { resource: 'properties', query: wire({ q: typed }) },
          ]),
    ]
  },
  shown: ['floorArea', 'usage', 'occupancy', 'payerType', 'warrantyTo'],
  people: dwellers,
  panels: [
    {
      label: '欠费',
      resource: 'receivables',
      query: 'status=posted&status=part-paid&_sort=period&_order=asc',
      columns: ['feeItem', 'period', 'balance', 'dueOn'],
      sum: 'balance',
    },
    {
      label: '报修',
      resource: 'repair-orders',
      query:
        'status=draft&status=written&status=told&status=collected&status=assigned&status=on-site&status=in-repair&status=finished&status=signed&status=paid&_sort=reportedAt&_order=desc',
      columns: ['content', 'reportedAt', 'status'],
    },
    {
      label: '维修工作单',
      resource: 'work-orders',
      query:
        'status=draft&status=opened&status=assessing&status=assessed&status=dispatched&status=in-repair&status=escalated&status=handled&status=returned&status=confirmed&_sort=openedAt&_order=desc',
      columns: ['content', 'openedAt', 'status'],
    },
    {
      label: '质量投诉',
      resource: 'quality-complaints',
      query: 'status=draft&status=coordinating&status=claimed&status=handled&_sort=reportedAt&_order=desc',
      columns: ['defect', 'reportedAt', 'status'],
    },
    {
      label: '投诉',
      resource: 'complaints',
      query: 'status_ne=closed&status_ne=explained&status_ne=void&_sort=receivedAt&_order=desc',
      columns: ['content', 'level', 'dueOn', 'status'],
    },
    {
      label: '来访来电',
      resource: 'contact-records',
      query: 'status_ne=closed&_sort=receivedAt&_order=desc',
      columns: ['kind', 'content', 'receivedAt', 'status'],
    },
    {
      label: '待回访',
      resource: 'callback-records',
      query: 'status=draft&status=appointed&_sort=dueUntil',
      columns: ['type', 'dueUntil', 'status'],
    },
    {
      label: '押金',
      resource: 'deposits',
      query: 'status=held&status=refund-applied&status=approved',
      columns: ['kind', 'balance', 'status'],
      sum: 'balance',
    },
  ],
  starts: [
    'contact-records',
    'repair-orders',
    'work-orders',
    'quality-complaints',
    'complaints',
    'payment-slips',
    'payment-notices',
    'refund-slips',
  ],
}
