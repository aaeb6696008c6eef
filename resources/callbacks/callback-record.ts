import {
  choice,
  copied,
  date,
  form,
  instant,
  kept,
  note,
  phone,
  rating,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
  whole,
} from '#engine'
import { callbackTypes, callers, countTry, isBad, openCall } from '../clauses/callbacks.ts'
import {
  announceVisit,
  closeMatter,
  complain,
  noteCall,
  notYetHandled,
  notYetSolved,
  openAgain,
} from '../clauses/callbacks-answers.ts'
import { remindOfCalls } from '../clauses/callbacks-draw.ts'
import { satisfactions } from '../clauses/contacts.ts'
import { departments } from '../clauses/inspection.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 回访记录表 — one call or visit to ask how a matter was handled; read by the head of customer service before it is closed. */
export const callbackRecords = form('callback-records', '回访记录', {
  number: serial('单号', 'HF-{yyyy}{MM}-{0000}'),
  type: choice('回访类别', callbackTypes),
  repair: ref('repair-orders', '报修单', { optional: true }),
  workOrder: ref('work-orders', '维修工作单', { optional: true }),
  serviceOrder: ref('service-work-orders', '公共维修工作单', { optional: true }),
  qualityComplaint: ref('quality-complaints', '质量投诉', { optional: true }),
  complaint: ref('complaints', '投诉单', { optional: true }),
  contact: ref('contact-records', '来访来电记录', { optional: true }),
  activity: ref('community-activities', '社区活动', { optional: true }),
  plan: kept(ref('callback-plans', '回访计划', { optional: true })),
  officer: ref('users', '回访责任人', { optional: true }),
  compulsory: kept(tick('必须回访'), false),
  room: ref('properties', '房号', { optional: true, copy: 'repair.room' }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  customer: text('业户', { max: 40, copy: 'repair.reporter' }),
  phone: phone('联系电话', { copy: 'repair.phone' }),
  basedOn: date('事项办结日', { copy: 'repair.finishedOn' }),
  dueFrom: kept(date('回访最早', { optional: true })),
  dueUntil: kept(date('回访最迟', { optional: true })),
  important: tick('重要事项', { preset: false }),
  method: choice('回访方式', { phone: '电话', visit: '上门' }, { preset: 'phone' }),
  appointedAt: instant('预约时间', { optional: true }),
  permission: tick('业户同意上门', { preset: false }),
  reminded: kept(tick('已提醒'), false),
  tries: kept(whole('未联系上次数'), 0),
  calledOn: kept(date('回访日期', { optional: true })),
  quality: rating('质量评价', { optional: true }),
  effect: rating('服务效果', { optional: true }),
  satisfaction: choice('满意程度', satisfactions, { optional: true }),
  shortcomings: note('缺点与不足', { max: 500, optional: true }),
  suggestions: note('业户建议', { max: 500, optional: true }),
  problems: note('存在问题', { max: 500, optional: true }),
  department: choice('转办部门', departments, { optional: true }),
  measure: note('处理措施', { max: 500, optional: true }),
  result: note('处理结果', { max: 500, optional: true }),
  raised: kept(ref('complaints', '引发的投诉', { optional: true })),
  calling: stamp('回访人'),
  telling: stamp('告知业户'),
  reading: stamp('客服负责人审阅'),
  adopted: tick('采纳建议', { preset: false }),
  opinion: note('审阅意见', { max: 500, optional: true }),
  status: stages('状态', {
    draft: {
      label: '待回访',
      next: { appoint: 'appointed', call: 'called', miss: 'draft', 'give-up': 'no-contact', cancel: 'cancelled' },
    },
    appointed: { label: '已预约', next: { call: 'called', miss: 'draft' } },
    called: { label: '已回访', next: { forward: 'forwarded', complain: 'forwarded', read: 'closed' } },
    forwarded: { label: '问题已转办', next: { tell: 'told' } },
    told: { label: '已告知业户', next: { read: 'closed' } },
    closed: { label: '已审阅' },
    'no-contact': { label: '无法联系' },
    cancelled: { label: '已取消' },
  }),
})

declare module '#engine' {
  interface Forms {
    'callback-records': typeof callbackRecords
  }
}

/** Who sees to what a call has brought up; those who read the slips besides have them on their desk as it is. */
const forwarders = ['area-officer', 'steward', 'clerk', 'supervisor'] as const
const readers = ['service-manager', 'centre-manager'] as const

export default callbackRecords.procedure({
  kind: 'form',
  area: 'callbacks',
  code: 'H02',
  source: '《物业中心业户回访工作流程》三',
  aliases: ['回访记录表', '业户回访'],
  label: 'number',
  paper: {
    事项: [
      ['number', 'type', 'officer', 'status'],
      ['repair', 'workOrder', 'serviceOrder'],
      ['qualityComplaint', 'complaint', 'contact'],
      ['activity', 'plan', 'compulsory'],
      ['room', 'building', 'customer', 'phone'],
      ['basedOn', 'dueFrom', 'dueUntil'],
    ],
    回访: [
      ['important', 'method', 'appointedAt', 'permission'],
      ['tries', 'reminded', 'calledOn', 'calling'],
      ['quality', 'effect', 'satisfaction'],
      ['shortcomings'],
      ['suggestions'],
    ],
    问题处理: [['problems'], ['department', 'measure', 'raised'], ['result', 'telling']],
    审阅: [['opinion'], ['adopted', 'reading']],
  },
  list: {
    columns: ['number', 'type', 'room', 'customer', 'dueUntil', 'calledOn', 'satisfaction', 'status'],
    filters: [
      'status',
      'type',
      'room',
      'building',
      'satisfaction',
      'compulsory',
      'dueFrom',
      'dueUntil',
      'calledOn',
      'repair',
      'workOrder',
      'serviceOrder',
      'qualityComplaint',
      'complaint',
      'contact',
      'activity',
      'plan',
      'officer',
    ],
    sort: ['dueUntil', '-number'],
    search: ['customer', 'room', 'repair'],
  },
  views: {
    due: { label: '今日应回访', query: 'status=draft&status=appointed&dueFrom_lte=today&_sort=dueUntil' },
    overdue: { label: '逾期未回访', query: 'status=draft&status=appointed&dueUntil_lt=today&_sort=dueUntil' },
    compulsory: { label: '必须回访', query: 'status=draft&status=appointed&compulsory=true' },
    mine: { label: '我的回访', query: 'officer=me&status=draft&status=appointed&dueFrom_lte=today&_sort=dueUntil' },
    complaints: { label: '投诉回访', query: 'type=complaint' },
    unread: { label: '待审阅', query: 'status=called&status=told' },
    repairs: {
      label: '零修回访',
      query: 'type=repair&calledOn_null=false&_sort=calledOn&_order=desc',
    },
    routine: { label: '例行回访', query: 'type=routine' },
  },
  may: {
    read: 'everyone',
    create: callers,
    edit: { draft: callers },
    export: ['area-officer', 'supervisor', 'service-manager', 'centre-manager', 'data-clerk'],
  },
  scope: byBuildingOrOutside,
  due: { draft: 'dueUntil', appointed: 'dueUntil' },
  waits: {
    bad: { label: '不满意待转办', query: 'status=called&satisfaction=dissatisfied', for: forwarders },
    problems: {
      label: '有问题待转办',
      query: 'status=called&satisfaction_ne=dissatisfied&problems_null=false',
      for: forwarders,
    },
  },
  daily: { overdue: { label: '逾期未回访提醒', code: 'W28', work: remindOfCalls } },
  checks: [
    ({ type, complaint }) => type === 'complaint' || complaint === null || ['complaint', '投诉回访才选择投诉单'],
    ({ type, activity }) => type === 'activity' || activity === null || ['activity', '社区活动回访才选择活动'],
    ({ type, repair, workOrder }) =>
      (type === 'repair') === (repair !== null || workOrder !== null) || [
        'repair',
        '维修回访须选择报修单或维修工作单，其他回访不填',
      ],
    ({ important, method }) => !important || method === 'visit' || ['method', '重要事项须上门回访'],
  ],
  opens: openCall,
  actions: {
    appoint: {
      label: '预约上门',
      by: callers,
      asks: ['appointedAt'],
      offers: ['permission'],
      guard: ({ method }) => method === 'visit' || '电话回访不需预约',
      effects: announceVisit,
    },
    call: {
      label: '登记回访',
      by: callers,
      asks: ['quality', 'effect', 'satisfaction'],
      offers: ['shortcomings', 'suggestions', 'problems'],
      stamps: 'calling',
      guard: ({ method, status, permission, type, important }, { user }) => {
        if (method === 'visit' && (status !== 'appointed' || !permission)) return '上门回访须先电话预约并获业户同意'
        if (type !== 'complaint' || !important) return true
        return user.roles.includes('centre-manager') || '重大投诉由服务中心经理回访'
      },
      unless: notYetHandled,
      effects: noteCall,
    },
    miss: { label: '未联系上', by: callers, effects: countTry },
    'give-up': { label: '无法联系', by: 'office' },
    cancel: {
      label: '取消回访',
      by: readers,
      reason: true,
      danger: true,
      guard: ({ compulsory }) => !compulsory || '投诉，以及业户不满意、未评价或未签字的维修必须回访',
    },
    forward: {
      label: '转办问题',
      by: callers,
      optional: true,
      asks: ['department', 'measure'],
      guard: (slip) => isBad(slip) || '业户没有提出问题，不需转办',
      effects: openAgain,
    },
    complain: {
      label: '转投诉',
      by: callers,
      optional: true,
      asks: ['department', 'measure'],
      guard: (slip) => {
        if (slip.type === 'complaint') return '投诉回访不满意的，转办后原投诉重新处理'
        return isBad(slip) || '业户没有提出问题，不需转投诉'
      },
      effects: complain,
    },
    tell: { label: '告知处理结果', by: callers, asks: ['result'], stamps: 'telling', unless: notYetSolved },
    read: {
      label: '审阅',
      by: readers,
      offers: ['adopted', 'opinion'],
      stamps: 'reading',
      guard: (slip, { user }) => {
        if (slip.status === 'called' && isBad(slip)) return '业户不满意或提出了问题，须先转办并告知结果'
        return slip.calling?.user !== user.id || '审阅人与回访人不得为同一人'
      },
      effects: closeMatter,
    },
  },
  void: { from: ['appointed', 'called'], by: callers, confirmedBy: readers },
  print: { copies: ['客服部'], sign: { 回访人: 'calling', 业户: 'pen', 客服负责人: 'reading' } },
})
