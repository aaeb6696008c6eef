import { policy, whole } from '#engine'
import { days, months, rate } from '../clauses/policies.ts'

/** Callbacks, from so many days or months after the matter was handled, to; and what people should say (X09). */
export const callbacksPolicies = {
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
}
