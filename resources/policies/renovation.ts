import { choice, money, policy, text, tick } from '#engine'
import { chainOf, days, months } from '../clauses/policies.ts'
import { roleLabels } from '../roles.ts'

const chain = chainOf(roleLabels)

/** Decoration: who permits and accepts, what it costs, how long it may take (X02, X03, X05). */
export const renovationPolicies = {
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
}
