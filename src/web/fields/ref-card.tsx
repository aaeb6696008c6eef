import { useQuery } from '@tanstack/react-query'
import { blankOf, printed, type Resource } from '#engine'
import { call } from '../providers/client.ts'
import { say } from '../words/index.ts'
import { viewOf } from './index.ts'
import { isBlank, labelIn, type Slip } from './view.ts'

const MOST = 8
const LINES_OF_WORDS = 3

/** What else is known of a slip in a list of choices: the first blanks of its list, in words. */
export const secondLine = (resource: Resource, row: Slip): string =>
  resource.list.columns
    .filter((name) => name !== resource.label && !isBlank(row[name]))
    .slice(0, LINES_OF_WORDS)
    .flatMap((name) => {
      const field = blankOf(resource, name)
      return field ? [printed(field, row[name], labelIn(row, name))] : []
    })
    .filter((words) => words !== labelIn(row, 'id'))
    .join(' · ')

/** A small card of what a reference points to. */
export function RefCard({ target, id }: { target: Resource; id: string }) {
  const { form, list } = target
  const { data } = useQuery({
    queryKey: ['slip', form.name, id],
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) => call<Slip>('GET', `/${form.name}/${encodeURIComponent(id)}`, undefined, { signal }),
  })
  const names = list.columns.filter((name) => blankOf(target, name) && !isBlank(data?.[name])).slice(0, MOST)
  return (
    <div className="ref-card">
      <strong>{labelIn(data, 'id') ?? say('slip.loading')}</strong>
      <span className="faint">{form.title}</span>
      <dl>
        {names.map((name) => (
          <Entry key={name} target={target} name={name} slip={data ?? {}} />
        ))}
      </dl>
    </div>
  )
}

function Entry({ target, name, slip }: { target: Resource; name: string; slip: Slip }) {
  const field = blankOf(target, name)
  if (!field) return null
  const { Text } = viewOf(field)
  return (
    <>
      <dt>{field.label}</dt>
      <dd>
        <Text field={field} name={name} value={slip[name]} slip={slip} on="list" />
      </dd>
    </>
  )
}
