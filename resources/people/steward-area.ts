import { date, form, ref, text } from '#engine'

/** 管家区域划分 — which steward looks after which building; every building has exactly one. */
export const stewardAreas = form('steward-areas', '管家区域', {
  name: text('区域名称', { max: 20 }),
  building: text('楼栋', { max: 10 }),
  steward: ref('users', '管家'),
  from: date('负责起始', { preset: 'today' }),
})

declare module '#engine' {
  interface Forms {
    'steward-areas': typeof stewardAreas
  }
}

export default stewardAreas.procedure({
  kind: 'master',
  area: 'people',
  code: 'M13',
  source: '《物业管家工作流程》；《物业管家每日工作内容》',
  aliases: ['管家区域划分'],
  label: 'name',
  paper: {
    区域: [
      ['name', 'building'],
      ['steward', 'from'],
    ],
  },
  list: {
    columns: ['name', 'building', 'steward', 'from'],
    filters: ['steward', 'building'],
    sort: 'building',
    search: ['building'],
  },
  may: {
    read: 'everyone',
    create: ['supervisor', 'service-manager'],
    edit: ['supervisor', 'service-manager'],
    remove: ['supervisor', 'service-manager'],
  },
  unique: [{ blanks: ['building'], says: '该楼栋已有管家，请改原来的区域' }],
  actions: {},
})
