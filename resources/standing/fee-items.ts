import type { DraftOf } from '#engine'

type FeeItem = DraftOf<'fee-items'>
type Way = Pick<FeeItem, 'class' | 'mode' | 'cycle' | 'allocation'>

const byArea: Way = { class: 'comprehensive', mode: 'recurring', cycle: 'month', allocation: 'area' }
const byMeter: Way = { class: 'pass-through', mode: 'meter', cycle: 'month', allocation: 'meter' }
const fixed: Way = { class: 'dedicated', mode: 'recurring', cycle: 'month', allocation: 'fixed' }
const bySlip: Way = { class: 'special', mode: 'slip', cycle: 'occasion', allocation: 'fixed' }
const held: Way = { class: 'deposit', mode: 'once', cycle: 'occasion', allocation: 'fixed' }

const named = (way: Way, more: Partial<FeeItem>, ...items: readonly (readonly [code: string, name: string])[]) =>
  items.map(([code, name]): FeeItem => ({ code, name, ...way, ...more }))

/** Everything the documents charge for; paid repairs are claimed under `REPAIR`. */
export const feeItems: readonly FeeItem[] = [
  ...named(
    byArea,
    {},
    ['PROPERTY', '物业管理费'],
    ['UPKEEP', '公共设施维护费'],
    ['GREENING', '绿化维护费'],
    ['SECURITY', '保安费'],
  ),
  ...named(
    byArea,
    {},
    ['LIFT', '电梯维护费'],
    ['HEATING', '供暖维护费'],
    ['FIRE-SYSTEM', '消防系统维护费'],
    ['MONITORING', '监控维护费'],
  ),
  ...named(byArea, { class: 'pass-through' }, ['ENERGY', '公共能耗费'], ['SECOND-WATER', '二次供水费']),
  ...named(byMeter, {}, ['WATER', '水费'], ['POWER', '电费'], ['GAS', '燃气费']),
  ...named(fixed, { class: 'pass-through' }, ['TV', '电视费']),
  ...named(fixed, {}, ['RUBBISH', '垃圾清运费'], ['HYGIENE', '卫生费'], ['PUBLIC-REPAIR', '公共维修费']),
  ...named(fixed, {}, ['PARKING', '停车位租金'], ['PARKING-SERVICE', '车位管理费'], ['RENT', '租金']),
  ...named(fixed, { class: 'other', mode: 'once', cycle: 'occasion', allocation: 'area' }, ['FUND', '专项维修资金']),
  ...named(
    bySlip,
    {},
    ['REPAIR', '有偿维修费'],
    ['PARKING-HOUR', '临时停车费'],
    ['BARREL-WATER', '桶装水'],
    ['CLUB', '会所娱乐'],
  ),
  ...named(
    bySlip,
    {},
    ['CLEANING', '室内清洁'],
    ['GARDEN', '私家花园养护'],
    ['POOL', '泳池养护'],
    ['AIRCON', '空调加时'],
  ),
  ...named(
    bySlip,
    { class: 'other' },
    ['PASS', '出入证工本费'],
    ['EXTENSION', '装修延期费'],
    ['RENEWAL', '绿化更新费'],
    ['LATE-FEE', '滞纳金'],
  ),
  ...named(
    held,
    { refundable: true },
    ['DEPOSIT', '装修押金'],
    ['SITE-DEPOSIT', '施工保证金'],
    ['PASS-DEPOSIT', '出入证押金'],
  ),
]
