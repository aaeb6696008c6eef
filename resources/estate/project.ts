import { form, text } from '#engine'

/** 小区 — one estate under management; every slip of a project names it. */
export const projects = form('projects', '小区', {
  code: text('小区编号', { pattern: /^[A-Z0-9]{1,8}$/, says: '请填 1 至 8 位大写字母或数字' }),
  name: text('小区名称', { max: 40 }),
  address: text('地址', { max: 100, optional: true }),
  contact: text('服务电话', { max: 30, optional: true }),
})

declare module '#engine' {
  interface Forms {
    projects: typeof projects
  }
}

export default projects.procedure({
  kind: 'master',
  of: 'company',
  area: 'estate',
  code: 'A00',
  aliases: ['物业项目', '管理处'],
  label: 'name',
  paper: {
    小区: [
      ['code', 'name'],
      ['address', 'contact'],
    ],
  },
  list: { columns: ['code', 'name', 'address', 'contact'], sort: 'code', search: ['code', 'address'] },
  may: { read: 'everyone', create: 'admin', edit: 'admin' },
  unique: [
    { blanks: ['code'], says: '该小区编号已有小区使用' },
    { blanks: ['name'], says: '该小区名称已有小区使用' },
  ],
  actions: {},
})
