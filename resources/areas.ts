/** The headings of the menu, in its order. */
export const areas = {
  money: '收费',
  arrears: '催收',
  refunds: '退费',
  renovation: '装修',
  repairs: '报修维修',
  service: '投诉与前台',
  callbacks: '回访与调查',
  release: '放行与访客',
  quality: '巡检与整改',
  estate: '房产与住户',
  notices: '通知与消息',
  people: '人员与参数',
} as const

declare module '#engine' {
  interface Areas extends Readonly<Record<keyof typeof areas, 1>> {}
}
