import { attachment, choice, copied, form, instant, note, ref, serial, stages, stamp, text } from '#engine'
import { reception } from '../clauses/complaints.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

const kinds = {
  noise: '噪声',
  leak: '渗漏水',
  parking: '停车',
  pets: '饲养宠物',
  decoration: '装修',
  other: '其他',
} as const

/** 纠纷调解记录 — two parties, what they quarrel about, and what both sign in the end. */
export const mediations = form('mediations', '纠纷调解记录', {
  number: serial('单号', 'TJ-{yyyy}{MM}-{0000}'),
  complaint: ref('complaints', '投诉单', { optional: true }),
  room: ref('properties', '申请人房号', { optional: true, copy: 'complaint.room' }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  applicant: text('申请人', { max: 60, copy: 'complaint.complainant' }),
  other: text('另一方', { max: 60 }),
  kind: choice('纠纷类别', kinds),
  matter: note('纠纷事项', { max: 1000 }),
  mediator: ref('users', '调解人', { preset: 'me' }),
  heldAt: instant('调解时间', { optional: true }),
  course: note('调解经过', { max: 2000, optional: true }),
  holding: stamp('主持人'),
  result: note('调解结果', { max: 1000, optional: true }),
  applicantName: text('申请人签名', { max: 40, optional: true }),
  otherName: text('另一方签名', { max: 40, optional: true }),
  signed: attachment('签名页', { optional: true, max: 3 }),
  recording: stamp('记录人'),
  status: stages('状态', {
    draft: { label: '待调解', next: { hold: 'held' } },
    held: { label: '已调解', next: { hold: 'held', settle: 'settled', fail: 'failed' } },
    settled: { label: '达成协议' },
    failed: { label: '未达成协议' },
  }),
})

declare module '#engine' {
  interface Forms {
    mediations: typeof mediations
  }
}

const mediators = [...reception, 'service-manager', 'centre-manager'] as const

export default mediations.procedure({
  kind: 'form',
  area: 'service',
  code: 'G10',
  source: '《物业客服流程制度》；《物业管家每日工作流程》；《物业楼宇管家日工作流程》',
  aliases: ['邻里纠纷调解'],
  label: 'number',
  paper: {
    纠纷: [
      ['number', 'complaint', 'kind', 'status'],
      ['applicant', 'room', 'building', 'other'],
      ['matter'],
      ['mediator', 'heldAt'],
    ],
    调解: [['course'], ['holding'], ['result'], ['applicantName', 'otherName'], ['signed'], ['recording']],
  },
  list: {
    columns: ['number', 'kind', 'applicant', 'other', 'room', 'mediator', 'heldAt', 'status'],
    filters: ['status', 'kind', 'complaint', 'room', 'building', 'mediator', 'heldAt'],
    sort: '-number',
    search: ['applicant', 'other', 'matter'],
  },
  waits: { mine: { label: '待我调解的纠纷', query: 'mediator=me&status=draft', for: mediators } },
  may: { read: 'everyone', create: mediators, edit: { draft: mediators }, remove: mediators },
  scope: byBuildingOrOutside,
  actions: {
    hold: { label: '登记调解', by: mediators, asks: ['heldAt', 'course'], stamps: 'holding' },
    settle: {
      label: '达成协议',
      by: mediators,
      asks: ['result', 'applicantName', 'otherName'],
      offers: ['signed'],
      stamps: 'recording',
    },
    fail: { label: '未达成协议', by: mediators, asks: ['result'], stamps: 'recording' },
  },
  void: { from: ['held'], by: mediators, confirmedBy: ['service-manager', 'centre-manager'] },
  print: {
    size: 'A4',
    copies: ['申请人', '另一方', '客服部'],
    sign: { 申请人: 'pen', 另一方: 'pen', 调解人: 'holding' },
  },
})
