import {
  attachment,
  choice,
  copied,
  date,
  form,
  kept,
  money,
  month,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
  whole,
} from '#engine'
import { arrearsReaders } from '../clauses/arrears.ts'
import { fillDoor, hangUp } from '../clauses/arrears-chase.ts'
import { spared } from '../clauses/arrears-ledger.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 催费通知单 — hung on the front door by the steward, with a photograph where it is not the first. */
export const dunningNotice = form('dunning-notices', '催费通知单', {
  number: serial('单号', 'CT-{yyyy}{MM}-{0000}'),
  layout: choice(
    '版式',
    { sum: '催费单', words: '催费通知' },
    { preset: 'sum', hint: '催费单写明金额，催费通知只提请缴费' },
  ),
  arrears: ref('arrears-ledgers', '欠费台账'),
  place: copied(text('房屋'), 'arrears.place'),
  room: copied(ref('properties', '房号'), 'arrears.room'),
  building: copied(text('楼栋'), 'room.building'),
  customerName: copied(text('客户姓名', { optional: true }), 'arrears.customerName'),
  handler: copied(ref('users', '责任人', { optional: true }), 'arrears.handler'),
  from: copied(month('欠费起', { optional: true }), 'arrears.from'),
  until: copied(month('欠费止', { optional: true }), 'arrears.until'),
  amount: kept(money('欠费金额', { min: 0, optional: true })),
  dueOn: kept(date('限期', { optional: true })),
  round: kept(whole('第几次张贴', { min: 1 }), 1),
  mustShow: kept(tick('须拍照'), false),
  photo: attachment('张贴照片', { optional: true, max: 6 }),
  printing: stamp('打印'),
  posting: stamp('张贴人'),
  status: stages('状态', {
    draft: { label: '待打印', next: { print: 'printed', settle: 'settled' } },
    printed: { label: '待张贴', next: { post: 'posted', settle: 'settled' } },
    posted: { label: '已张贴', next: { settle: 'settled', supersede: 'superseded' } },
    settled: { label: '已缴清' },
    superseded: { label: '已换新单' },
  }),
})

declare module '#engine' {
  interface Forms {
    'dunning-notices': typeof dunningNotice
  }
}

const posters = ['steward', 'clerk', 'supervisor'] as const

export default dunningNotice.procedure({
  kind: 'form',
  area: 'arrears',
  code: 'C07',
  source: '《物业费催费流程》',
  aliases: ['物业费催费单', '物业费催费通知'],
  label: 'number',
  paper: {
    住户: [
      ['number', 'layout', 'status'],
      ['arrears', 'place', 'room', 'building', 'customerName'],
    ],
    欠费: [
      ['from', 'until', 'amount', 'dueOn'],
      ['round', 'mustShow', 'handler'],
    ],
    张贴: [['printing', 'posting'], ['photo']],
  },
  list: {
    columns: ['number', 'room', 'customerName', 'layout', 'amount', 'round', 'dueOn', 'handler', 'status'],
    filters: ['status', 'layout', 'room', 'building', 'handler', 'arrears', 'round', 'dueOn'],
    sort: '-number',
    totals: ['amount'],
    search: ['room', 'customerName'],
  },
  views: {
    toPost: { label: '待打印、待张贴', query: 'status=draft&status=printed' },
    mine: { label: '我的待张贴', query: 'handler=me&status=draft&status=printed' },
    posted: { label: '已张贴', query: 'status=posted' },
  },
  waits: {
    mine: { label: '催费单待张贴', query: 'handler=me&status=draft&status=printed', for: 'steward' },
  },
  may: {
    read: arrearsReaders,
    create: posters,
    edit: { draft: posters },
    remove: posters,
    print: posters,
  },
  scope: byBuilding,
  opens: fillDoor,
  edited: fillDoor,
  actions: {
    print: {
      label: '打印',
      by: posters,
      stamps: 'printing',
      unless: async ({ arrears }, reader) => spared(await reader.get('arrears-ledgers', arrears), reader),
    },
    post: {
      label: '张贴',
      by: posters,
      offers: ['photo'],
      stamps: 'posting',
      guard: ({ mustShow, photo, round }) => !mustShow || !!photo?.length || `第 ${round} 次张贴，须上传张贴照片`,
      unless: async ({ arrears }, reader) => spared(await reader.get('arrears-ledgers', arrears), reader),
      effects: hangUp,
    },
    settle: { label: '缴清', by: 'office' },
    supersede: { label: '换新单', by: 'office' },
  },
  void: { from: ['printed', 'posted'], by: posters, confirmedBy: ['supervisor', 'service-manager'] },
  print: { size: 'A4', copies: ['张贴', '留存'], sign: { 打印: 'printing', 张贴人: 'posting', 见证人: 'pen' } },
})
