import type { Report } from '#engine'

/** The statistics of the office, in the order of the menu. */
export const reports: readonly Report[] = []
