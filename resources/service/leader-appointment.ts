import { copied, form, instant, kept, note, phone, ref, serial, stages, stamp, text, tick } from '#engine'
import { tellColleagues } from '../clauses/colleagues.ts'
import { reception } from '../clauses/complaints.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** 约见领导登记 — somebody wants to see a leader, who receives him or has him politely declined. */
export const leaderAppointments = form('leader-appointments', '约见领导登记', {
  number: serial('单号', 'YJL-{yyyy}{MM}-{0000}'),
  askedAt: instant('来访时间', { preset: 'now' }),
  customer: text('来访人', { max: 40 }),
  phone: phone('联系电话', { optional: true }),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  leader: ref('users', '约见领导'),
  appointed: tick('事先有约', { preset: false }),
  matter: note('事由', { max: 500 }),
  toldAt: kept(instant('告知领导时间', { optional: true })),
  meetAt: instant('会见时间', { optional: true }),
  words: note('婉拒说明', { max: 300, optional: true }),
  deciding: stamp('领导答复'),
  outcome: note('会见结果', { max: 500, optional: true }),
  guiding: stamp('引导人'),
  status: stages('状态', {
    asked: { label: '待领导答复', next: { accept: 'accepted', decline: 'declined' } },
    accepted: { label: '同意会见', next: { meet: 'met' } },
    met: { label: '已会见' },
    declined: { label: '已婉拒' },
  }),
})

declare module '#engine' {
  interface Forms {
    'leader-appointments': typeof leaderAppointments
  }
}

export default leaderAppointments.procedure({
  kind: 'register',
  area: 'service',
  code: 'G11',
  source: '《物业客服接待作业指导书》1.1 业户要求见领导',
  aliases: ['约见领导'],
  label: 'number',
  paper: {
    来访: [
      ['number', 'askedAt', 'status'],
      ['customer', 'phone', 'room', 'building'],
      ['leader', 'appointed', 'toldAt'],
      ['matter'],
    ],
    答复: [['meetAt', 'deciding'], ['words'], ['outcome'], ['guiding']],
  },
  list: {
    columns: ['number', 'askedAt', 'customer', 'room', 'leader', 'appointed', 'meetAt', 'status'],
    filters: ['status', 'leader', 'room', 'building', 'askedAt', 'appointed'],
    sort: '-askedAt',
    search: ['customer', 'room', 'matter'],
  },
  waits: { mine: { label: '约见我的业户', query: 'leader=me&status=asked', for: 'everyone', due: 'askedAt' } },
  due: { accepted: 'meetAt' },
  may: { read: 'everyone', create: reception, edit: { asked: reception } },
  scope: byBuildingOrOutside,
  opens: async (slip, tx) => {
    const words = { 内容: `${slip.customer}求见：${slip.matter}`, 业主: slip.customer }
    const about = { form: 'leader-appointments', id: slip.id, project: slip.project }
    await tellColleagues(tx, 'MSG31', { roles: [], user: slip.leader }, words, about)
    await tx.update('leader-appointments', slip.id, { toldAt: tx.now })
  },
  actions: {
    accept: {
      label: '同意会见',
      by: 'everyone',
      asks: ['meetAt'],
      stamps: 'deciding',
      guard: ({ leader }, { user }) => leader === user.id || '由所约的领导本人答复',
    },
    decline: {
      label: '婉拒',
      by: 'everyone',
      asks: ['words'],
      stamps: 'deciding',
      guard: ({ leader }, { user }) => leader === user.id || '由所约的领导本人答复',
    },
    meet: { label: '引导会见', by: reception, offers: ['outcome'], stamps: 'guiding' },
  },
})
