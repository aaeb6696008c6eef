import { attachment, choice, date, daysAfter, form, note, serial, stages, stamp, text, whole } from '#engine'
import { moneyReaders } from '../clauses/persons.ts'

/** 收费标准决议 — what the owners' assembly or committee resolved on a tariff: drafted by the company, noticed, voted on, published. */
export const tariffResolution = form('tariff-resolutions', '收费标准决议', {
  number: serial('编号', 'SFJY-{yyyy}{MM}-{0000}'),
  subject: text('议题', { max: 80 }),
  proposal: note('拟定标准', { max: 2000 }),
  body: choice('审议机构', { assembly: '业主大会', committee: '业主委员会', council: '管理委员会' }),
  noticeFrom: date('公示开始', { optional: true }),
  noticeTo: date('公示截止', { optional: true }),
  opinions: note('公示期意见', { max: 1000, optional: true }),
  votedOn: date('表决日期', { optional: true }),
  inFavour: whole('同意票', { min: 0, optional: true }),
  against: whole('反对票', { min: 0, optional: true }),
  result: note('表决结果', { max: 500, optional: true }),
  minutes: attachment('会议纪要', { optional: true }),
  noticing: stamp('公示'),
  recording: stamp('登记结果'),
  publishing: stamp('公布'),
  status: stages('状态', {
    draft: { label: '拟定', next: { announce: 'noticed' } },
    noticed: { label: '公示中', next: { pass: 'passed', reject: 'rejected' } },
    passed: { label: '已通过', next: { publish: 'published' } },
    rejected: { label: '未通过' },
    published: { label: '已公布' },
  }),
})

declare module '#engine' {
  interface Forms {
    'tariff-resolutions': typeof tariffResolution
  }
}

const finance = ['accountant', 'finance-manager'] as const

export default tariffResolution.procedure({
  kind: 'form',
  area: 'money',
  code: 'B03',
  source: '《2024年物业收费管理规定最新》；《单位物业管理费的财务制度》；《2023修正版物业收费管理规定》',
  aliases: ['业主大会决议', '收费标准决议书'],
  label: ({ number, subject }) => [number, subject].filter(Boolean).join(' '),
  paper: {
    议题: [['number', 'body', 'status'], ['subject'], ['proposal']],
    公示: [['noticeFrom', 'noticeTo', 'noticing'], ['opinions']],
    表决: [['votedOn', 'inFavour', 'against', 'recording'], ['result'], ['minutes'], ['publishing']],
  },
  list: {
    columns: ['number', 'subject', 'body', 'noticeFrom', 'noticeTo', 'votedOn', 'status'],
    filters: ['status', 'body', 'noticeTo', 'votedOn'],
    sort: '-number',
    search: ['subject'],
  },
  views: { noticed: { label: '公示中', query: 'status=noticed&_sort=noticeTo' } },
  may: { read: 'everyone', create: finance, edit: { draft: finance }, remove: finance, export: moneyReaders },
  due: { noticed: 'noticeTo' },
  checks: [
    ({ noticeFrom, noticeTo }) =>
      !noticeFrom || !noticeTo || noticeFrom <= noticeTo || ['noticeTo', '公示截止不得早于开始'],
    ({ votedOn, noticeTo }) => !votedOn || !noticeTo || votedOn >= noticeTo || ['votedOn', '公示期满方可表决'],
  ],
  actions: {
    announce: {
      label: '公示',
      by: finance,
      asks: ['noticeFrom', 'noticeTo'],
      stamps: 'noticing',
      guard: ({ noticeFrom, noticeTo }, { policy }) => {
        const days = policy('tariff.notice_days')
        return (noticeTo ?? '') >= daysAfter(noticeFrom ?? '9999-12-31', days) || `公示期不得少于 ${days} 天`
      },
    },
    pass: {
      label: '登记通过',
      by: finance,
      asks: ['votedOn', 'result', 'minutes'],
      offers: ['inFavour', 'against', 'opinions'],
      stamps: 'recording',
      guard: ({ votedOn }, { today }) => (votedOn ?? today) <= today || '表决日期不得晚于今天',
    },
    reject: {
      label: '登记未通过',
      by: finance,
      asks: ['votedOn', 'result'],
      offers: ['inFavour', 'against', 'opinions', 'minutes'],
      stamps: 'recording',
      danger: true,
    },
    publish: { label: '公布', by: finance, stamps: 'publishing' },
  },
  void: { from: ['noticed', 'rejected'], by: finance, confirmedBy: 'general-manager' },
  print: { size: 'A4', copies: ['公示', '存档'], sign: { 审议机构: 'pen', 公司: 'pen' } },
})
