/** The kinds of rounds. */
export const inspectionKinds = {
  daily: '日常巡检',
  area: '园区巡检',
  vacant: '空置房巡查',
  renovation: '装修巡查',
  'pre-renovation': '装修前验房',
  'renovation-acceptance': '装修竣工验收',
  safety: '安全检查',
  cleaning: '保洁检查',
  greening: '绿化检查',
  fire: '消防检查',
  security: '秩序检查',
  parking: '停车检查',
} as const

/** The seven subjects of 《物业客服部日常巡检工作流程》三.1. */
export const subjects = {
  safety: '安全隐患',
  facilities: '公共设施设备',
  cleaning: '清洁卫生',
  greening: '园林绿化',
  renovation: '室内装修',
  fire: '消防设施',
  residents: '与住户沟通',
} as const

/** The departments that put right what a round has found. */
export const departments = {
  engineering: '工程部',
  security: '安保部',
  environment: '环境部',
  service: '客服部',
} as const
export type Department = keyof typeof departments

/** Which department answers for which subject, until somebody sends it elsewhere. */
export const departmentOf: Readonly<Record<keyof typeof subjects, Department>> = {
  safety: 'engineering',
  facilities: 'engineering',
  cleaning: 'environment',
  greening: 'environment',
  renovation: 'engineering',
  fire: 'security',
  residents: 'service',
}

/** Who corrects for his department. */
export const correctors = {
  engineering: ['engineer', 'engineering-supervisor', 'engineering-manager'],
  security: ['guard', 'security-manager'],
  environment: ['environment-supervisor'],
  service: ['clerk', 'supervisor'],
} as const satisfies Readonly<Record<Department, readonly string[]>>

/** Who goes on rounds. */
export const inspectors = [
  'steward',
  'area-officer',
  'property-officer',
  'supervisor',
  'service-manager',
  'guard',
  'engineer',
] as const

/** Who walks by a plan. */
export const walkers = {
  steward: '责任区管家',
  'area-officer': '区域客户主任',
  'property-officer': '物业管理员',
  supervisor: '客服主管',
  guard: '安护员',
  engineer: '维修人员',
  person: '指定人员',
} as const
/** Morning and evening rounds (《物业管家每日工作流程》). */
export const slots = { morning: '早巡', day: '日间', evening: '晚巡' } as const
export const weekdays = { mon: '一', tue: '二', wed: '三', thu: '四', fri: '五', sat: '六', sun: '日' } as const
