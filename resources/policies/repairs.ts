import { choice, policy } from '#engine'
import { days, minutes } from '../clauses/policies.ts'

/** Repairs: when they are paid, and every clock (X10, X20). */
export const repairsPolicies = {
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
}
