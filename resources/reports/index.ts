import type { Report } from '#engine'
import { arrearsReports } from './arrears.ts'
import { callbackReports } from './callbacks.ts'
import { vacancy } from './estate.ts'
import { moneyReports } from './money.ts'
import { qualityReports } from './quality.ts'
import { renovationReports } from './renovation.ts'
import { repairReports } from './repairs.ts'
import { serviceReports } from './service.ts'

/** The statistics of the office, in the order of the menu. */
export const reports: readonly Report[] = [
  ...moneyReports,
  vacancy,
  ...arrearsReports,
  ...repairReports,
  ...serviceReports,
  ...callbackReports,
  ...qualityReports,
  ...renovationReports,
]
