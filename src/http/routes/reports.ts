import { decimal, type Field, money, percent, type ReportAnswer, type Row, text, type Visitor, whole } from '#engine'
import type { Route } from '../call.ts'
import type { Counter, Door } from '../door.ts'
import { paramsBut } from '../errand.ts'
import { json } from '../reply.ts'
import { fileOf, formatOf } from '../sheets/file.ts'
import type { Column, Sheet } from '../sheets/sheet.ts'

/** The statistics of the office: to be read, drawn, or carried away. */
export const reportRoutes = ({ at }: Door, { desk }: Counter): Route[] => [
  at('GET', '/api/reports/:report', async ({ param, query, visitor }) => {
    const answer = await desk.report(param('report'), paramsBut(query, 'format'), visitor)
    if (query['format'] === undefined) return json(200, answer)
    return fileOf(sheetOf(answer, desk.house.company, desk.ports.zone, visitor), formatOf(query), visitor.now)
  }),
]

const fields: Readonly<Record<ReportAnswer['measures'][number]['unit'], (label: string) => Field>> = {
  fen: (label) => money(label),
  percent: (label) => percent(label, { scale: 1 }),
  average: (label) => decimal(label, { scale: 1 }),
  count: (label) => whole(label),
}

function sheetOf(answer: ReportAnswer, company: string, zone: string, { user, now }: Visitor): Sheet {
  const { title, by, measures, rows, from, to } = answer
  const columns: readonly Column[] = [
    ...by.map(({ name, label }) => ({ name: `by ${name}`, field: text(label) as Field, summed: false })),
    ...measures.map(({ name, label, unit }) => ({ name, field: fields[unit](label), summed: false })),
  ]
  const lines = rows.map(
    ({ labels, figures }): Row => ({
      ...Object.fromEntries(by.map(({ name }) => [`by ${name}`, labels[name]])),
      ...figures,
    }),
  )
  const written = async function* () {
    yield lines
  }
  const filter = from || to ? `期间 ${from ?? ''} 至 ${to ?? ''}` : '截至目前'
  return { title, columns, rows: written(), zone, note: { company, by: user.name, at: now, filter } }
}
