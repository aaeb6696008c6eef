import { choices, copied, date, form, lines, note, type RecordOf, ref, serial, stages, stamp } from '#engine'
import { clash } from '../clauses/duties.ts'
import { roleLabels, roles } from '../roles.ts'

/** 权限变更单 — what somebody is to hold from now on; the finance manager orders it, the administrator executes it. */
export const permissionChanges = form('permission-changes', '权限变更单', {
  number: serial('单号', 'QX-{yyyy}{MM}-{0000}'),
  user: ref('users', '用户'),
  oldRoles: copied(choices('原岗位', roleLabels, { optional: true }), 'user.roles'),
  roles: choices('新岗位', roleLabels, { copy: 'user.roles', optional: true }),
  projects: lines('负责小区', { project: ref('projects', '小区') }, { copy: 'user.projects', optional: true }),
  deputy: ref('users', '请假代理人', { copy: 'user.deputy', optional: true }),
  deputyFrom: date('代理开始', { copy: 'user.deputyFrom', optional: true }),
  deputyUntil: date('代理结束', { copy: 'user.deputyUntil', optional: true }),
  grounds: note('变更原因', { max: 500 }),
  order: stamp('财务经理下令'),
  execution: stamp('系统管理员执行'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'requested' } },
    requested: { label: '待下令', next: { order: 'ordered', refuse: 'refused', bootstrap: 'executed' } },
    ordered: { label: '待执行', next: { execute: 'executed', refuse: 'refused' } },
    executed: { label: '已执行' },
    refused: { label: '不同意' },
  }),
})

declare module '#engine' {
  interface Forms {
    'permission-changes': typeof permissionChanges
  }
}

type Change = Pick<RecordOf<'permission-changes'>, 'roles' | 'projects' | 'deputy' | 'deputyFrom' | 'deputyUntil'>
const held = ({ roles, projects, deputy, deputyFrom, deputyUntil }: Change) => ({
  roles,
  projects: projects ?? [],
  deputy,
  deputyFrom,
  deputyUntil,
})
const heads = [
  'admin',
  'service-manager',
  'engineering-manager',
  'security-manager',
  'project-manager',
  'centre-manager',
  'finance-manager',
  'general-manager',
] as const

export default permissionChanges.procedure({
  kind: 'form',
  of: 'company',
  area: 'people',
  code: 'Q01-1',
  source: '《广州海伦堡物业 收费管理办法》第四条 3、第五条 3',
  aliases: ['用户与权限'],
  label: 'number',
  paper: {
    变更: [['number', 'user', 'status'], ['oldRoles'], ['roles'], ['projects']],
    请假代理: [['deputy', 'deputyFrom', 'deputyUntil']],
    办理: [['grounds'], ['order', 'execution']],
  },
  list: {
    columns: ['number', 'user', 'oldRoles', 'roles', 'grounds', 'status'],
    filters: ['status', 'user'],
    sort: '-number',
    search: ['user'],
  },
  may: { read: [...heads, 'accountant'], create: heads, edit: { draft: heads }, remove: heads },
  checks: [
    ({ roles: held }) => {
      const pair = clash(held ?? [], roles)
      return !pair || ['roles', `${pair[0]}与${pair[1]}不得由同一人担任`]
    },
    ({ roles: held, projects }) =>
      !held?.includes('steward') ||
      held.length > 1 ||
      (projects ?? []).length <= 1 || ['projects', '管家只负责一个小区'],
    ({ deputy, user }) => deputy === null || deputy !== user || ['deputy', '代理人不得为本人'],
    ({ deputy, deputyFrom, deputyUntil }) =>
      deputy === null || (deputyFrom !== null && deputyUntil !== null) || ['deputyUntil', '请填写代理的开始与结束日期'],
    ({ deputyFrom, deputyUntil }) =>
      !deputyFrom || !deputyUntil || deputyFrom <= deputyUntil || ['deputyUntil', '代理结束不得早于开始'],
  ],
  actions: {
    submit: { label: '提交', by: heads },
    order: {
      label: '下令',
      by: 'finance-manager',
      stamps: 'order',
      guard: (slip, { user }) => slip.user !== user.id || '不得为自己的权限下令',
    },
    refuse: { label: '不同意', by: 'finance-manager', reason: true },
    execute: {
      label: '执行',
      by: 'admin',
      stamps: 'execution',
      guard: ({ order }, { user }) => order?.user !== user.id || '下令人与执行人不得为同一人',
      effects: (slip, tx) => tx.update('users', slip.user, held(slip)),
    },
    // While the office has no finance manager, nobody could order anything: the administrator appoints the first one.
    bootstrap: {
      label: '首次授权',
      by: 'admin',
      stamps: 'execution',
      danger: true,
      guard: ({ user: of }, { user }) => of !== user.id || '不得为自己授权',
      unless: async (_, reader) => {
        const people = await reader.find('users', { status: 'active' })
        const manager = people.find((one) => one.roles?.includes('finance-manager'))
        return manager
          ? [{ message: `已有财务经理（${manager.name}），须由其下令`, resource: 'users', id: manager.id }]
          : []
      },
      effects: (slip, tx) => tx.update('users', slip.user, held(slip)),
    },
  },
  void: { from: ['requested', 'ordered'], by: heads, confirmedBy: 'finance-manager' },
  print: {
    size: 'A5',
    copies: ['存根', '财务'],
    sign: { 申请人: 'pen', 财务经理: 'order', 系统管理员: 'execution' },
  },
})
