/** The classes of fees of 《物业服务收费管理细则》 and 《物业收费管理规定》. */
export const feeClasses = {
  comprehensive: '综合服务费',
  'pass-through': '代收代缴',
  dedicated: '专项服务费',
  special: '特约服务费',
  deposit: '押金',
  other: '其他',
} as const

/** The deposits of 《收退作业流程》 and 《广州海伦堡物业 收费管理办法》第三条. */
export const depositKinds = {
  renovation: '装修押金',
  construction: '施工保证金',
  pass: '出入证押金',
  card: '卡证押金',
  other: '其他押金',
} as const

/** How customers pay (《2023修正版物业收费管理规定》缴费方式). */
export const paymentMethods = {
  cash: '现金',
  card: '刷卡',
  cheque: '支票',
  transfer: '银行转账',
  wechat: '微信',
  alipay: '支付宝',
  online: '网上缴费',
  debit: '自动扣费',
  collection: '银行托收',
} as const

/** What an audit of charges looks at (《广州海伦堡物业 收费管理办法》第四条). */
export const auditScopes = {
  receipts: '收据与系统收款',
  tariffs: '收费标准',
  houses: '房屋资料',
  banking: '现金存行',
  booking: '入账完整',
  balances: '应收、预收与代收代付',
} as const

/** How a notice reaches its customer (X07). */
export const deliveryWays = {
  hand: '上门递交',
  door: '张贴',
  registered: '挂号信',
  ems: 'EMS',
  sms: '短信',
  wechat: '微信',
  email: '电子邮件',
} as const

/** How money goes back (X17). */
export const refundMethods = {
  original: '原路退回',
  transfer: '银行转账',
  cash: '现金',
  cheque: '支票',
  prepayment: '转预存款',
} as const
