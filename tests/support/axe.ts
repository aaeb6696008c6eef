import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')

export interface Barrier {
  readonly rule: string
  readonly impact: string
  readonly help: string
  readonly places: readonly string[]
}

/** What keeps somebody from using the page as it stands: axe's serious and critical findings. */
export async function axe(page: Page, within = 'body'): Promise<Barrier[]> {
  await page.evaluate(source)
  const found: AxeResults = await page.evaluate(`axe.run(${JSON.stringify(within)}, { resultTypes: ['violations'] })`)
  return found.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: impact ?? '',
      help,
      places: nodes.map((node) => `${node.target.join(' ')}: ${node.html}`),
    }))
}
