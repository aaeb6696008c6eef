import {
  attachment,
  choice,
  computed,
  date,
  form,
  kept,
  lines,
  money,
  note,
  percent,
  phone,
  ref,
  serial,
  stages,
  stamp,
  text,
  tick,
  whole,
} from '#engine'
import { drawFromActivity } from '../clauses/callbacks-quota.ts'

const signup = {
  name: text('姓名', { max: 40 }),
  phone: phone('联系电话'),
  room: ref('properties', '房号', { optional: true }),
  came: tick('到场', { preset: true }),
}

/** 社区活动 — planned, announced, held; one in ten of those who came is called within a month. */
export const communityActivities = form('community-activities', '社区活动', {
  number: serial('单号', 'HD-{yyyy}{MM}-{0000}'),
  title: text('活动名称', { max: 60 }),
  kind: choice('活动类别', {
    festival: '节庆',
    sports: '文体',
    charity: '公益',
    service: '便民服务',
    talk: '讲座',
    other: '其他',
  }),
  plannedOn: date('计划日期'),
  place: text('地点', { max: 60 }),
  budget: money('预算', { min: 0, optional: true }),
  resources: note('物资与人员', { max: 500, optional: true }),
  coordinator: ref('users', '负责人', { preset: 'me' }),
  announcing: stamp('批准并公布'),
  signups: lines('参加人', signup, { optional: true, max: 500 }),
  heldOn: kept(date('举办日期', { optional: true })),
  photos: attachment('活动照片', { optional: true, max: 9 }),
  summary: note('活动小结', { max: 1000, optional: true }),
  came: kept(whole('到场人数'), 0),
  drawn: kept(whole('抽取回访'), 0),
  called: kept(whole('已回访'), 0),
  rate: computed(percent('回访率', { optional: true }), ({ came, called }: { came: number; called: number }) =>
    came === 0 ? null : Math.round((called / came) * 1000) / 10,
  ),
  closing: stamp('关闭人'),
  status: stages('状态', {
    draft: { label: '已策划', next: { announce: 'announced' } },
    announced: { label: '已公布', next: { enrol: 'announced', hold: 'held', cancel: 'cancelled' } },
    held: { label: '已举办', next: { close: 'closed' } },
    closed: { label: '已总结' },
    cancelled: { label: '已取消' },
  }),
})

declare module '#engine' {
  interface Forms {
    'community-activities': typeof communityActivities
  }
}

const organisers = ['clerk', 'steward', 'supervisor', 'service-manager'] as const

export default communityActivities.procedure({
  kind: 'form',
  area: 'callbacks',
  code: 'N03',
  source: '《物业客服部工作内容及操作流程》六；《物业中心业户回访工作流程》三.（一）.4、三.（二）.3',
  aliases: ['社区文化活动'],
  label: 'title',
  paper: {
    策划: [
      ['number', 'title', 'kind', 'status'],
      ['plannedOn', 'place', 'budget'],
      ['resources'],
      ['coordinator', 'announcing'],
    ],
    参加: [['signups']],
    总结: [['heldOn', 'came', 'drawn', 'called', 'rate'], ['summary'], ['photos'], ['closing']],
  },
  list: {
    columns: ['number', 'title', 'kind', 'plannedOn', 'place', 'came', 'drawn', 'called', 'status'],
    filters: ['status', 'kind', 'plannedOn', 'heldOn', 'coordinator'],
    sort: '-plannedOn',
    search: ['place'],
  },
  views: { coming: { label: '将要举办', query: 'status=draft&status=announced&_sort=plannedOn' } },
  due: { announced: 'plannedOn' },
  may: { read: 'everyone', create: organisers, edit: { draft: organisers }, remove: organisers },
  actions: {
    announce: { label: '批准并公布', by: 'service-manager', stamps: 'announcing' },
    enrol: { label: '登记参加人', by: organisers, asks: ['signups'] },
    hold: {
      label: '已举办',
      by: organisers,
      offers: ['signups', 'photos'],
      guard: ({ plannedOn }, { today }) => plannedOn <= today || '还没有到计划日期',
      effects: drawFromActivity,
    },
    cancel: { label: '取消活动', by: 'service-manager', reason: true, danger: true },
    close: {
      label: '总结',
      by: organisers,
      asks: ['summary'],
      stamps: 'closing',
      unless: async ({ id, called, drawn }, reader) => {
        if (called >= drawn) return []
        const [open] = await reader.find(
          'callback-records',
          { activity: id, status: ['draft', 'appointed'] },
          { limit: 1 },
        )
        return open ? [{ message: '还有参加人没有回访', resource: 'callback-records', id: open.id }] : []
      },
    },
  },
  void: { from: ['announced'], by: organisers, confirmedBy: 'service-manager' },
  print: { copies: ['客服部'], sign: { 批准: 'announcing', 总结: 'closing' } },
})
