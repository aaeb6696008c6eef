import { useOne } from '@refinedev/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { type Slip as Kept, mayEdit, type Resource, stageOf, writableBlanks } from '#engine'
import { labelIn, type Slip } from '../fields/view.ts'
import { call } from '../providers/client.ts'
import { useOccasion, useOffice } from '../providers/office.tsx'
import { useTitle } from '../shell/title.ts'
import { askedBlanks, freshSlip, likeAnother } from '../slip/opening.ts'
import { ReadingDesk } from '../slip/ReadingDesk.tsx'
import { MayNot, NotRead, SheetComing } from '../slip/States.tsx'
import { WritingDesk } from '../slip/WritingDesk.tsx'
import { say } from '../words/index.ts'

interface SlipPageProps {
  readonly resource: Resource
  /** Nothing: a slip that is not written yet. */
  readonly id?: string
}

/** One slip of any paper: created, read and edited on the same sheet. */
export const SlipPage = ({ resource, id }: SlipPageProps) =>
  id === undefined ? <NewSlip resource={resource} /> : <KeptSlip resource={resource} id={id} />

function NewSlip({ resource }: { resource: Resource }) {
  const { rights } = useOffice()
  const [search] = useSearchParams()
  const like = search.get('like')
  const { data, isPending } = useQuery({
    queryKey: ['slip', resource.form.name, like],
    enabled: like !== null,
    retry: false,
    queryFn: ({ signal }) =>
      call<Slip>('GET', `/${resource.form.name}/${encodeURIComponent(like ?? '')}`, undefined, { signal }),
  })
  const title = say('slip.new', { paper: resource.form.title })
  useTitle(title)
  if (!rights(resource).create)
    return <MayNot resource={resource} why={say('slip.noCreate', { paper: resource.form.title })} />
  if (like !== null && isPending) return <SheetComing resource={resource} />
  return <FreshSlip key={search.toString()} resource={resource} search={search} other={data} />
}

function FreshSlip({
  resource,
  search,
  other,
}: {
  resource: Resource
  search: URLSearchParams
  other: Slip | undefined
}) {
  const { house, user, project = null } = useOffice()
  const occasion = useOccasion(project)
  const [writable] = useState(() => writableBlanks(resource, undefined, user))
  const [opened] = useState(() => {
    const fresh = { ...freshSlip(house, resource, occasion, project), ...askedBlanks(resource, writable, search) }
    return other ? likeAnother(resource, writable, fresh, other) : fresh
  })
  return <WritingDesk resource={resource} opened={opened} writable={writable} />
}

function KeptSlip({ resource, id }: { resource: Resource; id: string }) {
  const edits = useLocation().pathname.endsWith('/edit')
  const { result, query } = useOne<Slip & { id: string }>({
    resource: resource.form.name,
    id,
    errorNotification: false,
  })
  const slip: Slip | undefined = result
  useTitle(`${(slip && labelIn(slip, 'id')) ?? ''} ${resource.form.title}`.trim())
  if (query.isError && !slip)
    return <NotRead resource={resource} error={query.error} again={() => void query.refetch()} />
  if (!slip) return <SheetComing resource={resource} />
  return edits ? (
    <EditedSlip resource={resource} slip={slip} />
  ) : (
    <ReadingDesk resource={resource} slip={slip} fetching={query.isFetching} />
  )
}

/** Whoever has begun to write goes on writing, whatever others do meanwhile: saving compares the two. */
function EditedSlip({ resource, slip }: { resource: Resource; slip: Slip }) {
  const { user } = useOffice()
  const [may] = useState(() => mayEdit(resource, slip as Kept, user))
  const [writable] = useState(() => writableBlanks(resource, slip as Kept, user))
  if (may) return <WritingDesk resource={resource} opened={slip} writable={writable} />
  const stage = stageOf(resource, slip)?.label ?? ''
  const help = stage && { help: say('slip.noEditHelp', { stage }) }
  return <MayNot resource={resource} why={say('slip.noEdit', { paper: resource.form.title })} {...help} />
}
