import { attachment, choice, choices, date, form, note, serial, stages, stamp, text } from '#engine'
import { tellAll } from '../clauses/announcing.ts'
import { another } from '../clauses/persons.ts'

/** 公告/通知 — what the estate is told: drafted, approved by another, posted with a photograph, taken down. */
export const notice = form('notices', '公告通知', {
  number: serial('编号', 'GG-{yyyy}{MM}-{0000}'),
  kind: choice('类别', {
    fees: '缴费通知书',
    outage: '停水停电',
    works: '施工维修',
    activity: '社区活动',
    rules: '制度公示',
    result: '结果公布',
    tip: '温馨提示',
    other: '其他',
  }),
  title: text('标题', { max: 60 }),
  text: note('正文', { max: 2000 }),
  places: choices('发布位置', {
    board: '公告栏',
    hall: '单元大厅',
    lift: '电梯轿厢',
    door: '入户门',
    app: 'APP',
    sms: '短信',
    wechat: '微信',
  }),
  scope: text('影响范围', { max: 100, optional: true }),
  validFrom: date('开始日期', { preset: 'today' }),
  validTo: date('结束日期'),
  approval: stamp('批准'),
  posting: stamp('张贴发布'),
  photo: attachment('张贴照片', { max: 6, optional: true }),
  removal: stamp('撤下'),
  status: stages('状态', {
    draft: { label: '草稿', next: { approve: 'approved' } },
    approved: { label: '待张贴', next: { post: 'posted', return: 'draft' } },
    posted: { label: '张贴中', next: { remove: 'removed' } },
    removed: { label: '已撤下' },
  }),
})

declare module '#engine' {
  interface Forms {
    notices: typeof notice
  }
}

const writers = ['clerk', 'steward', 'supervisor', 'property-officer'] as const
const posters = ['clerk', 'steward', 'guard', 'property-officer'] as const

export default notice.procedure({
  kind: 'form',
  area: 'notices',
  code: 'N01',
  source: '《物业费催费流程》；《物业客服部工作内容及操作流程》；《物业客服部作业指导书》',
  aliases: ['缴费通知书（张贴）', '小区公告', '温馨提示'],
  label: ({ number, title }) => [number, title].filter(Boolean).join(' '),
  paper: {
    公告: [['number', 'kind', 'status'], ['title'], ['text']],
    发布: [['places'], ['scope'], ['validFrom', 'validTo'], ['photo']],
    办理: [['approval', 'posting', 'removal']],
  },
  list: {
    columns: ['number', 'kind', 'title', 'places', 'validFrom', 'validTo', 'status'],
    filters: ['status', 'kind', 'places', 'validFrom', 'validTo'],
    sort: '-number',
    search: ['title'],
  },
  views: {
    posted: { label: '张贴中', query: 'status=posted' },
    over: { label: '到期待撤下', query: 'status=posted&validTo_lt=today' },
  },
  due: { approved: 'validFrom' },
  waits: {
    over: { label: '到期待撤下', query: 'status=posted&validTo_lt=today', for: posters, due: 'validTo' },
  },
  may: { read: 'everyone', create: writers, edit: { draft: writers }, remove: writers },
  checks: [({ validFrom, validTo }) => validFrom <= validTo || ['validTo', '结束日期不得早于开始日期']],
  actions: {
    approve: {
      label: '批准',
      by: ['service-manager', 'project-manager'],
      stamps: 'approval',
      guard: ({ createdBy }, { user }) => another(user, [createdBy], '起草人不能批准自己的公告'),
    },
    return: { label: '退回修改', by: ['service-manager', 'project-manager'], reason: true },
    post: { label: '已张贴', by: posters, offers: ['photo'], stamps: 'posting', effects: tellAll },
    remove: { label: '已撤下', by: posters, stamps: 'removal' },
  },
  void: { from: ['approved', 'posted'], by: writers, confirmedBy: ['service-manager', 'project-manager'] },
  print: { copies: ['张贴', '存档'] },
})
