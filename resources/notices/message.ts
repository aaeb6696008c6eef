import {
  choice,
  copied,
  form,
  instant,
  kept,
  minutesAfter,
  note,
  phone,
  ref,
  stages,
  stamp,
  text,
  whole,
} from '#engine'
import { channels, messageCodes } from '../clauses/message-codes.ts'
import { byBuildingOrOutside } from '../clauses/scope.ts'

/** After each failure it waits longer, in minutes; after the last a person sees to it. */
const PAUSES = [1, 5, 30, 120] as const

/** 消息记录 — the outbox: words on their way to somebody, written by the steps of other papers. */
export const message = form('messages', '消息记录', {
  code: choice('消息', messageCodes),
  channel: choice('渠道', channels),
  room: ref('properties', '房号', { optional: true }),
  building: copied(text('楼栋', { optional: true }), 'room.building'),
  name: text('收件人', { max: 60, optional: true }),
  phone: phone('电话', { optional: true }),
  user: ref('users', '收件员工', { optional: true }),
  words: note('内容', { max: 800 }),
  about: text('相关单据', { max: 60, optional: true }),
  aboutId: text('单据标识', { max: 64, optional: true }),
  tries: kept(whole('已试次数', { min: 0 }), 0),
  nextAt: kept(instant('下次发送', { optional: true })),
  fault: kept(text('失败原因', { max: 200, optional: true })),
  sending: stamp('发送'),
  reading: stamp('已读'),
  status: stages('状态', {
    queued: { label: '待发送', next: { send: 'sent', postpone: 'queued', fail: 'failed', 'tell-by-hand': 'sent' } },
    failed: { label: '发送失败', next: { retry: 'queued', 'tell-by-hand': 'sent' } },
    sent: { label: '已发送', next: { read: 'read' } },
    read: { label: '已读' },
  }),
})

declare module '#engine' {
  interface Forms {
    messages: typeof message
  }
}

const senders = ['clerk', 'supervisor', 'service-manager', 'cashier', 'fee-clerk', 'steward'] as const

export default message.procedure({
  kind: 'ledger',
  area: 'notices',
  code: 'N02-2',
  source: '《物业服务费用催缴管理作业指导书》4.2；《物业管理费用催缴管理作业规程》',
  aliases: ['短信记录', '通知记录', '站内消息'],
  label: ({ code, name }) => [messageCodes[code], name].filter(Boolean).join(' '),
  paper: {
    消息: [
      ['code', 'channel', 'status'],
      ['words'],
      ['room', 'building', 'name', 'phone'],
      ['user', 'about', 'aboutId'],
    ],
    发送: [
      ['tries', 'nextAt', 'fault'],
      ['sending', 'reading'],
    ],
  },
  list: {
    columns: ['code', 'channel', 'room', 'name', 'words', 'status', 'tries'],
    filters: ['status', 'channel', 'code', 'room', 'building', 'user', 'about', 'aboutId'],
    sort: '-nextAt',
    search: ['name', 'words', 'room'],
  },
  views: {
    mine: { label: '发给我的', query: 'user=me' },
    failed: { label: '发送失败', query: 'status=failed' },
    byHand: { label: '待人工告知', query: 'channel=paper&status=queued' },
  },
  waits: {
    mine: { label: '站内消息', query: 'user=me&status=queued&status=sent', for: 'everyone' },
    byHand: { label: '待人工告知', query: 'status=queued&channel_ne=notice', for: senders },
  },
  may: { read: 'everyone', create: 'nobody', edit: {}, export: ['service-manager', 'data-clerk'] },
  scope: byBuildingOrOutside,
  actions: {
    send: { label: '发送', by: 'office', stamps: 'sending' },
    postpone: {
      label: '稍后再发',
      by: 'office',
      asks: ['fault'],
      effects: ({ id, tries }, tx) =>
        tx.update('messages', id, { tries: tries + 1, nextAt: minutesAfter(tx.now, PAUSES[tries] ?? 120) }),
    },
    fail: {
      label: '发送失败',
      by: 'office',
      asks: ['fault'],
      effects: ({ id, tries }, tx) => tx.update('messages', id, { tries: tries + 1, nextAt: null }),
    },
    retry: {
      label: '重新发送',
      by: senders,
      effects: ({ id }, tx) => tx.update('messages', id, { tries: 0, nextAt: tx.now, fault: null }),
    },
    'tell-by-hand': {
      label: '已人工告知',
      by: senders,
      stamps: 'sending',
      guard: ({ channel }) => channel !== 'notice' || '站内消息由系统发送',
    },
    read: {
      label: '知道了',
      by: 'everyone',
      stamps: 'reading',
      guard: ({ user: to }, { user }) => to === user.id || '只能由收件员工本人确认',
    },
  },
})

/** So many times a message is tried before a person sees to it. */
export const TRIES = PAUSES.length
