import type { I18nProvider } from '@refinedev/core'
import { zhCN } from './zh-CN.ts'

export type Word = keyof typeof zhCN
type Values = Readonly<Record<string, string | number>>

/** Keys that somebody asked for and no dictionary has: empty, says a test. */
export const missingWords = new Set<string>()
const words: Readonly<Record<string, string>> = zhCN

const filled = (sentence: string, values: Values = {}) =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))

/** What the panel says, in the language of who sits before it. */
export const say = (word: Word, values?: Values): string => filled(zhCN[word], values)

/** The same words for Refine's own parts; a second language is another dictionary here. */
export const i18nProvider: I18nProvider = {
  translate(key, options, defaultMessage) {
    const sentence = words[key]
    if (sentence === undefined) missingWords.add(key)
    const values = typeof options === 'object' ? (options as Values) : undefined
    return filled(sentence ?? defaultMessage ?? (typeof options === 'string' ? options : key), values)
  },
  changeLocale: async () => 'zh-CN',
  getLocale: () => 'zh-CN',
}
