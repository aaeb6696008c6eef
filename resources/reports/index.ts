import type { Report } from '#engine'
import { arrearsReports } from './arrears.ts'
import { vacancy } from './estate.ts'

/** The statistics of the office, in the order of the menu. */
export const reports: readonly Report[] = [vacancy, ...arrearsReports]
