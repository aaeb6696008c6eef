import { Select } from 'antd'
import { blanksOfKind } from '#engine'
import { labelIn, type Slip } from '../fields/view.ts'
import { useOffice } from '../providers/office.tsx'
import { say } from '../words/index.ts'
import type { SheetProps } from './Sheet.tsx'

/** The head of the sheet: whose paper it is, what it is called, its project, its number and its copy. */
export function Head({ resource, slip, on, writing, copy }: SheetProps) {
  const { house } = useOffice()
  const serial = blanksOfKind(resource, 'serial')[0]
  const number = serial && slip[serial[0]]
  return (
    <header className="sheet-head">
      <p className="company">{house.company}</p>
      <h1>{resource.form.title}</h1>
      <div className="sheet-line">
        <Project {...{ resource, slip, on, writing }} />
        <p className="sheet-number">
          {copy && <span className="copy">{copy}</span>}
          {serial && (
            <span>
              {say('slip.number')}{' '}
              {number ? (
                <b className="serial">{String(number)}</b>
              ) : (
                <span className="faint">{on === 'print' ? '' : say('slip.noNumber')}</span>
              )}
            </span>
          )}
        </p>
      </div>
    </header>
  )
}

/** Whose paper it is: one of his projects, chosen on a new slip where he works for several. */
function Project({ resource, slip, writing }: SheetProps) {
  const { house, projects } = useOffice()
  if (resource.of === 'company' || resource.form.name === house.projects) return <p />
  if (writing && slip.id === '' && projects.length > 1) return <ChooseProject {...{ resource, slip, writing }} />
  const name = labelIn(slip, 'project') ?? projects.find(({ id }) => id === slip.project)?.name
  return <p className="project">{name ? `${say('slip.project')}：${name}` : ''}</p>
}

function ChooseProject({ resource, slip, writing }: Pick<SheetProps, 'resource' | 'writing'> & { slip: Slip }) {
  const { projects } = useOffice()
  const fault = writing?.faults.project
  return (
    <div className="project choose" data-fault={fault ? true : undefined}>
      <label htmlFor="slip-project">{say('slip.project')}：</label>
      <Select
        id="slip-project"
        size="small"
        variant="borderless"
        popupMatchSelectWidth={false}
        allowClear={resource.of === 'both'}
        placeholder={say(resource.of === 'both' ? 'slip.wholeCompany' : 'slip.chooseProject')}
        options={projects.map(({ id, name }) => ({ value: id, label: name }))}
        value={typeof slip.project === 'string' ? slip.project : null}
        onChange={(project: string | undefined) => writing?.write('project', project ?? null)}
      />
      {fault && <span className="fault">{fault}</span>}
    </div>
  )
}
