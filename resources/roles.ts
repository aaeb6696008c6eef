import type { Role, Sensitive } from '#engine'

interface Job {
  readonly label: string
  readonly aliases?: readonly string[]
  readonly sees?: readonly Sensitive[]
  readonly never?: readonly string[]
}
const jobs = <const J extends Readonly<Record<string, Job>>>(named: J) => named

/** Whoever keeps the accounts of a charge neither writes it nor takes its money (《收费管理办法》第四条). */
const takers = ['clerk', 'fee-clerk', 'cashier', 'data-clerk'] as const

/** The people of the business, as the documents name them. */
const business = jobs({
  clerk: {
    label: '客服助理',
    aliases: ['客户助理', '客服人员', '前台', '总台接待', '服务台', '物业部工作人员'],
    sees: ['phone'],
    never: ['cashier'],
  },
  steward: { label: '管家', aliases: ['客服管家', '物业管家', '楼宇管家'], sees: ['phone'] },
  'area-officer': { label: '区域客户主任', aliases: ['客户主任'], sees: ['phone'] },
  'property-officer': { label: '物业管理员', aliases: ['管理员', '区域管理员'], sees: ['phone'] },
  supervisor: {
    label: '客服主管',
    aliases: ['客服负责人', '客户主管', '物业主管'],
    sees: ['phone'],
    never: ['cashier'],
  },
  'service-manager': { label: '客服经理', aliases: ['客服部经理', '客服部负责人'], sees: ['phone'] },
  engineer: { label: '维修人员', aliases: ['工程人员', '维修部专业人员', '工程部领单人'], sees: ['phone'] },
  'engineering-supervisor': { label: '工程部主管', aliases: ['工程维修部主管'], sees: ['phone'] },
  'engineering-manager': { label: '工程部经理', sees: ['phone'] },
  'decoration-officer': { label: '装修管理员', sees: ['phone'] },
  guard: { label: '安护员', aliases: ['门岗', '保安', '护管员', '监控中心队员'] },
  'security-manager': { label: '安保部经理', aliases: ['秩序部主管'] },
  'environment-supervisor': { label: '环境部主管', aliases: ['清洁部主管', '分管清洁主任'] },
  'fee-clerk': { label: '收费员', aliases: ['项目收费员', '收款员'], never: ['cashier'] },
  cashier: { label: '出纳', aliases: ['出纳员', '项目出纳'] },
  accountant: { label: '会计', aliases: ['财务会计', '财务人员'], never: takers },
  'ledger-auditor': { label: '审核员', never: [...takers, 'accountant'] },
  'finance-manager': { label: '财务经理', never: takers },
  'data-clerk': { label: '数据员', aliases: ['录入员'] },
  'admin-clerk': { label: '行政人员', aliases: ['综合部'] },
  'duty-director': { label: '值班主任', aliases: ['管理处值班主任'], sees: ['phone'] },
  'property-department-manager': { label: '物业部经理', sees: ['phone'] },
  'property-manager': { label: '物业经理', sees: ['phone'] },
  'deputy-manager': { label: '分管副经理', aliases: ['项目副经理'], sees: ['phone'] },
  'project-manager': { label: '项目经理', aliases: ['领导'], sees: ['phone'] },
  'centre-manager': { label: '服务中心经理', aliases: ['服务中心主任', '管理处主任', '主任'], sees: ['phone'] },
  'vice-president': { label: '分管副总', aliases: ['公司分管副总'] },
  'general-manager': { label: '总经理', aliases: ['物业总经理', '物业公司总经理'] },
})

type Business = keyof typeof business

/** The people of the office. Two roles that one of them names under `never` are never one person's. */
export const roles = {
  admin: { label: '系统管理员', never: Object.keys(business) as Business[] },
  ...business,
}

declare module '#engine' {
  interface Roles extends Readonly<Record<keyof typeof roles, 1>> {}
}

/** What each role is called; the door between the definitions above and a blank that offers them. */
export const roleLabels = Object.fromEntries(
  Object.entries(roles).map(([role, { label }]) => [role, label]),
) as Readonly<Record<Role, string>>

/** One demonstration account a role: its username is the role. */
export const demo: Readonly<Record<keyof typeof roles, string>> = {
  admin: '管晓明',
  clerk: '王芳',
  steward: '李静',
  'area-officer': '赵敏',
  'property-officer': '孙健',
  supervisor: '周丽',
  'service-manager': '陈蓉',
  engineer: '刘强',
  'engineering-supervisor': '吴刚',
  'engineering-manager': '郑国栋',
  'decoration-officer': '何伟',
  guard: '马超',
  'security-manager': '石磊',
  'environment-supervisor': '林秀英',
  'fee-clerk': '黄婷',
  cashier: '徐慧',
  accountant: '朱琳',
  'ledger-auditor': '高翔',
  'finance-manager': '许文静',
  'data-clerk': '罗洁',
  'admin-clerk': '谢雯',
  'duty-director': '韩冬',
  'property-department-manager': '唐建国',
  'property-manager': '冯凯',
  'deputy-manager': '邹勇',
  'project-manager': '杨帆',
  'centre-manager': '宋远',
  'vice-president': '董志强',
  'general-manager': '梁宏',
}
