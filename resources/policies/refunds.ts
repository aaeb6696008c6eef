import { choice, money, policy, tick, whole } from '#engine'
import { refundMethods } from '../clauses/fees.ts'
import { chainOf, days, months } from '../clauses/policies.ts'
import { roleLabels } from '../roles.ts'

const chain = chainOf(roleLabels)

/** When money goes back, how, and who signs for it (X01, X17). */
export const refundsPolicies = {
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
  'refund.route': policy(choice('退款方式', refundMethods), 'original', '《物业费退费流程》：原支付途径退回'),
}
