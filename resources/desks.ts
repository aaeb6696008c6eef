import type { HomeDesk } from '#engine'
import type { roles } from './roles.ts'

const of = (report: string, ...measures: readonly string[]) => measures.map((measure) => ({ report, measure }))

const repairs = {
  timely: of('repair-timeliness', 'rate'),
  again: of('repair-rework', 'rate'),
  open: of('repair-statistics', 'open'),
}
const rounds = of('rounds-walked', 'rate')
const rechecks = of('rechecks', 'rate')
const complaints = { handled: of('complaint-handling', 'rate'), timely: of('complaint-timeliness', 'rate') }
const callbacks = { yearly: of('yearly-callback-rate', 'rate'), content: of('callback-monthly', 'rate') }
const satisfied = of('satisfaction', 'rate')
const arrears = {
  weekly: of('dunning-weekly', 'rate'),
  yearly: of('dunning-yearly', 'rate'),
  recovered: of('arrears-recovery', 'rate'),
}
const collected = of('collection-rate', 'rate')
const none = { at: 0, atMost: true } as const

const dueCalls = {
  label: '今日应回访',
  resource: 'callback-records',
  query: 'status=draft&status=appointed&dueFrom_lte=today',
}
const todaysReleases = {
  label: '今日待查验放行',
  resource: 'goods-release-passes',
  query: 'status=valid&moveOn=today',
}

/** By what the work of each role is measured, and what it begins most: its first page. */
export const desks: Readonly<Record<keyof typeof roles, HomeDesk>> = {
  admin: {
    figures: [
      { label: '在职用户', resource: 'users', query: 'status=active' },
      { label: '待执行的权限变更', resource: 'permission-changes', query: 'status=ordered', target: none },
    ],
    starts: ['users', 'permission-changes', 'projects'],
  },
  clerk: {
    figures: [dueCalls, ...complaints.timely, ...repairs.open, ...of('contact-sources', 'all')],
    starts: [
      'contact-records',
      'repair-orders',
      'complaints',
      'payment-slips',
      'goods-release-passes',
      'renovation-applications',
      'refund-slips',
    ],
  },
  steward: {
    figures: [
      { label: '我今天的巡检', resource: 'inspection-records', query: 'inspector=me&plannedOn=today' },
      { label: '我的催费任务', resource: 'dunning-tasks', query: 'handler=me&status=assigned&status=missed' },
      ...arrears.weekly,
      ...of('renovations', 'working'),
    ],
    starts: [
      'contact-records',
      'dunning-records',
      'inspection-records',
      'rectifications',
      'repair-orders',
      'renovation-patrols',
      'callback-records',
    ],
  },
  'area-officer': {
    figures: [dueCalls, ...callbacks.content, ...callbacks.yearly, ...rounds],
    starts: [
      'callback-records',
      'contact-records',
      'complaints',
      'inspection-records',
      'rectifications',
      'repair-orders',
    ],
  },
  'property-officer': {
    figures: [
      ...rounds,
      ...rechecks,
      { label: '待送达的通知单', resource: 'payment-notices', query: 'status=delivering' },
    ],
    starts: ['inspection-records', 'rectifications', 'service-work-orders', 'renovation-patrols', 'notices'],
  },
  supervisor: {
    figures: [...complaints.timely, ...callbacks.content, ...arrears.weekly, ...arrears.recovered],
    starts: [
      'repair-orders',
      'complaints',
      'callback-records',
      'dunning-plans',
      'instalment-plans',
      'refund-applications',
      'inspection-plans',
      'charge-audits',
    ],
  },
  'service-manager': {
    figures: [...complaints.handled, ...complaints.timely, ...callbacks.yearly, ...of('repair-callback-rate', 'rate')],
    starts: [
      'corrective-actions',
      'callback-plans',
      'inspection-plans',
      'survey-plans',
      'community-activities',
      'written-replies',
      'annual-dunning-plans',
    ],
  },
  engineer: {
    figures: [
      {
        label: '我的报修单',
        resource: 'repair-orders',
        query: 'repairer=me&status=assigned&status=on-site&status=in-repair&status=finished',
      },
      { label: '我的维修工作单', resource: 'work-orders', query: 'engineer=me&status=in-repair&status=handled' },
      ...repairs.timely,
      ...repairs.again,
    ],
    starts: ['meter-readings', 'repair-surveys', 'repair-progress-notices', 'renovation-patrols', 'rectifications'],
  },
  'engineering-supervisor': {
    figures: [
      ...of('work-statistics', 'open'),
      ...of('repair-timeliness', 'worksRate'),
      ...of('repair-rework', 'returnRate'),
      ...of('materials-used', 'amount'),
    ],
    starts: ['renovation-patrols', 'renovation-violations', 'meter-readings', 'repair-progress-notices'],
  },
  'engineering-manager': {
    figures: [...repairs.timely, ...repairs.again, ...repairs.open, ...rechecks],
    starts: ['price-items', 'warranty-terms', 'permission-changes'],
  },
  'decoration-officer': {
    figures: [...of('renovation-patrol-rate', 'rate'), ...of('renovations', 'working', 'overdue', 'open')],
    starts: [
      'renovation-patrols',
      'renovation-violations',
      'renovation-documents',
      'renovation-payment-notices',
      'renovation-issue-lists',
    ],
  },
  guard: {
    figures: [{ label: '在访', resource: 'visitor-records', query: 'status=in' }, todaysReleases, ...rounds],
    starts: ['visitor-records', 'inspection-records', 'renovation-patrols', 'renovation-violations', 'rectifications'],
  },
  'security-manager': {
    figures: [...rounds, ...of('renovation-patrol-rate', 'rate'), ...of('renovations', 'open'), todaysReleases],
    starts: ['permission-changes'],
  },
  'environment-supervisor': { figures: [...rechecks, ...of('rechecks', 'escalated'), ...rounds], starts: [] },
  'fee-clerk': {
    figures: [...of('daily-takings', 'all', 'open'), ...collected, ...of('collection-rate', 'owed')],
    starts: [
      'payment-slips',
      'payment-notices',
      'daily-settlements',
      'billing-runs',
      'receivables',
      'meter-readings',
      'account-statements',
    ],
  },
  cashier: {
    figures: [
      { label: '待付款的退款', resource: 'refund-slips', query: 'status=appointed', sum: 'amount' },
      ...of('daily-takings', 'open', 'difference'),
      ...of('deposit-balances', 'balance'),
    ],
    starts: ['daily-settlements', 'bank-deposits', 'voucher-books', 'charge-corrections', 'charge-audits'],
  },
  accountant: {
    figures: [
      ...collected,
      ...of('daily-takings', 'difference'),
      ...of('charge-errors', 'rate'),
      ...of('deposit-balances', 'balance'),
    ],
    starts: [
      'charge-corrections',
      'charge-audits',
      'account-statements',
      'fee-standards',
      'tariff-resolutions',
      'voucher-books',
    ],
  },
  'ledger-auditor': {
    figures: [...of('charge-errors', 'rate'), ...collected, ...of('daily-takings', 'difference')],
    starts: [],
  },
  'finance-manager': {
    figures: [
      ...collected,
      ...of('collection-rate', 'owed'),
      ...of('deposit-balances', 'balance'),
      ...of('charge-errors', 'rate'),
    ],
    starts: ['permission-changes', 'fee-standards', 'tariff-resolutions', 'voucher-books', 'policies'],
  },
  'data-clerk': {
    figures: [
      { label: '待核对的房屋', resource: 'properties', query: 'status=draft', target: none },
      { label: '在册住户', resource: 'residents', query: 'status=active' },
      ...of('vacancy', 'rate'),
    ],
    starts: ['properties', 'residents', 'meters'],
  },
  'admin-clerk': {
    figures: [{ label: '张贴中的公告', resource: 'notices', query: 'status=posted' }, ...rounds],
    starts: ['holidays'],
  },
  'duty-director': {
    figures: [
      { label: '物品不符', resource: 'goods-release-passes', query: 'status=blocked', target: none },
      todaysReleases,
      ...rounds,
    ],
    starts: [],
  },
  'property-department-manager': { figures: [...repairs.timely, ...rounds, ...rechecks], starts: [] },
  'property-manager': {
    figures: [...collected, ...arrears.recovered, ...repairs.timely],
    starts: ['discount-approvals'],
  },
  'deputy-manager': { figures: [...arrears.yearly, ...arrears.recovered, ...arrears.weekly], starts: [] },
  'project-manager': {
    figures: [...collected, ...arrears.yearly, ...arrears.recovered, ...satisfied],
    starts: ['annual-dunning-plans', 'charge-audits', 'permission-changes'],
  },
  'centre-manager': {
    figures: [...complaints.handled, ...satisfied, ...callbacks.yearly, ...of('renovations', 'overdue')],
    starts: ['complaints', 'corrective-actions', 'accountability-records', 'mediations', 'callback-records'],
  },
  'vice-president': { figures: [...collected, ...arrears.recovered, ...arrears.yearly], starts: [] },
  'general-manager': {
    figures: [...collected, ...satisfied, ...complaints.handled, ...of('vacancy', 'rate')],
    starts: ['policies', 'permission-changes'],
  },
}
