import { Button, Select } from 'antd'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'
import { PAGE_SIZES } from './state.ts'
import type { ListControl, Rows } from './use-list.ts'

/** From here on a page continues where the last one ended, rather than counting from the top. */
const DEEP = 1000

/** How many there are, which page this is, and the ways on. */
export function Pager({ control: { state, change }, rows }: { control: ListControl; rows: Rows }) {
  const pages = Math.max(1, Math.ceil(rows.total / state.size))
  const deep = state.page * state.size >= DEEP
  const forth = () => change({ page: state.page + 1, after: (deep && rows.next) || undefined })
  const back = () => change({ page: state.page - 1, before: (deep && state.page > 2 && rows.prev) || undefined })
  return (
    <div className="pager">
      <span className="figure">{say('list.count', { count: rows.total.toLocaleString('zh-CN') })}</span>
      <Select
        size="small"
        variant="borderless"
        aria-label={say('list.pageSizes')}
        value={state.size}
        options={PAGE_SIZES.map((size) => ({ value: size, label: say('list.pageSize', { count: size }) }))}
        onChange={(size: number) => change({ size })}
      />
      {pages > 1 && (
        <nav aria-label={say('list.pages')}>
          <Step name="left" label={say('list.prev')} disabled={state.page <= 1} onGo={back} />
          <span className="figure">{say('list.page', { page: state.page, pages: pages.toLocaleString('zh-CN') })}</span>
          <Step name="right" label={say('list.next')} disabled={state.page >= pages} onGo={forth} />
          {state.page > 2 && (
            <button type="button" className="plain do" onClick={() => change({ page: 1 })}>
              {say('list.first')}
            </button>
          )}
        </nav>
      )}
    </div>
  )
}

interface StepProps {
  readonly name: 'left' | 'right'
  readonly label: string
  readonly disabled: boolean
  onGo(): void
}
const Step = ({ name, label, disabled, onGo }: StepProps) => (
  <Button size="small" type="text" icon={<Glyph name={name} />} aria-label={label} disabled={disabled} onClick={onGo} />
)
