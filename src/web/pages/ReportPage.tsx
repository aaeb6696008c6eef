import { Button, DatePicker, Dropdown, Select } from 'antd'
import dayjs from 'dayjs'
import { lazy, Suspense } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { type Day, firstDayOf, lastDayOf, mayDo, monthAfter, monthOf, type Report, type ReportAnswer } from '#engine'
import { todayOf, useOffice } from '../providers/office.tsx'
import { figureInWords, isShort } from '../report/figures.ts'
import { fileOf, useReport } from '../report/use-report.ts'
import { Glyph } from '../shell/Glyph.tsx'
import { NoRights, NotFound } from '../shell/NotFound.tsx'
import { useTitle } from '../shell/title.ts'
import { Waiting as Shape } from '../shell/Waiting.tsx'
import { say } from '../words/index.ts'
import './report.css'

const Chart = lazy(async () => ({ default: (await import('../report/Chart.tsx')).Chart }))

/** The statistic that the address names. */
export function ReportOfName() {
  const { report: name = '' } = useParams()
  const { house, user } = useOffice()
  const report = house.reports?.find((one) => one.name === name)
  if (!report) return <NotFound />
  if (!mayDo(report.may, user)) return <NoRights what={report.title} />
  return <ReportPage key={name} report={report} />
}

function ReportPage({ report }: { report: Report }) {
  useTitle(report.title)
  const { project } = useOffice()
  const [search, setSearch] = useSearchParams()
  const asked = new URLSearchParams(search)
  if (project !== undefined && !asked.has('project')) asked.set('project', project)
  const { data, error, isFetching, refetch } = useReport(report.name, asked.toString())
  const put = (changes: Readonly<Record<string, string | undefined>>) => {
    const next = new URLSearchParams(search)
    for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name)
    setSearch(next)
  }
  return (
    <div className="report">
      <header>
        <h1>
          {report.title} <span className="faint figure">{report.code}</span>
        </h1>
        {data && <Asking report={report} answer={data} onChange={put} />}
        {data && <Exports name={report.name} query={asked.toString()} />}
      </header>
      {error && !data && (
        <section className="said">
          <h2>{say('report.failed')}</h2>
          <p>{error.message}</p>
          <div className="doing">
            <Button onClick={() => void refetch()}>{say('do.retry')}</Button>
          </div>
        </section>
      )}
      {!data && !error && <Shape />}
      {data && <Answer answer={data} isFetching={isFetching} />}
    </div>
  )
}

const ofMonth = (month: string): [Day, Day] => [firstDayOf(month), lastDayOf(month)]
interface AskingProps {
  readonly report: Report
  readonly answer: ReportAnswer
  readonly onChange: (changes: Readonly<Record<string, string | undefined>>) => void
}
/** The period, and by what the figures are laid out. */
function Asking({ report, answer: { from, to, by, dimensions }, onChange }: AskingProps) {
  const { session } = useOffice()
  const month = monthOf(todayOf(session))
  const periods: readonly [string, [Day, Day]][] = [
    [say('filter.thisMonth'), ofMonth(month)],
    [say('filter.lastMonth'), ofMonth(monthAfter(month, -1))],
    [`${month.slice(0, 4)}年`, [`${month.slice(0, 4)}-01-01`, `${month.slice(0, 4)}-12-31`]],
  ]
  return (
    <div className="report-asking">
      {report.period ? (
        <DatePicker.RangePicker
          aria-label={say('report.period')}
          allowClear={false}
          value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
          presets={periods.map(([label, [first, last]]) => ({ label, value: [dayjs(first), dayjs(last)] }))}
          onChange={(days) => onChange({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
        />
      ) : (
        <span className="faint">{say('report.now')}</span>
      )}
      <Select
        mode="multiple"
        className="report-by"
        aria-label={say('report.by')}
        placeholder={say('report.by')}
        maxTagCount="responsive"
        value={by.map(({ name }) => name)}
        options={dimensions.map(({ name, label }) => ({ value: name, label }))}
        onChange={(names: string[]) => onChange({ by: names.join(',') || undefined })}
      />
    </div>
  )
}

const Exports = ({ name, query }: { name: string; query: string }) => (
  <Dropdown
    trigger={['click']}
    menu={{
      items: (['xlsx', 'csv'] as const).map((format) => ({
        key: format,
        label: (
          <a href={fileOf(name, query, format)} download>
            {format === 'xlsx' ? 'Excel' : 'CSV'}
          </a>
        ),
      })),
    }}
  >
    <Button icon={<Glyph name="export" />}>{say('report.export')}</Button>
  </Dropdown>
)

function Answer({ answer, isFetching }: { answer: ReportAnswer; isFetching: boolean }) {
  const { rows, chart } = answer
  if (rows.length === 0)
    return (
      <section className="said">
        <h2>{say('report.nothing')}</h2>
        <p>{say('report.nothingHelp')}</p>
      </section>
    )
  return (
    <div className="report-answer" aria-busy={isFetching}>
      <Table answer={answer} />
      {chart && rows.length > 1 && (
        <Suspense fallback={<div className="report-chart" />}>
          <Chart answer={answer} />
        </Suspense>
      )}
    </div>
  )
}

/** The figures, each of which opens the rows behind it. */
function Table({ answer }: { answer: ReportAnswer }) {
  const { by, measures, rows, totals, title } = answer
  return (
    <div className="report-scroll">
      <table className="report-table">
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            {by.map(({ name, label }) => (
              <th key={name} scope="col">
                {label}
              </th>
            ))}
            {measures.map(({ name, label, target }) => (
              <th key={name} scope="col" className="number">
                {label}
                {target && <span className="faint"> {say('report.target', { target: target.at })}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify(row.keys)}>
              {by.map(({ name }) => (
                <th key={name} scope="row">
                  {row.labels[name]}
                </th>
              ))}
              <Figures answer={answer} row={row} />
            </tr>
          ))}
        </tbody>
        {by.length > 0 && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={by.length}>
                {say('report.total')}
              </th>
              <Figures answer={answer} row={totals} />
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}
const Figures = ({ answer, row }: { answer: ReportAnswer; row: ReportAnswer['totals'] }) =>
  answer.measures.map((measure) => {
    const value = row.figures[measure.name]
    const words = figureInWords(measure, value)
    const list = row.opens[measure.name]
    return (
      <td key={measure.name} className={isShort(measure, value) ? 'number short' : 'number'}>
        {list && value ? (
          <Link to={list} title={say('report.open', { label: measure.label })}>
            {words}
          </Link>
        ) : (
          words
        )}
      </td>
    )
  })
