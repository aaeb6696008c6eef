import { Button, Dropdown } from 'antd'
import { API } from '../providers/client.ts'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'

interface ExportProps {
  readonly form: string
  readonly query: string
  readonly columns: readonly string[]
  readonly count: number
  readonly label?: string
  readonly size?: 'small'
}

/** Where the whole list comes streaming from: every row that matches, these columns, this order. */
export function exportLink({ form, query, columns }: Omit<ExportProps, 'count'>, format: 'csv' | 'xlsx'): string {
  const params = new URLSearchParams(query)
  params.set('format', format)
  params.set('columns', columns.join())
  return `${API}/${form}/export?${params}`
}

/** Plain links: the browser saves what streams in, and nothing passes through this page. */
export function ExportMenu(props: ExportProps) {
  const { count, label = say('list.export'), size } = props
  const items = (['xlsx', 'csv'] as const).map((format) => ({
    key: format,
    label: (
      <a href={exportLink(props, format)} download>
        {say(format === 'xlsx' ? 'list.exportXlsx' : 'list.exportCsv', { count: count.toLocaleString('zh-CN') })}
      </a>
    ),
  }))
  return (
    <Dropdown trigger={['click']} disabled={count === 0} menu={{ items }}>
      <Button {...(size && { size })} icon={<Glyph name="export" />} aria-label={label}>
        <span className="wide-only">{label}</span>
      </Button>
    </Dropdown>
  )
}
