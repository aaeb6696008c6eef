import { choice, choices, money, percent, policy, type Role, text, tick, time, whole } from '#engine'
import { roleLabels } from './roles.ts'

const chain = (label: string, signers: readonly Role[], source: string) =>
  policy(choices(label, roleLabels), signers, source)
const days = (label: string, count: number, source: string) =>
  policy(whole(label, { min: 0, unit: '天' }), count, source)
const minutes = (label: string, count: number, source: string) =>
  policy(whole(label, { min: 0, unit: '分钟' }), count, source)
const months = (label: string, count: number, source: string) =>
  policy(whole(label, { min: 0, max: 24, unit: '个月' }), count, source)
const dayOfMonth = (label: string, day: number, source: string) =>
  policy(whole(label, { min: 1, max: 31, unit: '日' }), day, source)
const rate = (label: string, value: number, source: string) =>
  policy(percent(label, { min: 0, max: 100 }), value, source)

const settled = {
  // X01, X17: when money goes back, how, and who signs for it.
  'deposit_refund.wait_months': months(
    '押金退还等待期',
    3,
    '《办理装修及退费工作流程》：验收合格三个月后退；《工作流程表格》：七个工作日内',
  ),
  'deposit_refund.pay_within_working_days': policy(
    whole('押金可退后付款期限', { min: 0, unit: '个工作日' }),
    7,
    '《工作流程表格》竣工验收：七个工作日内',
  ),
  'refund.chain': chain(
    '退款会签顺序',
    ['supervisor', 'project-manager', 'accountant'],
    '《收退作业流程》：所列人员均须签名；项目经理审核退款',
  ),
  'refund.general_manager_above': policy(
    money('总经理须审批的退款金额（超过）', { min: 0 }),
    1_000_000,
    '《收退作业流程》领导审批，金额由公司定',
  ),
  'refund.require_fees_settled': policy(tick('退款前须结清欠费'), false, '各文件未作规定'),
  'refund.unclaimed_action': policy(
    choice('逾期未领的退款', { remind: '提醒后由经理决定', keep: '挂账保留' }),
    'remind',
    '《物业费退费流程》逾期视为放弃：不自动执行',
  ),
  'refund.unclaimed_after_days': days('约定领款日后视为未领', 30, '《物业费退费流程》时限，原文未定天数'),
  'refund.route': policy(
    choice('退款方式', {
      original: '原路退回',
      transfer: '银行转账',
      cash: '现金',
      cheque: '支票',
      prepayment: '转预存款',
    }),
    'original',
    '《物业费退费流程》：原支付途径退回',
  ),
  // X02, X03, X05: decoration.
  'permit.chain': chain(
    '施工许可证审批顺序',
    ['property-department-manager', 'engineering-manager', 'security-manager'],
    '《办理装修及退费工作流程》；《工作流程表格》为客服经理、工程部经理',
  ),
  'permit.title': policy(text('施工许可证名称', { max: 20 }), '施工许可证', '施工许可证 / 装修同意证 / 装修许可证'),
  'acceptance.team': chain(
    '装修验收人员',
    ['engineering-manager', 'security-manager', 'clerk'],
    '《办理装修及退费工作流程》工程部、安保部；《工作流程表格》客服部、工程部',
  ),
  'renovation.agreement_required_before': policy(
    choice('装修协议签订时点', { application: '申请时', permit: '发证前', entry: '进场前' }),
    'permit',
    '《工作流程表格》申请时或进场时；《前台工作流程》入住时',
  ),
  'permit.require_fees_settled': policy(
    tick('发施工许可证前须缴清该房屋费用'),
    true,
    '《办理装修及退费工作流程》确认费用缴清后办证',
  ),
  'permit.remind_before_days': days('施工许可证到期前提醒', 7, '《日常工作流程》装修延期，天数未定'),
  'renovation.period_months': months('装修期限', 3, '《日常工作流程》一般为三个月'),
  'renovation.extension_from_days': days('到期前可申请延期', 30, '《日常工作流程》规定期限内未完成的，天数未定'),
  'renovation.deposit': policy(money('装修押金', { min: 0 }), 200_000, '《办理装修及退费工作流程》，金额由公司定'),
  'renovation.site_deposit': policy(
    money('施工保证金', { min: 0 }),
    100_000,
    '《办理装修及退费工作流程》，金额由公司定',
  ),
  'renovation.rubbish_fee': policy(money('装修垃圾清运费', { min: 0 }), 0, '《收费管理办法》第三条，金额由公司定'),
  'pass.deposit': policy(money('出入证押金', { min: 0 }), 10_000, '《日常工作流程》出入证：押金 100 元'),
  'pass.cost': policy(money('出入证工本费', { min: 0 }), 500, '《日常工作流程》出入证：工本费 5 元'),
  'pass.lost_deposit': policy(
    choice('遗失出入证的押金', { keep: '提出扣款', refund: '照退' }),
    'keep',
    '《日常工作流程》出入证，遗失的未作规定',
  ),
  // X06, X23: the calendar of fees.
  'fee.cycle': policy(
    choice('收费周期', { month: '按月', quarter: '按季' }),
    'month',
    '《物业服务收费管理细则》按月；《收费规章制度样本》按季',
  ),
  'late_fee.rate': policy(
    percent('滞纳金日费率', { min: 0, max: 1, scale: 3 }),
    0,
    '《入住手续办理作业指导书》提及，费率未定',
  ),
  'billing.print_day': dayOfMonth('通知单打印日', 5, '《费用收取作业指导书》每月5日'),
  'billing.first_bank_day': dayOfMonth('第一次托收日', 10, '《费用收取作业指导书》每月10日'),
  'billing.second_bank_day': dayOfMonth('第二次托收日', 21, '《费用收取作业指导书》每月20日后'),
  'billing.due_day': dayOfMonth('缴费截止日', 15, '《入住手续办理作业指导书》每月15日'),
  'billing.first_letter_day': dayOfMonth('第一次催费通知书', 16, '《入住手续办理作业指导书》每月16日'),
  'billing.second_letter_day': dayOfMonth('第二次催费通知书', 24, '《入住手续办理作业指导书》每月24日'),
  'billing.third_letter_day': dayOfMonth('最后催费通知书', 31, '《入住手续办理作业指导书》每月30日后第一日'),
  'billing.letter_days_to_pay': days('催费通知书缴费期限', 7, '《入住手续办理作业指导书》七日内'),
  'billing.sms_before_due': days('缴费截止前提醒', 10, '《催缴管理作业指导书》截止前十日'),
  'billing.sms_before_debit': days('银行代扣前提醒', 3, '《催缴管理作业指导书》代扣前三日'),
  // X07, X08, X24: who delivers, chases, takes and audits.
  'notice.chain': chain(
    '缴费通知单审核顺序',
    ['accountant', 'project-manager'],
    '《客服收费退费工作程序》财务审核、领导审核',
  ),
  'notice.delivery': policy(
    choice('缴费通知单送达方式', {
      hand: '上门递交',
      door: '张贴',
      registered: '挂号信',
      ems: 'EMS',
      sms: '短信',
      wechat: '微信',
      email: '电子邮件',
    }),
    'hand',
    '《客服收费退费工作程序》客服送达；《费用收取作业指导书》护管员送达；挂号信、EMS、张贴、短信',
  ),
  'notice.deliverers': chain(
    '缴费通知单送达人',
    ['clerk', 'steward', 'property-officer', 'guard'],
    '《客服收费退费工作程序》《费用收取作业指导书》',
  ),
  'notice.contact_within_days': days('业主不在家电话或短信告知期限', 3, '《客服收费退费工作程序》三日内'),
  'notice.hide_amounts': policy(tick('张贴的通知不显示金额'), false, '个人信息保护'),
  'dunning.default_assignee': policy(
    choice('催费责任人', { steward: '责任区管家', 'fee-clerk': '收费员', clerk: '客服助理' }),
    'steward',
    '《催费流程》管家；《费用收取作业指导书》收费员、主任助理',
  ),
  'dunning.calls_a_day': policy(whole('每户每日催费电话上限', { min: 0, unit: '次' }), 1, '个人信息保护'),
  'dunning.collective_days': days('集中缴费期', 7, '《催费流程》统一缴费期一周'),
  'dunning.open_after_days': days('逾期后再过多少天建账催缴', 0, '《物业管理费用催缴管理作业规程》按欠费时间长短'),
  'dunning.first_round_days': days('首轮电话催缴期限', 7, '《催费流程》一周内打完一遍'),
  'dunning.remind_days_before': days('承诺日前提醒', 1, '《催费流程》承诺日前一天'),
  'dunning.days_between': days('两次催缴至少间隔', 1, '《催费流程》每日电话；个人信息保护'),
  'dunning.photo_from': policy(
    whole('张贴催费单须拍照，自第', { min: 1, unit: '次' }),
    2,
    '《催费流程》多次催缴不缴的张贴并拍照',
  ),
  'dunning.annual_plan_required': policy(
    tick('年度催缴计划批准后方可派发催费任务'),
    true,
    '《催费流程》总部客服部审核后执行',
  ),
  'dunning.evidence_contacts': policy(
    whole('提名律师函须有催缴记录', { min: 0, unit: '次' }),
    3,
    '《催费流程》长期不缴或拒缴，次数未定',
  ),
  'dunning.legal_chain': chain(
    '律师函、诉讼名单审批顺序',
    ['service-manager', 'general-manager'],
    '《催费流程》总部客服部审核、总经理审批',
  ),
  'dunning.lawyer_days_to_pay': days('律师函缴费期限', 7, '《催费流程》律师函，期限未定'),
  'payment.takenBy': policy(
    choice('收款岗位', { 'fee-clerk': '收费员', clerk: '客服助理', cashier: '出纳' }),
    'fee-clerk',
    '《收退作业流程》收费员收款盖章；《收费管理办法》客服助理收费',
  ),
  'settlement.bank_within_working_days': policy(
    whole('现金存行期限', { min: 0, unit: '个工作日' }),
    1,
    '《收费管理办法》第四条：及时存行，天数由公司定',
  ),
  'audit.chain': chain(
    '收费审核顺序',
    ['supervisor', 'cashier', 'accountant'],
    '《收费管理办法》主管、出纳、会计逐级审核',
  ),
  // X13, X27, X29–X31: tariffs, contracts and costs.
  'tariff.chain': chain(
    '收费标准审批顺序',
    ['finance-manager', 'general-manager'],
    '《收费管理办法》总经理授权；《物业收费管理规定》业主大会同意并公示',
  ),
  'tariff.assembly_required': policy(tick('物业费标准须经业主大会同意'), true, '《2024年物业收费管理规定》业主大会'),
  'tariff.resolution_required': policy(
    tick('物业费标准须凭收费标准决议登记通过'),
    false,
    '《2024年物业收费管理规定》业主大会审议通过：须有决议，纸质的由公司定',
  ),
  'tariff.notice_days': days('收费标准公示期', 7, '《有偿服务收费标准明细表》提前通知，天数未定'),
  'contract.charging_mode': policy(
    choice('收费模式', { lump: '包干制', fee: '酬金制' }),
    'lump',
    '《收费规章制度样本》包干制；《财务制度》酬金制',
  ),
  'price.payer': policy(
    choice('公共区域维修费承担人', { owner: '业主', damager: '损坏人', company: '公司', fund: '维修资金' }),
    'company',
    '《请修处理流程》公共维修免费；《收费标准明细表》列有价格',
  ),
  'repair_cost.emergency_post_approval': policy(
    whole('紧急维修费补批期限', { min: 0, unit: '个工作日' }),
    2,
    '《日常维修费用管理制度》即时申请',
  ),
  // X10, X20: repairs.
  'paid_service.payment': policy(
    choice('有偿服务收款时点', { completion: '完工后', prepaid: '派工前', monthly: '按月账单' }),
    'completion',
    '《业户报修工作流程》完工缴费；《工作流程表格》先付；《费用收取作业指导书》月账单',
  ),
  'sla.repair.write_minutes': minutes('报修单填写时限', 5, '《业户报修工作流程》三.1.（2）'),
  'sla.repair.tell_minutes': minutes('通知工程部时限', 2, '《业户报修工作流程》三.1.（2）'),
  'sla.repair.public_minutes': minutes('公共区域到场时限', 15, '《业户报修工作流程》三.1.（3）a'),
  'sla.repair.early_minutes': minutes('预约维修提前到场', 5, '《业户报修工作流程》三.1.（3）b'),
  'sla.repair.answer_minutes': minutes('标准外项目答复时限', 15, '《业户报修工作流程》三.1.（3）c'),
  'sla.repair.special_minutes': minutes('室内特急到场时限', 10, '《有偿服务收费标准明细表》特急'),
  'sla.repair.urgent_minutes': minutes('室内急修到场时限', 15, '《有偿服务收费标准明细表》急'),
  'sla.warranty.write_minutes': minutes('质量投诉协调单填写时限', 5, '《业户报修工作流程》三.2.（1）'),
  'sla.warranty.tell_minutes': minutes('协调单通知工程部时限', 2, '《业户报修工作流程》三.2.（1）'),
  'sla.warranty.supervision_minutes': minutes('通知开发商监理部时限', 5, '《业户报修工作流程》三.2.（3）'),
  'repair.remind_signature_days': days('完工后提醒业户签字', 2, '《物业管理公司请修处理流程》，天数未定'),
  // X09: callbacks, from so many days or months after the matter was handled, to.
  'callback.complaint.to_days': days('投诉回访期限', 3, '《业户回访工作流程》三.（一）.1'),
  'callback.complaint.rate': rate('投诉回访率', 100, '《业户回访工作流程》三.（二）.1'),
  'callback.repair.from_months': months('维修回访最早', 1, '《业户回访工作流程》三.（一）.2'),
  'callback.repair.to_months': months('维修回访最迟', 2, '《业户回访工作流程》三.（一）.2'),
  'callback.repair.rate': rate('零修回访率', 30, '《业户回访工作流程》三.（二）.2、三.（四）.1'),
  'callback.repair.compulsory_days': days(
    '不满意、未评价、未签字的维修回访期限',
    1,
    '《业户回访工作流程》三.（四）.2 每日',
  ),
  'callback.service.rate': rate('特约服务回访率', 30, '《业户回访工作流程》三.（二）.2'),
  'callback.emergency.to_days': days('急救回访期限', 7, '《业户回访工作流程》三.（一）.3'),
  'callback.activity.to_months': months('社区活动回访期限', 1, '《业户回访工作流程》三.（一）.4'),
  'callback.activity.rate': rate('社区活动回访率', 10, '《业户回访工作流程》三.（二）.3'),
  'callback.routine.rate': rate('例行回访年回访率', 100, '《业户回访工作流程》三.（五）.1'),
  'callback.public_works.rate': rate('重大紧急公共维修回访率', 100, '《工作流程表格》公共设施维修'),
  'survey.ratio': rate('意见调查比例', 30, '《客服制度及内容》业主意见调查：比例由计划定'),
  'satisfaction.overall_target': rate('综合满意度目标', 85, '《质量、环境目标》不低于 85%，每年提高 1 个百分点'),
  'satisfaction.user_target': rate('用户满意率目标', 95, '《岗位职责》用户满意率 95% 以上'),
  'callback.tries': policy(
    whole('联系不上的尝试次数', { min: 1, max: 10, unit: '次' }),
    3,
    '《业户回访工作流程》，次数未定',
  ),
  // X11, X12, X14, X18: release of goods, patrols, complaints, meetings, working days.
  'release.require_fees_settled': policy(tick('放行前须结清费用'), true, '《物品放行流程》3；《放行条》无此要求'),
  'release.signers': chain(
    '放行条签名顺序',
    ['accountant', 'clerk', 'duty-director', 'centre-manager'],
    '《物品放行流程》；《日常工作流程》放行条',
  ),
  'release.phone_check': policy(
    whole('电话核实的问题数', { min: 0, max: 3, unit: '项' }),
    3,
    '《物品放行流程》1：身份证号、家庭成员、工作单位',
  ),
  'patrol.property_officer_a_day': policy(
    whole('物业管理员每日巡查', { min: 0, unit: '次' }),
    2,
    '《岗位职责》每日不少于两次',
  ),
  'patrol.decoration_a_day': policy(
    whole('客服、安护员每日装修巡查', { min: 0, unit: '次' }),
    1,
    '《工作流程表格》每日一次',
  ),
  'patrol.rectify_within_days': days('整改期限', 3, '《编写物业作业指导书》按轻重处理，天数未定'),
  'complaint.first_reply_hours': policy(
    whole('投诉首次答复', { min: 0, unit: '小时' }),
    24,
    '《业户投诉处理流程》一个工作日内',
  ),
  'complaint.solution_days': days('投诉处理方案', 1, '《工作流程表格》当日或次日'),
  'complaint.oral_reply_days': days('口头投诉答复期限', 0, '《业户投诉处理流程》口头投诉当日答复'),
  'complaint.written_reply_days': days('书面投诉书面答复期限', 1, '《业户投诉处理流程》书面投诉次日书面答复'),
  'complaint.upgrade_months': months('投诉未解决升级为重大', 1, '《业户投诉处理流程》有效投诉一个月内未解决'),
  'meeting.rhythm': policy(
    choice('客服例会', { daily: '每日', weekly: '每周' }),
    'daily',
    '《客服部门工作流程》周日例会；《管家工作内容》每日晨会',
  ),
  'rules.hour': policy(time('每日自动处理时间'), '06:00', '到期、提醒、催办每日一次，时间由公司定'),
  'calendar.rest_days': policy(
    choices('每周休息日', { sat: '星期六', sun: '星期日' }),
    ['sat', 'sun'],
    '工作日按国务院放假安排，见节假日',
  ),
}

type Settled = { [K in keyof typeof settled]: NonNullable<(typeof settled)[K]['field']['value']> }
declare module '#engine' {
  interface Policies extends Settled {}
}
/** What companies decide differently, with the default and the document it comes from. */
export const policies: typeof settled = settled
