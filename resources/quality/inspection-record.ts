import {
  attachment,
  choice,
  computed,
  copied,
  date,
  form,
  instant,
  kept,
  lines,
  note,
  type RecordOf,
  ref,
  serial,
  stages,
  stamp,
  type Tx,
  text,
  tick,
  whole,
} from '#engine'
import { departmentOf, inspectionKinds, inspectors, slots, subjects } from '../clauses/inspection.ts'
import { markMissed } from '../clauses/inspection-plans.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

type Result = string | null

/** 日常巡检记录表 — one round by one person; whatever is abnormal becomes a rectification. */
export const inspectionRecords = form('inspection-records', '巡检记录', {
  number: serial('单号', 'XJ-{yyyy}{MM}-{0000}'),
  template: ref('inspection-templates', '检查清单'),
  kind: copied(choice('巡检类别', inspectionKinds), 'template.kind'),
  plannedOn: date('巡检日期', { preset: 'today' }),
  inspector: ref('users', '巡检人', { preset: 'me' }),
  room: ref('properties', '房号', { optional: true }),
  building: text('楼栋', { max: 10, optional: true, copy: 'room.building', hint: '不填为整个园区' }),
  plan: kept(ref('inspection-plans', '巡检计划', { optional: true })),
  task: kept(text('计划任务', { max: 100, optional: true })),
  slot: kept(choice('时段', slots, { optional: true })),
  startedAt: kept(instant('开始时间', { optional: true })),
  endedAt: kept(instant('结束时间', { optional: true })),
  lines: lines(
    '检查项目',
    {
      code: kept(text('编号', { max: 10 })),
      area: kept(text('部位', { max: 30 })),
      subject: kept(choice('巡检内容', subjects)),
      item: kept(text('检查项目', { max: 60 })),
      standard: kept(text('标准', { max: 100 })),
      photo: kept(tick('须拍照')),
      severity: kept(choice('严重程度', { major: '重大', ordinary: '一般' })),
      result: choice('结果', { normal: '正常', abnormal: '异常', 'not-applicable': '不适用' }, { optional: true }),
      remark: text('情况说明', { max: 200, optional: true }),
      position: text('位置', { max: 60, optional: true }),
      photos: attachment('照片', { optional: true, max: 9 }),
      action: choice(
        '当场处置',
        { persuaded: '规劝', stopped: '阻止', handled: '已处理', forwarded: '转相关部门' },
        { optional: true },
      ),
    },
    { copy: 'template.lines' },
  ),
  abnormal: computed(
    whole('异常项数'),
    ({ lines: items }: { lines: readonly { result: Result }[] }) =>
      (items ?? []).filter(({ result }) => result === 'abnormal').length,
  ),
  residentsTalked: note('与住户沟通', { max: 1000, optional: true }),
  finishing: stamp('巡检人签名'),
  reading: stamp('客服经理审阅'),
  status: stages('状态', {
    draft: { label: '计划', next: { start: 'in-progress', miss: 'missed' } },
    'in-progress': { label: '巡检中', next: { finish: 'done' } },
    done: { label: '已完成', next: { forward: 'forwarded', close: 'closed' } },
    forwarded: { label: '整改中', next: { read: 'forwarded', settle: 'closed' } },
    closed: { label: '已关闭', next: { read: 'closed' } },
    missed: { label: '未巡' },
  }),
})

declare module '#engine' {
  interface Forms {
    'inspection-records': typeof inspectionRecords
  }
}

type Round = RecordOf<'inspection-records'>
const called = (line: Round['lines'][number]) => `${line.code}「${line.area} ${line.item}」`

/** Every line has its result; what is abnormal is described, and photographed where the list asks for it. */
function complete({ lines: items }: Round): true | string {
  const open = items.find(({ result }) => result === null)
  if (open) return `${called(open)}还没有检查结果`
  const found = items.filter(({ result }) => result === 'abnormal')
  const silent = found.find(({ remark, action }) => remark === null || action === null)
  if (silent) return `${called(silent)}异常，须填写情况说明和当场处置`
  const unseen = found.find(({ photo, photos }) => photo && !photos?.length)
  return unseen ? `${called(unseen)}异常，须附照片` : true
}

async function openRectifications(slip: Round, tx: Tx): Promise<unknown> {
  await tx.update('inspection-records', slip.id, { endedAt: tx.now })
  const found = slip.lines.filter(({ result }) => result === 'abnormal')
  if (found.length === 0) return tx.perform('inspection-records', slip.id, 'close')
  const drafts = found.map((line) => ({
    inspection: slip.id,
    building: slip.building,
    place: [line.area, line.position].filter(Boolean).join(' '),
    item: `${line.code} ${line.item}`,
    problem: line.remark ?? '',
    severity: line.severity,
    department: departmentOf[line.subject],
    before: line.photos,
  }))
  await tx.createMany('rectifications', drafts)
  return tx.perform('inspection-records', slip.id, 'forward')
}

// What a round has found is a rectification; F08 is written from that where a public facility is to be repaired.
export default inspectionRecords.procedure({
  kind: 'form',
  area: 'quality',
  code: 'J01',
  source: '《物业客服部日常巡检工作流程》；《物业管家每日工作内容》',
  aliases: ['日常巡检记录表', '巡检记录表', '巡查记录', '工作记录'],
  label: 'number',
  paper: {
    巡检: [
      ['number', 'template', 'kind', 'status'],
      ['plannedOn', 'inspector', 'room', 'building'],
      ['plan', 'task', 'slot'],
      ['startedAt', 'endedAt', 'abnormal'],
    ],
    检查项目: [['lines']],
    其他: [['residentsTalked'], ['finishing', 'reading']],
  },
  list: {
    columns: ['number', 'kind', 'building', 'inspector', 'plannedOn', 'abnormal', 'status'],
    filters: ['status', 'kind', 'template', 'building', 'room', 'inspector', 'plannedOn', 'abnormal', 'plan', 'slot'],
    sort: ['-plannedOn', '-number'],
    totals: ['abnormal'],
    search: ['template', 'inspector', 'building'],
  },
  views: {
    today: { label: '今日巡检', query: 'plannedOn=today' },
    mine: { label: '我的巡检', query: 'inspector=me&_sort=plannedOn&_order=desc' },
    abnormal: { label: '有异常的巡检', query: 'abnormal_gt=0' },
    vacant: {
      label: '空置房巡查记录',
      code: 'J05',
      query: 'kind=vacant&_sort=plannedOn&_order=desc',
      columns: ['number', 'room', 'building', 'inspector', 'plannedOn', 'abnormal', 'status'],
    },
    missed: { label: '未巡', query: 'status=missed&_sort=plannedOn&_order=desc' },
    rounds: { label: '早晚巡查', query: 'slot=morning&slot=evening&_sort=plannedOn&_order=desc' },
  },
  may: {
    read: 'everyone',
    create: inspectors,
    edit: { draft: inspectors, 'in-progress': inspectors },
    remove: inspectors,
  },
  scope: byBuildingOrOutside,
  waits: {
    mine: {
      label: '今日巡检任务',
      query: 'inspector=me&status=draft&status=in-progress&plannedOn_lte=today',
      for: inspectors,
      due: 'plannedOn',
    },
  },
  daily: { missed: { label: '标记未巡的计划巡检', code: 'J01', work: markMissed } },
  actions: {
    start: {
      label: '开始巡检',
      by: inspectors,
      unless: async (slip, reader) => {
        const template = await reader.get('inspection-templates', slip.template)
        if (template.status === 'in-use') return []
        return [{ message: '所用检查清单不在使用中', resource: 'inspection-templates', id: template.id }]
      },
      effects: (slip, tx) => tx.update('inspection-records', slip.id, { startedAt: tx.now }),
    },
    miss: { label: '记为未巡', by: ['service-manager', 'supervisor'], reason: true },
    finish: {
      label: '完成巡检',
      by: inspectors,
      stamps: 'finishing',
      guard: (slip, { user }) => (slip.inspector !== user.id ? '由巡检人本人完成' : complete(slip)),
      effects: openRectifications,
    },
    forward: { label: '转整改', by: 'office' },
    close: { label: '关闭', by: 'office' },
    settle: { label: '整改完成', by: 'office' },
    read: {
      label: '审阅',
      by: 'service-manager',
      stamps: 'reading',
      guard: ({ reading }) => reading === null || '已经审阅',
    },
  },
  void: { from: ['in-progress'], by: inspectors, confirmedBy: ['supervisor', 'service-manager'] },
  print: { copies: ['客服部'], sign: { 巡检人: 'finishing', 客服经理: 'reading' } },
})
