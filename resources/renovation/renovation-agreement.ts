import {
  choice,
  copied,
  date,
  form,
  kept,
  lines,
  money,
  note,
  type RecordOf,
  ref,
  serial,
  signatures,
  stages,
  stamp,
  type Tx,
  text,
} from '#engine'
import { customers, renovationExporters, violationTypes } from '../clauses/renovation.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 装修协议书 — the duties of a decoration: what is held, what is kept back for which violation; owner, contractor and company sign. */
export const renovationAgreement = form('renovation-agreements', '装修协议书', {
  number: serial('单号', 'ZXXY-{yyyy}{MM}-{0000}'),
  application: ref('renovation-applications', '装修申请'),
  room: copied(ref('properties', '房号'), 'application.room'),
  building: copied(text('楼栋'), 'application.building'),
  owner: text('甲方（业主）', { max: 40, copy: 'application.ownerName' }),
  contractor: copied(ref('contractors', '乙方（施工单位）', { optional: true }), 'application.contractor'),
  leader: text('装修负责人', { max: 20, copy: 'application.leader' }),
  startsOn: date('开工日期', { copy: 'application.startsOn' }),
  endsOn: date('完工日期', { copy: 'application.endsOn' }),
  workingHours: text('施工时间', { max: 80, preset: '工作日 8:30—12:00、14:00—18:00，节假日不得有噪音施工' }),
  deposit: kept(money('装修押金', { optional: true, min: 0 })),
  deductions: lines(
    '违约扣款标准',
    { type: choice('违规事项', violationTypes), amount: money('扣款金额', { min: 1 }) },
    { optional: true, max: 20 },
  ),
  terms: note('退还约定', {
    max: 1000,
    preset: '竣工验收合格、等待期满且无违规的，押金原路退还；有违规的按扣款标准扣除后退还。',
  }),
  signs: signatures('签字', { signers: ['service-manager'], order: 'any', guests: customers }),
  ownerSign: text('业主签名', { max: 40, optional: true }),
  leaderSign: text('装修负责人签名', { max: 40, optional: true }),
  signedOn: kept(date('签订日期', { optional: true })),
  ending: stamp('终止'),
  status: stages('状态', {
    draft: { label: '草稿', next: { submit: 'signing' } },
    signing: {
      label: '签订中',
      next: { sign: 'signed', 'owner-sign': 'signed', 'leader-sign': 'signed', return: 'draft' },
    },
    signed: { label: '已签订', next: { end: 'ended' } },
    ended: { label: '已终止' },
  }),
})

declare module '#engine' {
  interface Forms {
    'renovation-agreements': typeof renovationAgreement
  }
}

/** The last of them has signed. */
const signed = ({ id }: RecordOf<'renovation-agreements'>, tx: Tx) =>
  tx.update('renovation-agreements', id, { signedOn: tx.today })

export default renovationAgreement.procedure({
  kind: 'form',
  area: 'renovation',
  code: 'E03',
  source: '《物业客服部工作流程表格》装修；《收退作业流程》四',
  aliases: ['装修管理协议', '装修协议', '装修责任书'],
  label: 'number',
  paper: {
    双方: [
      ['number', 'application', 'room', 'building'],
      ['owner', 'contractor', 'leader'],
    ],
    约定: [['startsOn', 'endsOn', 'workingHours', 'deposit'], ['deductions'], ['terms']],
    签订: [['signs'], ['ownerSign', 'leaderSign', 'signedOn', 'ending', 'status']],
  },
  list: {
    columns: ['number', 'room', 'owner', 'contractor', 'startsOn', 'endsOn', 'signedOn', 'status'],
    filters: ['status', 'application', 'room', 'building', 'signedOn'],
    sort: '-number',
    search: ['room', 'owner', 'leader'],
  },
  views: { signing: { label: '签订中', query: 'status=signing' } },
  may: {
    read: 'everyone',
    create: ['clerk', 'supervisor'],
    edit: { draft: ['clerk', 'supervisor'] },
    remove: ['clerk', 'supervisor'],
    export: renovationExporters,
  },
  scope: byBuilding,
  checks: [({ startsOn, endsOn }) => startsOn <= endsOn || ['endsOn', '完工日期不得早于开工日期']],
  opens: ({ id }, tx) => tx.update('renovation-agreements', id, { deposit: tx.policy('renovation.deposit') }),
  actions: {
    submit: {
      label: '交付签订',
      by: ['clerk', 'supervisor'],
      unless: async ({ id, application }, reader) => {
        const where = { application, status: ['signing', 'signed'] as const }
        const others = await reader.find('renovation-agreements', where)
        return others
          .filter((one) => one.id !== id)
          .map((one) => ({
            message: `该装修已有协议书 ${one.number}`,
            resource: 'renovation-agreements',
            id: one.id,
          }))
      },
    },
    sign: { label: '公司签字', signs: 'signs', effects: signed },
    'owner-sign': {
      label: '业主签字',
      by: ['clerk', 'supervisor'],
      signs: 'signs',
      guest: { as: 'owner', name: 'ownerSign' },
      asks: ['ownerSign'],
      effects: signed,
    },
    'leader-sign': {
      label: '装修负责人签字',
      by: ['clerk', 'supervisor'],
      signs: 'signs',
      guest: { as: 'contractor-lead', name: 'leaderSign' },
      asks: ['leaderSign'],
      effects: signed,
    },
    return: { label: '退回', returns: 'signs', by: ['clerk', 'supervisor', 'service-manager'] },
    end: { label: '终止', by: 'office', stamps: 'ending' },
  },
  void: { from: ['signing', 'signed'], by: ['clerk', 'supervisor'], confirmedBy: 'service-manager' },
  print: { size: 'A4', copies: ['业主', '施工单位', '物业'], sign: { 签字: 'signs', 物业盖章: 'pen' } },
})
