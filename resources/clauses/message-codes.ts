/** The messages of the office (《物业服务费用催缴管理作业指导书》4.2 and the procedures that name them). */
export const messageCodes = {
  MSG01: '缴费通知',
  MSG02: '代扣通知',
  MSG03: '预存抵扣通知',
  MSG05: '通知单送达告知',
  MSG06: '承诺缴费提醒',
  MSG07: '催费通知书',
  MSG08: '周期催缴提醒',
  MSG09: '收款回执',
  MSG10: '退款预约',
  MSG11: '退款进度',
  MSG12: '退款未通过',
  MSG13: '维修受理',
  MSG14: '维修延期',
  MSG15: '维修完工',
  MSG16: '验收预约',
  MSG17: '装修资料退回',
  MSG18: '装修到期',
  MSG19: '投诉答复',
  MSG20: '回访预约',
  MSG21: '快递到件',
  MSG22: '公共通知',
  MSG23: '活动邀请',
  MSG24: '调查结果公布',
  MSG25: '收费标准调整',
  MSG26: '物业费收支公示',
  MSG27: '维修费用公示',
  MSG28: '律师函告知',
  MSG29: '交房预约',
  MSG30: '时限提醒',
  MSG31: '紧急投诉上报',
} as const
export type MessageCode = keyof typeof messageCodes

/** By which way a message goes. */
export const channels = { sms: '短信', notice: '站内消息', paper: '纸质或口头（复制内容）' } as const
export type Channel = keyof typeof channels
