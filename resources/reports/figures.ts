import type { House } from '#engine'

/** By what the work of a role is measured, on its first page. */
export const figures: NonNullable<House['figures']> = {
  'service-manager': [{ report: 'vacancy', measure: 'rate' }],
}
