import { choice, percent, policy, tick, whole } from '#engine'
import { deliveryWays } from '../clauses/fees.ts'
import { chainOf, dayOfMonth, days } from '../clauses/policies.ts'
import { roleLabels } from '../roles.ts'

const chain = chainOf(roleLabels)

/** The calendar of fees, who delivers, chases, takes and audits them, and what tariffs and contracts rest on (X06–X08, X13, X23, X24, X27, X29–X31). */
export const feesPolicies = {
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
    choice('缴费通知单送达方式', deliveryWays),
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
}
