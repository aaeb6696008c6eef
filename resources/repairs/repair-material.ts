import { choice, computed, copied, date, decimal, type Fen, form, money, ref, text } from '#engine'
import { charge } from '../clauses/money.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 维修材料/物料消耗清单 — what a repair used up; booked when the customer has signed the order. */
export const repairMaterials = form('repair-materials', '维修材料清单', {
  order: ref('repair-orders', '报修单', { optional: true }),
  workOrder: ref('work-orders', '维修工作单', { optional: true }),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  usedOn: date('确认日期'),
  material: text('物料', { max: 40 }),
  quantity: decimal('数量', { min: 0.01 }),
  unit: text('单位', { max: 10, optional: true }),
  suppliedBy: choice('提供', { customer: '业户', company: '公司' }),
  price: money('单价', { min: 0 }),
  amount: computed(money('金额'), ({ quantity, price }: { quantity: number; price: Fen }) =>
    charge(quantity, price / 100),
  ),
})

declare module '#engine' {
  interface Forms {
    'repair-materials': typeof repairMaterials
  }
}

export default repairMaterials.procedure({
  kind: 'ledger',
  area: 'repairs',
  code: 'F11',
  source: '《业户报修工作流程》三.1；《费用收取作业指导书》4.1',
  aliases: ['材料清单', '物料消耗'],
  label: 'material',
  paper: {
    物料: [
      ['order', 'workOrder', 'room', 'building'],
      ['material', 'quantity', 'unit', 'suppliedBy'],
      ['price', 'amount', 'usedOn'],
    ],
  },
  list: {
    columns: ['usedOn', 'order', 'workOrder', 'room', 'material', 'quantity', 'unit', 'suppliedBy', 'price', 'amount'],
    filters: ['usedOn', 'material', 'suppliedBy', 'order', 'workOrder', 'room', 'building'],
    sort: '-usedOn',
    totals: ['amount'],
    search: ['order', 'workOrder'],
  },
  views: { company: { label: '公司提供的物料', query: 'suppliedBy=company&_sort=usedOn&_order=desc' } },
  may: {
    read: 'everyone',
    create: 'nobody',
    edit: 'nobody',
    export: ['engineering-supervisor', 'engineering-manager', 'accountant', 'service-manager'],
  },
  scope: byBuildingOrOutside,
  actions: {},
})
