import type { DraftOf } from '#engine'

type Price = DraftOf<'price-items'>
type Category = Price['category']
/** 有偿服务收费标准明细表 stands from its publication on; the documents give no day. */
const VALID_FROM = '2024-01-01'

const item = (
  category: Category,
  code: string,
  name: string,
  unit: string,
  price: number | null,
  more: Partial<Price> = {},
): Price => ({
  category,
  code,
  name,
  unit,
  price,
  negotiable: price === null && more.rate === undefined,
  validFrom: VALID_FROM,
  announcedOn: VALID_FROM,
  ...more,
})
/** The documents list it among paid services; who pays is the policy `price.payer`. */
const byCompany = { payer: 'company' } as const
const monthly = { payment: 'monthly' } as const

/** The price list, P01 to P24; prices in fen. */
export const prices: readonly Price[] = [
  item('indoor', 'P01', '室内报修 特急（10分钟内到场）', '处', 5_000),
  item('indoor', 'P02', '室内报修 急（15分钟内到场）', '处', 3_000),
  item('indoor', 'P03', '室内报修 一般（当日或约定时间）', '处', 2_000),
  item('public', 'P04', '公共区域灯具更换', '盏', 5_000, byCompany),
  item('public', 'P05', '公共区域门窗维修', '处', 10_000, byCompany),
  item('public', 'P06', '公共区域地面、墙面修复', 'm²', 2_000, byCompany),
  item('public', 'P07', '公共区域管道疏通', '处', 10_000, byCompany),
  item('plumbing', 'P08', '水电安装', '米', 5_000),
  item('plumbing', 'P09', '水电维修', '处', 10_000),
  item('aircon', 'P10', '空调安装', '台', 30_000),
  item('aircon', 'P11', '空调维修', '台', 20_000),
  item('cleaning', 'P12', '家庭一次清洁', '小时', 10_000),
  item('cleaning', 'P13', '家庭长期清洁', '月', 50_000, monthly),
  item('cleaning', 'P14', '公共区域日常清洁', 'm²·月', 50, { ...byCompany, ...monthly }),
  item('cleaning', 'P15', '公共区域深度清洁', 'm²·次', 100, byCompany),
  item('leasing', 'P16', '房屋租赁代理', '租金', null, { rate: 2 }),
  item('leasing', 'P17', '地下车位租赁', '个·月', 100_000, monthly),
  item('leasing', 'P18', '地面车位租赁', '个·月', 50_000, monthly),
  item('extra', 'P19', '家政服务', '小时', 10_000),
  item('extra', 'P20', '搬家服务', '次', null, { remark: '按搬家距离和物品数量计费，价格面议' }),
  item('extra', 'P21', '快递代收', '件', 100),
  item('other', 'P22-1', '出入证工本费', '人', 500, { payment: 'prepaid' }),
  item('other', 'P22-2', '出入证押金', '人', 10_000, { payment: 'prepaid' }),
  item('other', 'P23', '公共能耗费分摊', 'm²·月', 30, monthly),
  item('other', 'P24-1', '桶装水', '桶', null, monthly),
  item('other', 'P24-2', '会所娱乐', '次', null, monthly),
  item('other', 'P24-3', '室内清洁服务单', '次', null, monthly),
  item('other', 'P24-4', '私家花园养护', '月', null, monthly),
  item('other', 'P24-5', '泳池养护', '月', null, monthly),
  item('other', 'P24-6', '空调加时', '小时', null, monthly),
  item('other', 'P24-7', '临时停车', '次', null),
  item('other', 'P24-8', '智能卡', '张', null, { payment: 'prepaid' }),
]
