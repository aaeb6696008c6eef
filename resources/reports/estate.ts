import { report } from '#engine'

/** 空置率 — how many homes stand empty, building by building. */
export const vacancy = report('vacancy', '空置率', {
  code: 'S31',
  aliases: ['空房率', '入住率'],
  area: 'estate',
  may: [
    'service-manager',
    'supervisor',
    'project-manager',
    'centre-manager',
    'general-manager',
    'data-clerk',
    'steward',
  ],
  sources: { homes: { of: 'properties', where: 'usage=residence' } },
  dimensions: { building: { label: '楼栋' }, layout: { label: '格局' }, occupancy: { label: '房屋状态' } },
  by: ['project', 'building'],
  measures: {
    all: { label: '住宅' },
    vacant: { label: '空置', where: 'occupancy=vacant' },
    lived: { label: '入住', where: 'occupancy=occupied&occupancy=let' },
    rate: { label: '空置率', share: ['vacant', 'all'] },
  },
  chart: { kind: 'bar', measures: ['rate'] },
})
