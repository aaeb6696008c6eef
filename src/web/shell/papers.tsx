import { type ComponentType, lazy, Suspense } from 'react'
import { useParams } from 'react-router'
import type { Resource } from '#engine'
import { useOffice } from '../providers/office.tsx'
import { NoRights, NotFound } from './NotFound.tsx'
import { Waiting } from './Waiting.tsx'

interface PaperPage {
  readonly resource: Resource
  /** Nothing: a slip that is not written yet. */
  readonly id?: string
}

const ListPage = lazy(async () => ({ default: (await import('../pages/ListPage.tsx')).ListPage }))
const SlipPage = lazy(async () => ({ default: (await import('../pages/SlipPage.tsx')).SlipPage }))
const PrintPage = lazy(async () => ({ default: (await import('../pages/PrintPage.tsx')).PrintPage }))

/** One of the three pages that every paper has, for the paper that the address names. */
const ofPaper = (Page: ComponentType<PaperPage>) =>
  function OfPaper() {
    const { form = '', id } = useParams()
    const { resource: named, rights } = useOffice()
    const resource = named(form)
    if (!resource) return <NotFound />
    if (!rights(resource).read) return <NoRights what={resource.form.title} />
    return (
      <Suspense fallback={<Waiting />}>
        <Page key={`${form}/${id ?? ''}`} resource={resource} {...(id !== undefined && { id })} />
      </Suspense>
    )
  }

export const ListOfPaper = ofPaper(ListPage)
export const SlipOfPaper = ofPaper(SlipPage)
export const PrintOfPaper = ofPaper(PrintPage)
