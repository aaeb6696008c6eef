import { attachment, date, form, note, phone, ref, serial, stages, stamp, text } from '#engine'

/** 失物招领登记 — what was found in the grounds, and who fetched it; the front desk writes it, the owner signs. */
export const lostItem = form('lost-items', '失物招领登记', {
  number: serial('单号', 'SW-{yyyy}{MM}-{0000}'),
  foundOn: date('拾获日期', { preset: 'today' }),
  place: text('拾获地点'),
  item: text('物品'),
  photo: attachment('照片', { optional: true }),
  room: ref('properties', '失主房号', { optional: true }),
  owner: text('失主', { optional: true }),
  telephone: phone('联系电话', { optional: true }),
  handover: stamp('交还'),
  remark: note('备注', { optional: true }),
  status: stages('状态', {
    draft: { label: '草稿', next: { keep: 'kept' } },
    kept: { label: '保管中', next: { giveBack: 'returned' } },
    returned: { label: '已交还' },
  }),
})

declare module '#engine' {
  interface Forms {
    'lost-items': typeof lostItem
  }
}

export default lostItem.procedure({
  kind: 'form',
  area: 'people',
  code: 'X01',
  label: 'number',
  paper: {
    拾获: [['number', 'foundOn', 'place'], ['item'], ['photo']],
    交还: [['room', 'owner', 'telephone'], ['handover', 'status'], ['remark']],
  },
  list: {
    columns: ['number', 'item', 'place', 'foundOn', 'owner', 'status'],
    filters: ['status', 'foundOn'],
    search: ['item'],
  },
  may: { read: 'everyone', create: 'clerk', edit: { draft: 'clerk', kept: 'clerk' } },
  actions: {
    keep: { label: '收存', by: 'clerk' },
    giveBack: { label: '交还', by: 'clerk', asks: ['owner', 'telephone'], stamps: 'handover' },
  },
  void: { from: ['kept'], by: 'clerk', confirmedBy: 'supervisor' },
  print: { size: 'A5', copies: ['前台', '失主'], sign: { 经办人: 'handover', 失主签收: 'pen' } },
})
