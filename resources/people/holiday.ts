import { choice, date, form, text } from '#engine'

/** 节假日 — days off, and days worked instead, as 国务院办公厅 announces them each year. */
export const holidays = form('holidays', '节假日', {
  day: date('日期'),
  name: text('名称', { max: 20 }),
  kind: choice('安排', { rest: '放假', work: '调休上班' }, { preset: 'rest' }),
})

declare module '#engine' {
  interface Forms {
    holidays: typeof holidays
  }
}

export default holidays.procedure({
  kind: 'master',
  of: 'company',
  area: 'people',
  code: 'Q04',
  source: '国务院办公厅关于部分节假日安排的通知',
  aliases: ['工作日历', '放假安排'],
  label: ({ day, name }) => `${day} ${name}`,
  paper: { 节假日: [['day', 'name', 'kind']] },
  list: { columns: ['day', 'name', 'kind'], filters: ['day', 'kind'], sort: '-day' },
  may: {
    read: 'everyone',
    create: ['admin-clerk', 'finance-manager'],
    edit: ['admin-clerk', 'finance-manager'],
    remove: ['admin-clerk', 'finance-manager'],
  },
  unique: [{ blanks: ['day'], says: '该日期已经录入' }],
  actions: {},
})
