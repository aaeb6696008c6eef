import { useQuery } from '@tanstack/react-query'
import type { ReportAnswer } from '#engine'
import { API, call } from '../providers/client.ts'

/** A statistic as it is asked by this query: `by=month&from=…&to=…`. */
export function useReport(name: string, query: string) {
  return useQuery({
    queryKey: ['report', name, query],
    queryFn: ({ signal }) => call<ReportAnswer>('GET', pathOf(name, query), undefined, { signal }),
    placeholderData: (before) => (before?.name === name ? before : undefined),
  })
}
const pathOf = (name: string, query: string) => `/reports/${name}${query === '' ? '' : `?${query}`}`
/** Where the same is carried away as a file. */
export const fileOf = (name: string, query: string, format: 'csv' | 'xlsx') =>
  `${API}/reports/${name}?${new URLSearchParams([...new URLSearchParams(query), ['format', format]])}`
