import { choices, date, form, kept, lines, ref, stages, text, tick } from '#engine'
import { roleLabels } from '../roles.ts'

/** 用户 — who may sign in. His roles, projects and deputy are written by 权限变更单 alone. */
export const users = form('users', '用户', {
  username: text('用户名', {
    pattern: /^[a-z][a-z0-9-]{1,31}$/,
    says: '请填 2 至 32 位小写字母、数字或连字符，以字母开头',
  }),
  name: text('姓名', { max: 40 }),
  roles: kept(choices('岗位', roleLabels, { optional: true })),
  projects: kept(lines('负责小区', { project: ref('projects', '小区') }), []),
  deputy: kept(ref('users', '代理人', { optional: true })),
  deputyFrom: kept(date('代理开始', { optional: true })),
  deputyUntil: kept(date('代理结束', { optional: true })),
  demo: kept(tick('演示账号'), false),
  status: stages('状态', {
    active: { label: '在职', next: { suspend: 'suspended' } },
    suspended: { label: '停用', next: { restore: 'active' } },
  }),
})

declare module '#engine' {
  interface Forms {
    users: typeof users
  }
}

export default users.procedure({
  kind: 'master',
  of: 'company',
  area: 'people',
  code: 'Q01',
  source: '《广州海伦堡物业 收费管理办法》第四条 3',
  aliases: ['账号', '员工'],
  label: 'name',
  paper: {
    用户: [['username', 'name', 'status'], ['roles'], ['projects']],
    请假代理: [['deputy', 'deputyFrom', 'deputyUntil'], ['demo']],
  },
  list: {
    columns: ['username', 'name', 'roles', 'status', 'deputy'],
    filters: ['status', 'roles', 'demo'],
    sort: 'username',
    search: ['username'],
  },
  may: { read: 'everyone', create: 'admin', edit: { active: 'admin' } },
  unique: [{ blanks: ['username'], says: '该用户名已有人使用' }],
  actions: {
    suspend: {
      label: '停用',
      by: 'admin',
      reason: true,
      danger: true,
      guard: (slip, { user }) => slip.id !== user.id || '不能停用自己的账号',
    },
    restore: { label: '启用', by: 'admin', reason: true },
  },
})
