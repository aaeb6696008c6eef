import {
  attachment,
  choice,
  choices,
  copied,
  date,
  form,
  identity,
  kept,
  note,
  ref,
  serial,
  stages,
  stamp,
  text,
} from '#engine'
import { applicants, renovationExporters } from '../clauses/renovation.ts'
import { beyondPermit, expirePasses, loseCard, takeBack } from '../clauses/renovation-permits.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 装修人员出入证 — one worker's card: deposit and cost paid, written by customer service, never longer than the permit. */
export const workerPass = form('worker-passes', '装修人员出入证', {
  number: serial('证号', 'CRZ-{yyyy}{MM}-{0000}'),
  application: ref('renovation-applications', '装修申请'),
  permit: copied(ref('construction-permits', '施工许可证', { optional: true }), 'application.permit'),
  room: copied(ref('properties', '房号'), 'application.room'),
  building: copied(text('楼栋'), 'application.building'),
  contractor: copied(ref('contractors', '施工单位', { optional: true }), 'application.contractor'),
  applicant: choice('申请人', applicants, { preset: 'leader' }),
  workerName: text('施工人员', { max: 20 }),
  workerIdentity: identity('身份证号'),
  identityCopy: attachment('身份证复印件', { optional: true, max: 2, early: true }),
  photo: attachment('一寸照片', { optional: true, max: 1, early: true }),
  validFrom: date('有效期自', { preset: 'today' }),
  validTo: date('有效期至', { copy: 'application.until', early: true }),
  notice: kept(ref('renovation-payment-notices', '缴费通知单', { optional: true })),
  deposit: kept(ref('deposits', '出入证押金', { optional: true })),
  receipt: kept(ref('receipts', '收据', { optional: true })),
  issuedItems: choices('发放物品', { card: '出入卡', sleeve: '胶套', clip: '别针' }, { optional: true }),
  leaderSign: text('签收人（负责人）', { max: 20, optional: true }),
  issuing: stamp('客服发证'),
  finance: stamp('财务盖章'),
  returnedOn: kept(date('交回日期', { optional: true })),
  returning: stamp('收回登记'),
  lossNote: note('遗失说明', { max: 300, optional: true }),
  status: stages('状态', {
    draft: { label: '草稿', next: { apply: 'applied' } },
    applied: { label: '待缴费', next: { pay: 'paid' } },
    paid: { label: '待发证', next: { issue: 'issued', return: 'returned' } },
    issued: { label: '有效', next: { extend: 'issued', expire: 'expired', return: 'returned', lose: 'lost' } },
    expired: { label: '已过期', next: { extend: 'issued', return: 'returned', lose: 'lost' } },
    returned: { label: '已交回', next: { close: 'closed' } },
    lost: { label: '遗失' },
    closed: { label: '已退押金' },
  }),
})

declare module '#engine' {
  interface Forms {
    'worker-passes': typeof workerPass
  }
}

const desk = ['clerk', 'supervisor'] as const

export default workerPass.procedure({
  kind: 'form',
  area: 'renovation',
  code: 'E06',
  source: '《小区物业客服人员日常工作流程》二；《广州海伦堡物业 收费管理办法》第三条',
  aliases: ['出入证', '出入卡', '施工人员登记'],
  label: ({ number, workerName }) => [number, workerName].filter(Boolean).join(' '),
  paper: {
    装修: [
      ['number', 'application', 'permit', 'status'],
      ['room', 'building', 'contractor', 'applicant'],
    ],
    人员: [
      ['workerName', 'workerIdentity', 'validFrom', 'validTo'],
      ['photo', 'identityCopy'],
    ],
    发证: [
      ['notice', 'deposit', 'receipt', 'finance'],
      ['issuedItems', 'leaderSign', 'issuing'],
    ],
    收回: [['returnedOn', 'returning'], ['lossNote']],
  },
  list: {
    columns: ['number', 'workerName', 'room', 'contractor', 'validTo', 'leaderSign', 'status'],
    filters: ['status', 'application', 'room', 'building', 'contractor', 'validTo', 'returnedOn', 'notice'],
    sort: '-number',
    search: ['room', 'contractor'],
  },
  views: {
    register: {
      label: '办证登记本',
      code: 'E07',
      aliases: ['出入证登记本', '办证登记'],
      query: 'status_ne=draft&_sort=number&_order=desc',
      columns: [
        'number',
        'workerName',
        'room',
        'workerIdentity',
        'validFrom',
        'validTo',
        'receipt',
        'leaderSign',
        'finance',
        'returnedOn',
        'status',
      ],
    },
    valid: { label: '有效出入证', query: 'status=issued&_sort=room,validTo' },
    unpaid: { label: '待缴费', query: 'status=applied' },
    outstanding: { label: '过期未交回', query: 'status=expired&_sort=validTo' },
  },
  waits: {
    billing: { label: '待开缴费通知的出入证', query: 'status=applied&notice_null=true', for: 'clerk' },
    outstanding: { label: '过期未交回的出入证', query: 'status=expired', for: 'clerk', due: 'validTo' },
  },
  may: {
    read: 'everyone',
    create: desk,
    edit: { draft: desk },
    remove: desk,
    export: renovationExporters,
    reveal: ['service-manager', 'security-manager', 'decoration-officer'],
  },
  scope: byBuilding,
  checks: [({ validFrom, validTo }) => validFrom <= validTo || ['validTo', '有效期至不得早于有效期自']],
  daily: { expire: { label: '出入证到期', code: 'W18', work: expirePasses } },
  actions: {
    apply: { label: '提交', by: desk, unless: beyondPermit },
    pay: { label: '已缴费', by: 'office', offers: ['deposit', 'receipt'], stamps: 'finance' },
    issue: {
      label: '发证（收据注“已办”）',
      by: desk,
      asks: ['leaderSign', 'issuedItems', 'photo', 'identityCopy'],
      stamps: 'issuing',
      unless: beyondPermit,
    },
    extend: { label: '延期', by: 'office', asks: ['validTo'] },
    expire: { label: '到期', by: 'office' },
    return: {
      label: '交回（卡、套、夹齐）',
      by: [...desk, 'guard'],
      optional: ['paid', 'issued'],
      stamps: 'returning',
      holds: ['deposit'],
      effects: takeBack,
    },
    lose: { label: '登记遗失', by: desk, optional: true, asks: ['lossNote'], holds: ['deposit'], effects: loseCard },
    close: { label: '押金已退', by: 'office' },
  },
  void: { from: ['applied'], by: desk, confirmedBy: 'service-manager' },
  print: { size: 'A5', copies: ['出入证', '存根'], sign: { 客服: 'issuing', 财务: 'finance', 负责人签收: 'pen' } },
})
