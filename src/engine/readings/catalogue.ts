import type { Field } from '../fields/field.ts'
import type { House } from '../house.ts'
import type { Report } from '../report.ts'
import type { Resource, User } from '../resource.ts'
import { blanksOf } from './blanks.ts'
import { dimensionsOf } from './report.ts'
import { type Right, rightsOf } from './rights.ts'
import { mayDo, stagesOf, stepsOf } from './stages.ts'
import { asksOf, isOfficeStep } from './steps.ts'

/** One blank, as other clients read it. */
export interface FieldCard {
  readonly name: string
  readonly label: string
  readonly kind: string
  readonly required: boolean
  readonly by: 'hand' | 'office'
  readonly choices?: Readonly<Record<string, string>>
  readonly form?: string
  readonly fields?: readonly FieldCard[]
  readonly sensitive?: string
  readonly searchable?: boolean
  readonly unit?: string
  readonly min?: number
  readonly max?: number
}
const fieldCard = (name: string, field: Field, searched: readonly string[]): FieldCard => ({
  name,
  label: field.label,
  kind: field.kind,
  required: field.by === 'hand' && !field.optional && field.preset === undefined && field.copy === undefined,
  by: field.by,
  ...(field.choices && { choices: field.choices }),
  ...(field.form && { form: field.form }),
  ...(field.fields && {
    fields: (Object.entries(field.fields) as [string, Field][]).map(([key, blank]) => fieldCard(key, blank, [])),
  }),
  ...(field.sensitive && { sensitive: field.sensitive }),
  ...(searched.includes(name) && { searchable: true }),
  ...(field.unit && { unit: field.unit }),
  ...(field.min !== undefined && { min: field.min }),
  ...(field.max !== undefined && { max: field.max }),
})

export interface ResourceCard {
  readonly name: string
  readonly label: string
  readonly kind: Resource['kind']
  readonly area: string
  readonly code: string
  readonly aliases: readonly string[]
  readonly source: string | null
  readonly fields: readonly FieldCard[]
  readonly stages?: readonly {
    readonly name: string
    readonly label: string
    readonly next: Readonly<Record<string, string>>
  }[]
  readonly actions?: readonly {
    readonly name: string
    readonly label: string
    readonly asks: readonly string[]
    readonly signs?: string
  }[]
  readonly paper: Resource['paper']
  readonly list: Resource['list']
  readonly views: readonly {
    readonly name: string
    readonly label: string
    readonly aliases: readonly string[]
    readonly query: string
  }[]
  readonly may: Readonly<Record<Right, boolean>>
  readonly print?: Resource['print']
}
function resourceCard(resource: Resource, user: User): ResourceCard {
  const { form, list } = resource
  const stages = stagesOf(resource)
  const steps = stepsOf(resource).filter((step) => !isOfficeStep(step))
  return {
    name: form.name,
    label: form.title,
    kind: resource.kind,
    area: resource.area,
    code: resource.code,
    aliases: resource.aliases ?? [],
    source: resource.source ?? null,
    fields: blanksOf(resource).map(([name, field]) => fieldCard(name, field, list.search ?? [])),
    ...(stages.length > 0 && { stages }),
    ...(steps.length > 0 && {
      actions: steps.map((step) => ({
        name: step.name,
        label: step.label,
        asks: asksOf(step).map(({ name }) => name),
        ...(step.signs && { signs: step.signs }),
      })),
    }),
    paper: resource.paper,
    list,
    views: Object.entries(resource.views ?? {}).map(([name, { label, aliases = [], query }]) => ({
      name,
      label,
      aliases,
      query,
    })),
    may: rightsOf(resource, user),
    ...(resource.print && { print: resource.print }),
  }
}

export interface Catalogue {
  readonly locale: 'zh-CN'
  readonly areas: readonly { readonly name: string; readonly label: string }[]
  readonly resources: readonly ResourceCard[]
  readonly reports: readonly ReportCard[]
}
/** A statistic, as other clients read it; it may be filtered by each of its dimensions. */
export interface ReportCard {
  readonly name: string
  readonly label: string
  readonly code: string
  readonly aliases: readonly string[]
  readonly area: string
  readonly dimensions: readonly { readonly name: string; readonly label: string }[]
  readonly by: readonly string[]
  readonly measures: readonly { readonly name: string; readonly label: string }[]
  readonly period: Report['period'] | null
}
const reportCard = (report: Report): ReportCard => ({
  name: report.name,
  label: report.title,
  code: report.code,
  aliases: report.aliases ?? [],
  area: report.area,
  dimensions: Object.entries(dimensionsOf(report)).map(([name, { label }]) => ({ name, label })),
  by: report.by,
  measures: Object.entries(report.measures).flatMap(([name, measure]) =>
    'hidden' in measure && measure.hidden ? [] : [{ name, label: measure.label }],
  ),
  period: report.period ?? null,
})
/** The definitions as JSON, as far as this person may see them. */
export function catalogueOf(house: House, user: User): Catalogue {
  const resources = house.resources.map((resource) => resourceCard(resource, user)).filter(({ may }) => may.read)
  return {
    locale: 'zh-CN',
    areas: Object.entries(house.areas).map(([name, label]) => ({ name, label })),
    resources,
    reports: (house.reports ?? []).filter(({ may }) => mayDo(may, user)).map(reportCard),
  }
}
