import { choice, date, decimal, form, kept, ref, stages, stamp, text, tick, whole } from '#engine'
import { handedOver, occupancies, waitForHandOver } from '../clauses/homes.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 房屋资源 — one house, from the developer's list; checked by the cashier, then by the accountant. */
export const properties = form('properties', '房屋资源', {
  building: text('楼栋', { max: 10 }),
  unit: text('单元', { max: 10 }),
  floor: whole('楼层', { min: -5, max: 200, optional: true }),
  roomNo: text('房号', { max: 10 }),
  floorArea: decimal('建筑面积（房产证）', { min: 0.01, max: 100_000, unit: 'm²' }),
  usage: choice('性质', { residence: '住宅', shop: '商铺', office: '办公', parking: '车位' }, { preset: 'residence' }),
  layout: choice('格局', { flat: '单元房', duplex: '复式' }, { preset: 'flat' }),
  owner: ref('residents', '业主', { optional: true }),
  tenant: ref('residents', '租户', { optional: true }),
  payerType: choice('缴费人', { owner: '业主', tenant: '租户' }, { preset: 'owner' }),
  leaseFrom: date('租期起', { optional: true, hint: '缴费人为租户的，租期外的费用由业主缴纳' }),
  leaseTo: date('租期止', { optional: true }),
  developerOwesFee: tick('开发商欠费', { preset: false }),
  warrantyFrom: date('保修期开始', { optional: true }),
  warrantyTo: date('保修期结束', { optional: true }),
  occupancy: choice('房屋状态', occupancies, { preset: 'vacant', early: true }),
  occupancyFrom: date('房屋状态起始', { preset: 'today', early: true }),
  handover: kept(choice('交付', { pending: '待交付', done: '已交付' }, { optional: true })),
  feeFrom: date('计费起始日', { optional: true, hint: '不填则自收费标准生效起；交付时填为交付日' }),
  feeTo: date('计费截止日', { optional: true, hint: '不填则一直计费' }),
  cashierCheck: stamp('出纳核对'),
  accountantCheck: stamp('会计审核'),
  status: stages('状态', {
    draft: { label: '已录入', next: { check: 'checked' } },
    checked: { label: '出纳已核对', next: { audit: 'audited', correct: 'draft', occupy: 'checked' } },
    audited: { label: '会计已审核', next: { correct: 'draft', occupy: 'audited' } },
  }),
})

declare module '#engine' {
  interface Forms {
    properties: typeof properties
  }
}

export default properties.procedure({
  kind: 'master',
  area: 'estate',
  code: 'A01',
  source: '《广州海伦堡物业 收费管理办法》第四条',
  aliases: ['房屋资源明细', '房屋信息', '单元', '住房相关信息'],
  label: ({ building, unit, roomNo }) => `${building}-${unit}-${roomNo}`,
  paper: {
    房屋: [
      ['building', 'unit', 'floor', 'roomNo'],
      ['floorArea', 'usage', 'layout'],
    ],
    业户: [
      ['owner', 'tenant', 'payerType'],
      ['leaseFrom', 'leaseTo'],
      ['developerOwesFee', 'warrantyFrom', 'warrantyTo'],
    ],
    状态: [
      ['occupancy', 'occupancyFrom', 'handover'],
      ['feeFrom', 'feeTo'],
      ['status', 'cashierCheck', 'accountantCheck'],
    ],
  },
  list: {
    columns: ['building', 'unit', 'roomNo', 'floorArea', 'usage', 'owner', 'occupancy', 'status'],
    filters: ['building', 'unit', 'usage', 'owner', 'tenant', 'occupancy', 'payerType', 'developerOwesFee', 'status'],
    sort: ['building', 'unit', 'roomNo'],
    totals: ['floorArea'],
    search: ['owner', 'tenant'],
  },
  // A02 房屋状态 has no paper of its own yet: the state and its day stand here, its past in the history.
  views: {
    vacant: {
      label: '空房台账',
      code: 'A23',
      aliases: ['空置房', '空房管理'],
      query: 'occupancy=vacant&_sort=occupancyFrom',
    },
    unchecked: { label: '待核对房屋', query: 'status=draft' },
    developer: { label: '开发商欠费房屋', query: 'developerOwesFee=true' },
  },
  may: {
    read: 'everyone',
    create: ['supervisor', 'data-clerk'],
    edit: { draft: ['supervisor', 'data-clerk'] },
    remove: 'supervisor',
    export: ['supervisor', 'data-clerk', 'accountant', 'service-manager'],
    import: ['supervisor', 'data-clerk'],
  },
  scope: byBuilding,
  checks: [
    ({ warrantyFrom, warrantyTo }) =>
      !warrantyFrom || !warrantyTo || warrantyFrom <= warrantyTo || ['warrantyTo', '保修期结束不得早于开始'],
    ({ payerType, tenant }) => payerType === 'owner' || tenant !== null || ['tenant', '缴费人为租户时须填租户'],
    ({ leaseFrom, leaseTo }) => !leaseFrom || !leaseTo || leaseFrom <= leaseTo || ['leaseTo', '租期止不得早于租期起'],
    ({ feeFrom, feeTo }) => !feeFrom || !feeTo || feeFrom <= feeTo || ['feeTo', '计费截止日不得早于起始日'],
  ],
  unique: [{ blanks: ['building', 'unit', 'roomNo'], says: '该房号已经录入' }],
  actions: {
    check: { label: '核对', by: 'cashier', stamps: 'cashierCheck', effects: waitForHandOver },
    audit: {
      label: '审核',
      by: 'accountant',
      stamps: 'accountantCheck',
      guard: ({ cashierCheck }, { user }) => cashierCheck?.user !== user.id || '审核人与核对人不得为同一人',
    },
    correct: { label: '变更信息', by: 'supervisor', reason: true },
    occupy: {
      label: '变更房屋状态',
      by: ['clerk', 'steward'],
      asks: ['occupancy', 'occupancyFrom'],
      effects: handedOver,
    },
  },
})
