import { choice, choices, policy, tick, time, whole } from '#engine'
import { chainOf, days, months } from '../clauses/policies.ts'
import { roleLabels } from '../roles.ts'

const chain = chainOf(roleLabels)

/** Release of goods, patrols, complaints, meetings, working days (X11, X12, X14, X18). */
export const officePolicies = {
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
