import { choice, form, note, text, tick } from '#engine'
import { channels, messageCodes } from '../clauses/message-codes.ts'
import { faultOfWords } from '../clauses/messages.ts'

/** 短信模板 — the words of one message, with {variables}; the cashier of the project keeps them. */
export const messageTemplate = form('message-templates', '消息模板', {
  code: choice('消息', messageCodes),
  channel: choice('渠道', channels, { preset: 'sms' }),
  words: note('内容', { max: 500, hint: '变量写在花括号里，如 {房号}、{金额}' }),
  variables: text('可用变量', { max: 200, optional: true }),
  active: tick('启用', { preset: true }),
})

declare module '#engine' {
  interface Forms {
    'message-templates': typeof messageTemplate
  }
}

export default messageTemplate.procedure({
  kind: 'master',
  of: 'both',
  area: 'notices',
  code: 'N02-1',
  source: '《物业服务费用催缴管理作业指导书》4.2：短信内容由项目出纳按公司规定维护',
  aliases: ['短信模板', '通知模板'],
  label: ({ code, channel }) => `${messageCodes[code]} ${channels[channel]}`,
  paper: { 模板: [['code', 'channel', 'active'], ['words'], ['variables']] },
  list: {
    columns: ['code', 'channel', 'words', 'active'],
    filters: ['code', 'channel', 'active'],
    sort: 'code',
    search: ['words'],
  },
  may: {
    read: 'everyone',
    create: ['cashier', 'service-manager'],
    edit: ['cashier', 'service-manager'],
    company: ['service-manager', 'general-manager'],
  },
  checks: [({ words, variables }) => faultOfWords(words, variables)],
  unique: [{ blanks: ['code', 'channel'], says: '该消息在此渠道已有模板' }],
  actions: {},
})
