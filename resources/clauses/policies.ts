import { choices, percent, policy, type Role, whole } from '#engine'

/** Who signs, in this order. */
export const chainOf =
  (labels: Readonly<Record<Role, string>>) => (label: string, signers: readonly Role[], source: string) =>
    policy(choices(label, labels), signers, source)
export const days = (label: string, count: number, source: string) =>
  policy(whole(label, { min: 0, unit: '天' }), count, source)
export const minutes = (label: string, count: number, source: string) =>
  policy(whole(label, { min: 0, unit: '分钟' }), count, source)
export const months = (label: string, count: number, source: string) =>
  policy(whole(label, { min: 0, max: 24, unit: '个月' }), count, source)
export const dayOfMonth = (label: string, day: number, source: string) =>
  policy(whole(label, { min: 1, max: 31, unit: '日' }), day, source)
export const rate = (label: string, value: number, source: string) =>
  policy(percent(label, { min: 0, max: 100 }), value, source)
