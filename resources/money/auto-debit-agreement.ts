import { attachment, choice, copied, date, form, lines, phone, ref, serial, stages, stamp, text, whole } from '#engine'
import { alreadyDebited } from '../clauses/collecting.ts'
import { moneySlipOf } from '../clauses/persons.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 自动扣费协议 — a customer lets the bank debit his fees; he and the company sign, finance files it. */
export const autoDebitAgreement = form('auto-debit-agreements', '自动扣费协议', {
  number: serial('协议号', 'KFXY-{yyyy}{MM}-{0000}'),
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  customer: ref('residents', '客户', { copy: 'room.owner' }),
  customerName: copied(text('客户姓名'), 'customer.name'),
  phone: copied(phone('联系电话', { optional: true }), 'customer.phone'),
  way: choice('扣款方式', { collection: '银行托收', debit: '银行代扣' }, { preset: 'collection' }),
  bank: text('开户银行', { max: 60 }),
  holder: text('户名', { max: 40, copy: 'customer.name' }),
  account: text('账号', { pattern: /^\d{8,30}$/, says: '须为 8 至 30 位数字' }),
  items: lines(
    '限于收费项目',
    { feeItem: ref('fee-items', '收费项目'), name: copied(text('名称'), 'feeItem.name') },
    { optional: true, max: 20 },
  ),
  dayOfMonth: whole('约定扣款日', { min: 1, max: 31, optional: true, hint: '不填按托收日' }),
  signedOn: date('签订日期', { preset: 'today' }),
  customerSign: text('客户签名', { max: 40, optional: true }),
  copy: attachment('协议扫描件', { optional: true }),
  endedOn: date('终止日期', { optional: true }),
  signing: stamp('公司签订'),
  filing: stamp('财务归档'),
  status: stages('状态', {
    draft: { label: '草稿', next: { sign: 'active' } },
    active: { label: '有效', next: { file: 'active', suspend: 'suspended', end: 'ended' } },
    suspended: { label: '暂停', next: { resume: 'active', end: 'ended' } },
    ended: { label: '已终止' },
  }),
})

declare module '#engine' {
  interface Forms {
    'auto-debit-agreements': typeof autoDebitAgreement
  }
}

const desk = ['clerk', 'steward', 'fee-clerk'] as const

export default autoDebitAgreement.procedure({
  kind: 'form',
  area: 'money',
  code: 'B16',
  source: '《2023修正版物业收费管理规定》；《物业服务费用催缴管理作业指导书》4.2',
  aliases: ['代扣协议', '托收协议'],
  label: 'number',
  paper: {
    客户: [
      ['number', 'room', 'building', 'status'],
      ['customer', 'customerName', 'phone'],
    ],
    账户: [['way', 'bank', 'holder', 'account'], ['dayOfMonth'], ['items']],
    签订: [['signedOn', 'customerSign', 'signing'], ['copy'], ['filing', 'endedOn']],
  },
  list: {
    columns: ['number', 'room', 'customerName', 'bank', 'holder', 'signedOn', 'endedOn', 'status'],
    filters: ['status', 'room', 'building', 'way', 'signedOn', 'endedOn'],
    sort: '-number',
    search: ['room', 'customerName', 'holder'],
  },
  views: { active: { label: '有效协议', query: 'status=active' } },
  may: moneySlipOf(desk),
  scope: byBuilding,
  checks: [
    ({ signedOn }, { today }) => signedOn <= today || ['signedOn', '签订日期不得晚于今天'],
    ({ endedOn, signedOn }) => !endedOn || endedOn >= signedOn || ['endedOn', '终止日期不得早于签订日期'],
  ],
  actions: {
    sign: {
      label: '签订',
      by: desk,
      asks: ['customerSign'],
      offers: ['copy'],
      stamps: 'signing',
      holds: ['room'],
      unless: alreadyDebited,
    },
    file: {
      label: '财务归档',
      by: ['cashier', 'accountant'],
      stamps: 'filing',
      guard: ({ filing }) => filing === null || '协议已归档',
    },
    suspend: { label: '暂停', by: desk, reason: true },
    resume: { label: '恢复', by: desk, optional: true, holds: ['room'], unless: alreadyDebited },
    end: { label: '终止', by: desk, asks: ['endedOn'], reason: true },
  },
  void: { from: ['active', 'suspended'], by: desk, confirmedBy: 'supervisor' },
  print: { size: 'A4', copies: ['客户', '公司'], sign: { 客户签名: 'pen', 公司签订: 'signing', 财务归档: 'filing' } },
})
