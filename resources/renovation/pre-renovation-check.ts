import { choice, copied, date, form, lines, note, ref, serial, stages, stamp, text, tick } from '#engine'
import { renovationExporters } from '../clauses/renovation.ts'
import { itemsFor } from '../clauses/renovation-patrols.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 装修前验房记录 — before a first decoration the steward goes through the home with its owner, and tells him what stands above and below. */
export const preRenovationCheck = form('pre-renovation-checks', '装修前验房', {
  number: serial('单号', 'ZXYF-{yyyy}{MM}-{0000}'),
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  application: ref('renovation-applications', '装修申请', { optional: true }),
  calledOn: date('前台通知日期', { preset: 'today' }),
  template: ref('inspection-templates', '检查清单', { optional: true }),
  lines: lines(
    '验房项目',
    {
      code: text('编号', { max: 10 }),
      item: text('项目', { max: 60 }),
      standard: text('标准', { max: 100 }),
      result: choice('结果', { ok: '完好', defect: '有缺陷' }, { optional: true }),
      remark: text('说明', { max: 200, optional: true }),
    },
    { optional: true, max: 50 },
  ),
  above: note('楼上装修情况', { max: 300, optional: true }),
  below: note('楼下装修情况', { max: 300, optional: true }),
  told: tick('已告知装修注意事项', { preset: false }),
  ownerSign: text('业主签名', { max: 40, optional: true }),
  visit: stamp('陪同管家'),
  status: stages('状态', {
    draft: { label: '草稿', next: { call: 'called' } },
    called: { label: '待验房', next: { finish: 'done' } },
    done: { label: '已验房' },
  }),
})

declare module '#engine' {
  interface Forms {
    'pre-renovation-checks': typeof preRenovationCheck
  }
}

export default preRenovationCheck.procedure({
  kind: 'form',
  area: 'renovation',
  code: 'E09',
  source: '《物业管家工作流程》十一',
  aliases: ['装修前验房记录', '首次装修验房'],
  label: 'number',
  paper: {
    房屋: [
      ['number', 'room', 'building', 'application'],
      ['calledOn', 'template', 'status'],
    ],
    验房: [['lines']],
    告知: [['above'], ['below'], ['told', 'ownerSign', 'visit']],
  },
  list: {
    columns: ['number', 'room', 'calledOn', 'told', 'ownerSign', 'visit', 'status'],
    filters: ['status', 'room', 'building', 'application', 'calledOn'],
    sort: '-number',
    search: ['room'],
  },
  views: { open: { label: '待验房', query: 'status=called&_sort=calledOn' } },
  due: { called: 'calledOn' },
  may: {
    read: 'everyone',
    create: ['clerk', 'steward', 'supervisor'],
    edit: { draft: ['clerk', 'supervisor', 'steward'], called: ['steward', 'supervisor'] },
    remove: ['clerk', 'supervisor', 'steward'],
    export: renovationExporters,
  },
  scope: byBuilding,
  opens: async (slip, tx) => tx.update('pre-renovation-checks', slip.id, await itemsFor(slip, 'pre-renovation', tx)),
  actions: {
    call: { label: '通知管家', by: ['clerk', 'supervisor', 'steward'] },
    finish: {
      label: '完成验房',
      by: ['steward', 'supervisor'],
      asks: ['ownerSign'],
      stamps: 'visit',
      guard: ({ lines: items, told, above, below }) => {
        const open = (items ?? []).find(({ result }) => result === null)
        if (open) return `「${open.item}」还没有验`
        const silent = (items ?? []).find(({ result, remark }) => result === 'defect' && remark === null)
        if (silent) return `「${silent.item}」有缺陷，请写明情况`
        if (above === null || below === null) return '请填写楼上、楼下的装修情况'
        return told || '请向业主告知装修注意事项'
      },
    },
  },
  void: { from: ['called'], by: ['clerk', 'supervisor'], confirmedBy: 'service-manager' },
  print: { size: 'A4', copies: ['客服', '业主'], sign: { 管家: 'visit', 业主: 'pen' } },
})
