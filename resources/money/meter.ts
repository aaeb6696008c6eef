import { choice, copied, date, decimal, form, kept, ref, stages, text } from '#engine'
import { meterKinds } from '../clauses/meters.ts'
import { moneyReaders } from '../clauses/persons.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 表具 — a water, power or gas meter of a home or of the estate; what it uses is billed under its fee item. */
export const meter = form('meters', '表具', {
  code: text('表号', { max: 30 }),
  kind: choice('表种', meterKinds),
  feeItem: ref('fee-items', '收费项目'),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  place: text('安装位置', { max: 60, optional: true, hint: '公共表填写' }),
  ratio: decimal('倍率', { scale: 2, min: 0.01, preset: 1 }),
  last: kept(decimal('上次读数', { scale: 2, min: 0, optional: true })),
  lastOn: kept(date('上次抄表日', { optional: true })),
  mean: kept(decimal('平均用量', { scale: 2, min: 0 }), 0),
  status: stages('状态', {
    draft: { label: '待启用', next: { start: 'running' } },
    running: { label: '在用', next: { remove: 'removed' } },
    removed: { label: '已拆除', next: { restore: 'running' } },
  }),
})

declare module '#engine' {
  interface Forms {
    meters: typeof meter
  }
}

export default meter.procedure({
  kind: 'master',
  area: 'money',
  code: 'B11.1',
  source: '《费用收取作业指导书》4.1；《物业服务收费管理细则（2023版）》分表计量',
  aliases: ['水表', '电表', '燃气表', '子表'],
  label: 'code',
  paper: {
    表具: [
      ['code', 'kind', 'feeItem'],
      ['room', 'building', 'place', 'ratio'],
    ],
    读数: [['last', 'lastOn', 'mean', 'status']],
  },
  list: {
    columns: ['code', 'kind', 'room', 'place', 'ratio', 'last', 'lastOn', 'status'],
    filters: ['kind', 'room', 'building', 'feeItem', 'lastOn', 'status'],
    sort: ['room', 'code'],
    search: ['room', 'place'],
  },
  views: { running: { label: '在用表具', query: 'status=running&_sort=lastOn' } },
  may: {
    read: [...moneyReaders, 'engineer'],
    create: ['data-clerk', 'fee-clerk'],
    edit: { draft: ['data-clerk', 'fee-clerk'] },
    remove: ['data-clerk', 'fee-clerk'],
    import: ['data-clerk', 'fee-clerk'],
  },
  scope: byBuildingOrOutside,
  checks: [({ room, place }) => room !== null || place !== null || ['place', '公共表须填安装位置']],
  unique: [{ blanks: ['kind', 'code'], says: '该表号已经登记' }],
  actions: {
    start: { label: '启用', by: 'office' },
    remove: { label: '拆除', by: 'office' },
    restore: { label: '恢复', by: 'office' },
  },
})
