/** The headings of the menu, in its order. */
export const areas = {
  money: '收费',
  refunds: '退费',
  repairs: '报修维修',
  callbacks: '回访',
  quality: '巡检与整改',
  estate: '房产与住户',
  people: '人员与参数',
} as const

declare module '#engine' {
  interface Areas extends Readonly<Record<keyof typeof areas, 1>> {}
}
