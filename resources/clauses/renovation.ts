import type { Role } from '#engine'

/** What goes against the rules of a decoration (《物业客服工作流程》装修违规; the items of the patrol list). */
export const violationTypes = {
  structure: '拆改承重结构',
  waterproof: '防水施工不合格',
  pipes: '擅改管道',
  power: '擅改电气',
  noise: '噪音、超时施工',
  rubbish: '垃圾堆放、占用通道',
  fire: '消防隐患',
  public: '损坏公共设施',
  lift: '违规使用电梯',
  pass: '人员无出入证',
  other: '其他',
} as const

/** The papers and drawings of a decoration (《业务办理装修及退费工作流程》一.(二)). */
export const documentTypes = {
  licence: '营业执照复印件',
  qualification: '资质证书复印件',
  contract: '装修合同复印件',
  drawings: '装修施工图复印件',
  'floor-plan': '平面布置图',
  demolition: '拆墙示意图',
  pipes: '管道改变图',
  power: '电气分布图及配电系统图',
  duplex: '复式改建图',
  ceiling: '天花布置图',
  waterproof: '防水施工方案',
  attorney: '授权委托书',
  'as-built': '竣工图',
  'water-test': '闭水试验记录',
} as const

/** Who may apply and who signs for the customer. */
export const applicants = { owner: '业主', leader: '装修负责人' } as const
/** Those who sign besides us. */
export const customers = { owner: '业主', 'contractor-lead': '装修负责人' } as const

/** Who goes on patrol, on what duty (《工作流程表格》装修管理；《岗位职责》). */
export const duties = {
  service: '客服助理（每日）',
  security: '安护员（每日）',
  engineering: '工程人员（定期）',
  officer: '物业管理员',
  steward: '管家',
} as const
export const patrollers = [
  'clerk',
  'guard',
  'engineer',
  'engineering-supervisor',
  'property-officer',
  'steward',
  'decoration-officer',
] as const satisfies readonly Role[]

/** Who may carry the papers of decorations out of the house. */
export const renovationExporters = [
  'clerk',
  'supervisor',
  'service-manager',
  'decoration-officer',
  'engineering-manager',
] as const satisfies readonly Role[]

/** Violations that are not put right yet. */
export const openViolations = ['told', 'stop-work', 'deducted'] as const
