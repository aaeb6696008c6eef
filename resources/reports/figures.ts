import type { House } from '#engine'

/** By what the work of a role is measured, on its first page. */
export const figures: NonNullable<House['figures']> = {
  'service-manager': [
    { report: 'complaint-handling', measure: 'rate' },
    { report: 'complaint-timeliness', measure: 'rate' },
    { report: 'yearly-callback-rate', measure: 'rate' },
    { report: 'repair-callback-rate', measure: 'rate' },
    { report: 'vacancy', measure: 'rate' },
  ],
  supervisor: [
    { report: 'complaint-timeliness', measure: 'rate' },
    { report: 'callback-monthly', measure: 'rate' },
    { report: 'dunning-weekly', measure: 'rate' },
  ],
  steward: [{ report: 'dunning-weekly', measure: 'collected' }],
  'project-manager': [
    { report: 'dunning-yearly', measure: 'rate' },
    { report: 'arrears-recovery', measure: 'rate' },
  ],
  'engineering-manager': [
    { report: 'repair-timeliness', measure: 'rate' },
    { report: 'repair-rework', measure: 'rate' },
    { report: 'repair-statistics', measure: 'open' },
    { report: 'rechecks', measure: 'rate' },
  ],
  'engineering-supervisor': [
    { report: 'work-statistics', measure: 'open' },
    { report: 'repair-timeliness', measure: 'worksRate' },
  ],
  'centre-manager': [
    { report: 'complaint-handling', measure: 'rate' },
    { report: 'satisfaction', measure: 'rate' },
  ],
  'area-officer': [
    { report: 'yearly-callback-rate', measure: 'rate' },
    { report: 'callback-monthly', measure: 'all' },
  ],
}
