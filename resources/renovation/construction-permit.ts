import { copied, date, form, kept, lines, note, ref, serial, signatures, stages, stamp, text, tick } from '#engine'
import { renovationExporters } from '../clauses/renovation.ts'
import { expirePermits, issuePermit, notYet, remindExpiring } from '../clauses/renovation-permits.ts'
import { byBuilding } from '../clauses/scope.ts'

/** 施工许可证 — posted at the door of a decorated home: the fees checked by the clerk, signed by the chain of the policy, sealed on paper. */
export const constructionPermit = form('construction-permits', '施工许可证', {
  number: serial('证号', 'SGXK-{yyyy}{MM}-{0000}'),
  title: kept(text('证名', { max: 20, optional: true })),
  application: ref('renovation-applications', '装修申请'),
  room: copied(ref('properties', '房号'), 'application.room'),
  building: copied(text('楼栋'), 'application.building'),
  ownerName: copied(text('业主姓名'), 'application.ownerName'),
  contractor: copied(ref('contractors', '施工单位', { optional: true }), 'application.contractor'),
  leader: copied(text('装修负责人'), 'application.leader'),
  content: lines(
    '准许施工内容',
    { part: text('部位', { max: 30 }), work: text('施工内容', { max: 100 }) },
    { copy: 'application.content', min: 1 },
  ),
  validFrom: date('有效期自', { copy: 'application.startsOn' }),
  validTo: date('有效期至', { copy: 'application.endsOn', early: true }),
  conditions: note('注意事项', { max: 500, optional: true }),
  feeCheck: stamp('费用核对'),
  signs: signatures('审批', { signers: 'permit.chain', order: 'listed' }),
  issuedOn: kept(date('发证日期', { optional: true })),
  posted: tick('已张贴在门口', { preset: false }),
  reminded: kept(date('到期提醒日', { optional: true })),
  status: stages('状态', {
    draft: { label: '待核对', next: { check: 'signing' } },
    signing: { label: '审批中', next: { sign: 'issued', return: 'draft' } },
    issued: {
      label: '有效',
      next: { post: 'issued', extend: 'issued', suspend: 'suspended', expire: 'expired', close: 'closed' },
    },
    suspended: { label: '暂停', next: { resume: 'issued', extend: 'suspended', close: 'closed' } },
    expired: { label: '已过期', next: { extend: 'issued', suspend: 'suspended', close: 'closed' } },
    closed: { label: '已收回' },
  }),
})

declare module '#engine' {
  interface Forms {
    'construction-permits': typeof constructionPermit
  }
}

export default constructionPermit.procedure({
  kind: 'form',
  area: 'renovation',
  code: 'E05',
  source: '《业务办理装修及退费工作流程》一.（四）；《物业客服部工作流程表格》装修',
  aliases: ['装修许可证', '装修同意证'],
  label: ({ number, ownerName }) => number ?? ownerName,
  paper: {
    许可: [
      ['number', 'title', 'application', 'status'],
      ['room', 'building', 'ownerName'],
      ['contractor', 'leader'],
    ],
    施工: [['content'], ['validFrom', 'validTo', 'issuedOn', 'posted', 'reminded'], ['conditions']],
    审批: [['feeCheck'], ['signs']],
  },
  list: {
    columns: ['number', 'room', 'ownerName', 'contractor', 'validFrom', 'validTo', 'posted', 'status'],
    filters: ['status', 'application', 'room', 'building', 'contractor', 'validFrom', 'validTo', 'posted'],
    sort: '-number',
    search: ['room', 'ownerName', 'leader', 'contractor'],
  },
  views: {
    valid: { label: '有效许可证', query: 'status=issued&_sort=validTo' },
    expired: { label: '已过期', query: 'status=expired&_sort=validTo' },
    unposted: { label: '未张贴', query: 'status=issued&posted=false' },
  },
  waits: {
    checking: { label: '待核对费用的许可证', query: 'status=draft', for: 'clerk' },
    expired: {
      label: '施工许可证已过期',
      query: 'status=expired',
      for: ['clerk', 'decoration-officer'],
      due: 'validTo',
    },
  },
  may: {
    read: 'everyone',
    create: ['clerk', 'supervisor'],
    edit: { draft: ['clerk', 'supervisor'] },
    remove: ['clerk', 'supervisor'],
    export: renovationExporters,
  },
  scope: byBuilding,
  checks: [({ validFrom, validTo }) => validFrom <= validTo || ['validTo', '有效期至不得早于有效期自']],
  opens: ({ id }, tx) => tx.update('construction-permits', id, { title: tx.policy('permit.title') }),
  daily: {
    remind: { label: '施工许可证即将到期提醒', code: 'MSG18', work: remindExpiring },
    expire: { label: '施工许可证到期', code: 'R040', work: expirePermits },
  },
  actions: {
    check: { label: '费用已核对，送审批', by: 'clerk', stamps: 'feeCheck', holds: ['room'], unless: notYet },
    sign: { label: '同意', signs: 'signs', unless: notYet, effects: issuePermit },
    return: { label: '退回', returns: 'signs', clears: ['feeCheck'] },
    post: { label: '已张贴', by: ['steward', 'clerk', 'guard', 'decoration-officer'], asks: ['posted'] },
    extend: { label: '延期', by: 'office', asks: ['validTo'] },
    suspend: { label: '暂停', by: 'office' },
    resume: { label: '恢复', by: 'office' },
    expire: { label: '到期', by: 'office' },
    close: { label: '收回', by: 'office' },
  },
  void: { from: ['signing'], by: ['clerk', 'supervisor'], confirmedBy: 'service-manager' },
  print: {
    size: 'A4',
    copies: ['现场张贴', '存档'],
    sign: { 客服核对: 'feeCheck', 审批: 'signs', 发证单位: 'seal' },
  },
})
