import {
  choice,
  copied,
  date,
  form,
  identity,
  kept,
  lines,
  money,
  note,
  phone,
  ref,
  serial,
  signatures,
  stages,
  stamp,
  text,
  tick,
  time,
  whole,
} from '#engine'
import { another } from '../clauses/persons.ts'
import { expirePasses, noArrears, noteArrears, tellDesk, unpaidFees, unproved } from '../clauses/release.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 放行条 — large and valuable goods leave: identity, fees, signatures and seal, then the guard compares them at the gate. */
export const goodsReleasePass = form('goods-release-passes', '物品放行条', {
  number: serial('编号', 'FX-{yyyy}{MM}-{0000}'),
  room: ref('properties', '房号'),
  building: copied(text('楼栋'), 'room.building'),
  owner: copied(ref('residents', '业主', { optional: true }), 'room.owner'),
  ownerPhone: copied(phone('业主电话', { optional: true }), 'owner.phone'),
  tenant: copied(ref('residents', '租户', { optional: true }), 'room.tenant'),
  applicantKind: choice(
    '办证人身份',
    {
      owner: '业主',
      tenant: '租户',
      'contractor-lead': '装修负责人',
      worker: '施工人员',
      staff: '本公司员工',
      shop: '商铺',
      office: '写字楼',
    },
    { preset: 'owner' },
  ),
  applicant: text('办证人', { max: 40 }),
  applicantPhone: phone('办证人电话', { optional: true }),
  moveOn: date('搬迁日期', { preset: 'today' }),
  moveTime: time('搬迁时间', { optional: true }),
  mover: text('搬运人', { max: 40 }),
  moverIdentity: identity('搬运人身份证号', { optional: true }),
  plate: text('车牌号', { max: 20, optional: true }),
  items: lines(
    '物品',
    {
      name: text('物品名称', { max: 60 }),
      quantity: whole('数量', { min: 1, preset: 1 }),
      remark: text('备注', { max: 60, optional: true }),
    },
    { min: 1, max: 60 },
  ),
  identityMethod: choice('核对方式', { person: '当面核对原件', phone: '电话核实' }, { optional: true }),
  originalSeen: tick('已核对身份证原件', { preset: false }),
  identityAnswered: tick('答对身份证号', { preset: false }),
  familyAnswered: tick('答对家庭成员', { preset: false }),
  employerAnswered: tick('答对工作单位', { preset: false }),
  consent: choice('业主意见', { yes: '同意', no: '不同意' }, { optional: true }),
  consentBy: text('征询方式及对象', { max: 60, optional: true }),
  arrears: kept(money('欠费', { min: 0 }), 0),
  exemptionReason: note('欠费放行理由', { max: 500, optional: true }),
  exemption: stamp('欠费放行审批'),
  refusalReason: note('不予放行原因', { max: 500, optional: true }),
  checking: stamp('身份核对'),
  signs: signatures('签名', { signers: 'release.signers', order: 'listed' }),
  gateDifference: note('不符情况', { max: 500, optional: true }),
  gate: stamp('门岗查验'),
  recheck: stamp('重新核准'),
  status: stages('状态', {
    draft: { label: '申请中', next: { 'check-identity': 'identity-checked', decline: 'refused' } },
    'identity-checked': {
      label: '待签名',
      next: {
        exempt: 'identity-checked',
        sign: 'valid',
        return: 'draft',
        refuse: 'refused',
      },
    },
    valid: { label: '有效', next: { release: 'used', differ: 'blocked', expire: 'expired' } },
    blocked: { label: '物品不符', next: { approve: 'valid', decline: 'refused' } },
    used: { label: '已放行' },
    refused: { label: '不予放行' },
    expired: { label: '已过期' },
  }),
})

declare module '#engine' {
  interface Forms {
    'goods-release-passes': typeof goodsReleasePass
  }
}

export default goodsReleasePass.procedure({
  kind: 'form',
  area: 'release',
  code: 'I01',
  source: '《某小区物品放行流程》；《小区物业客服人员日常工作流程》一、放行条',
  aliases: ['放行条', '物品放行申请', '搬出证'],
  label: 'number',
  paper: {
    申请: [
      ['number', 'room', 'building', 'status'],
      ['owner', 'ownerPhone', 'tenant'],
      ['applicantKind', 'applicant', 'applicantPhone'],
      ['mover', 'moverIdentity'],
      ['moveOn', 'moveTime', 'plate'],
    ],
    物品: [['items']],
    核对: [
      ['identityMethod', 'originalSeen', 'checking'],
      ['identityAnswered', 'familyAnswered', 'employerAnswered'],
      ['consent', 'consentBy'],
    ],
    费用: [['arrears', 'exemption', 'exemptionReason']],
    签名: [['signs'], ['gate', 'recheck', 'gateDifference', 'refusalReason']],
  },
  list: {
    columns: ['number', 'room', 'applicantKind', 'applicant', 'mover', 'moveOn', 'arrears', 'gate', 'status'],
    filters: ['status', 'room', 'building', 'applicantKind', 'moveOn'],
    sort: '-number',
    search: ['room', 'applicant', 'mover', 'plate'],
  },
  views: {
    gate: { label: '今日待查验', query: 'status=valid&moveOn=today&_sort=moveTime' },
    signing: { label: '待签名', query: 'status=identity-checked' },
    blocked: { label: '物品不符', query: 'status=blocked' },
    book: {
      label: '放行条本',
      code: 'I02',
      aliases: ['放行条本管理', '放行条登记'],
      query: 'status_ne=draft&_sort=number',
      columns: ['number', 'room', 'applicant', 'moveOn', 'gate', 'status'],
    },
  },
  waits: { blocked: { label: '物品不符待核准', query: 'status=blocked', for: 'duty-director', due: 'moveOn' } },
  due: { 'identity-checked': 'moveOn', valid: 'moveOn', blocked: 'moveOn' },
  daily: { expire: { label: '放行条到期失效', code: 'W30', work: expirePasses } },
  may: {
    read: [
      'clerk',
      'steward',
      'property-officer',
      'supervisor',
      'service-manager',
      'accountant',
      'cashier',
      'duty-director',
      'centre-manager',
      'guard',
      'security-manager',
      'project-manager',
    ],
    create: 'clerk',
    edit: { draft: 'clerk' },
    remove: 'clerk',
    export: ['supervisor', 'service-manager', 'duty-director', 'security-manager'],
    reveal: ['clerk', 'duty-director', 'security-manager'],
  },
  scope: byBuilding,
  checks: [
    ({ moveOn, status }, { today }) =>
      (status !== 'draft' && status !== null) || moveOn >= today || ['moveOn', '搬迁日期不得早于今天'],
    ({ applicantKind, tenant }) => applicantKind !== 'tenant' || tenant !== null || ['applicantKind', '该房屋没有租户'],
  ],
  actions: {
    'check-identity': {
      label: '核对身份',
      by: 'clerk',
      asks: ['identityMethod'],
      offers: ['originalSeen', 'identityAnswered', 'familyAnswered', 'employerAnswered', 'consent', 'consentBy'],
      stamps: 'checking',
      guard: (pass, occasion) => unproved(pass, occasion) ?? true,
      effects: noteArrears,
    },
    exempt: {
      label: '准予欠费放行',
      by: ['project-manager', 'centre-manager'],
      asks: ['exemptionReason'],
      stamps: 'exemption',
      guard: ({ exemption, createdBy }, { user }) =>
        exemption ? '已准予欠费放行' : another(user, [createdBy], '经办人不能准予欠费放行'),
      unless: noArrears,
      effects: noteArrears,
    },
    sign: { label: '签名', signs: 'signs', holds: ['room'], unless: unpaidFees },
    return: { label: '退回', returns: 'signs' },
    refuse: {
      label: '欠费不予放行',
      by: 'accountant',
      asks: ['refusalReason'],
      danger: true,
      unless: noArrears,
      effects: noteArrears,
    },
    decline: { label: '不予放行', by: ['clerk', 'duty-director'], asks: ['refusalReason'], danger: true },
    release: {
      label: '查验放行',
      by: 'guard',
      stamps: 'gate',
      guard: ({ moveOn, signs }, { user, today }) => {
        if (today < moveOn) return `搬迁日期是 ${moveOn}，今天不能放行`
        if (today > moveOn) return `放行条已过搬迁日期 ${moveOn}，不能放行`
        return another(
          user,
          (signs ?? []).map((one) => one.user),
          '签名人不能查验',
        )
      },
    },
    differ: {
      label: '物品不符',
      by: 'guard',
      asks: ['gateDifference'],
      stamps: 'gate',
      danger: true,
      effects: tellDesk,
    },
    approve: { label: '核准放行', by: 'duty-director', reason: true, stamps: 'recheck' },
    expire: { label: '过期', by: 'office' },
  },
  void: { from: ['identity-checked', 'valid', 'blocked', 'expired'], by: 'clerk', confirmedBy: 'duty-director' },
  print: {
    size: 'A4',
    copies: ['存根联', '通知联'],
    sign: { 办证人: 'pen', 签名: 'signs', 服务中心: 'seal', 门岗: 'gate' },
  },
})
