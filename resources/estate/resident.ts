import { attachment, choice, form, identity, lines, note, phone, stages, text, tick } from '#engine'

/** 业主/住户档案 — a person; which house is whose stands on the house. */
export const residents = form('residents', '业主住户', {
  name: text('姓名', { max: 40 }),
  kind: choice(
    '身份',
    { owner: '业主', 'co-owner': '共有人', tenant: '租户', user: '使用人', family: '家庭成员', agent: '代办人' },
    { preset: 'owner' },
  ),
  identity: identity('身份证号', { optional: true }),
  phone: phone('联系电话'),
  secondPhone: phone('备用电话', { optional: true, hint: '为便于紧急联系，建议填写两个电话' }),
  employer: text('工作单位', { max: 60, optional: true }),
  family: lines(
    '家庭成员',
    { name: text('姓名', { max: 40 }), relation: text('关系', { max: 10 }) },
    { optional: true, max: 20 },
  ),
  postalAddress: text('邮寄地址', { max: 100, optional: true }),
  email: text('电子邮箱', {
    max: 80,
    optional: true,
    pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    says: '请填正确的电子邮箱',
  }),
  wechatAdded: tick('已加管家微信', { preset: false }),
  secret: tick('资料保密', { preset: false, hint: '业主要求保密的，查看须写明原因' }),
  photo: attachment('照片', { optional: true, max: 2 }),
  remark: note('备注', { max: 500, optional: true }),
  status: stages('状态', {
    active: { label: '在册', next: { leave: 'moved-out' } },
    'moved-out': { label: '已搬离', next: { return: 'active', archive: 'archived' } },
    archived: { label: '已归档' },
  }),
})

declare module '#engine' {
  interface Forms {
    residents: typeof residents
  }
}

const desk = ['clerk', 'steward', 'data-clerk'] as const

export default residents.procedure({
  kind: 'master',
  area: 'estate',
  code: 'A03',
  source: '《小区物品放行流程》；《客服收费退费工作程序》；《物业客服部日常工作流程》交房流程',
  aliases: ['业主', '业户', '住户', '租户', '使用人', '客户'],
  label: 'name',
  paper: {
    住户: [['name', 'kind', 'status'], ['identity', 'phone', 'secondPhone'], ['employer']],
    家庭: [['family']],
    联系: [['postalAddress'], ['email', 'wechatAdded', 'secret'], ['photo'], ['remark']],
  },
  list: {
    columns: ['name', 'kind', 'phone', 'employer', 'wechatAdded', 'status'],
    filters: ['kind', 'phone', 'identity', 'wechatAdded', 'status'],
    sort: 'name',
    search: ['employer'],
  },
  may: {
    read: 'everyone',
    create: desk,
    edit: { active: desk },
    export: ['service-manager', 'data-clerk'],
    import: ['data-clerk', 'supervisor'],
    reveal: ['clerk', 'steward', 'supervisor', 'service-manager', 'centre-manager', 'project-manager'],
  },
  actions: {
    leave: { label: '搬离', by: ['clerk', 'steward'], reason: true },
    return: { label: '重新入住', by: ['clerk', 'steward'], reason: true },
    archive: { label: '归档', by: ['clerk', 'supervisor'], optional: true },
  },
})
