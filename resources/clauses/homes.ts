/** How a home is used. */
export const occupancies = {
  unsold: '未售',
  sold: '未交付',
  vacant: '空置',
  occupied: '自住',
  let: '出租',
  decorating: '装修中',
  'moved-out': '退住',
} as const
