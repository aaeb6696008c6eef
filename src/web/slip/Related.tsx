import { useQueries } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { useMemo } from 'react'
import { Link, useNavigate } from 'react-router'
import { backlinksOf, type Resource } from '#engine'
import { call } from '../providers/client.ts'
import { useOffice } from '../providers/office.tsx'
import { Glyph } from '../shell/Glyph.tsx'
import { say } from '../words/index.ts'

type Backlink = ReturnType<typeof backlinksOf>[number]

/** The papers that point to this kind, as far as he may read them. */
function useBacklinks(resource: Resource): readonly Backlink[] {
  const { house, rights } = useOffice()
  return useMemo(
    () => backlinksOf(house, resource.form.name).filter((link) => rights(link.resource).read),
    [house, rights, resource],
  )
}
/** Two blanks of one paper may point here: then the blank is named too. */
const nameOf = ({ resource, label }: Backlink, all: readonly Backlink[]) =>
  all.filter((other) => other.resource === resource).length > 1
    ? `${resource.form.title}（${label}）`
    : resource.form.title

/** What else lies in the office about this slip: how many of each paper point to it, each a list that is so filtered. */
export function Related({ resource, id }: { resource: Resource; id: string }) {
  const links = useBacklinks(resource)
  const counts = useQueries({
    queries: links.map((link) => {
      const query = new URLSearchParams([[link.blank, id]]).toString()
      const path = `/${link.resource.form.name}/totals?${query}`
      return {
        queryKey: ['related', path],
        staleTime: 15_000,
        queryFn: async ({ signal }: { signal: AbortSignal }) => ({
          link,
          query,
          ...(await call<{ count: number }>('GET', path, undefined, { signal })),
        }),
      }
    }),
  })
  const found = counts.flatMap(({ data }) => (data && data.count > 0 ? [data] : []))
  const asking = counts.some(({ isPending }) => isPending)
  if (links.length === 0) return null
  return (
    <section className="rail-part">
      <h2>{say('rail.related')}</h2>
      <ul className="related">
        {found.map(({ link, query, count }) => (
          <li key={`${link.resource.form.name} ${link.blank}`}>
            <Link to={`/${link.resource.form.name}?${query}`}>{nameOf(link, links)}</Link>
            <span className="how-many">{say('rail.count', { count })}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="faint">{asking ? '…' : say('rail.relatedNone')}</p>}
      <NewRelated resource={resource} id={id} links={links} />
    </section>
  )
}

/** Opens a new slip that already points here. */
function NewRelated({ resource, id, links }: { resource: Resource; id: string; links: readonly Backlink[] }) {
  const { rights } = useOffice()
  const navigate = useNavigate()
  const papers = [
    ...new Set(links.filter((link) => byHand(link) && rights(link.resource).create).map((link) => link.resource)),
  ]
  if (papers.length === 0) return null
  const items = papers.map(({ form }) => ({ key: form.name, label: form.title }))
  const open = (form: string) => navigate(`/${form}/new?from=${resource.form.name}/${id}`)
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void open(key) }}>
      <Button size="small" className="new-related">
        {say('rail.relatedNew')} <Glyph name="down" />
      </Button>
    </Dropdown>
  )
}
const byHand = ({ resource, blank }: Backlink) => resource.form.fields[blank]?.by === 'hand'
