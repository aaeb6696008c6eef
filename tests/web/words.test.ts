import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { i18nProvider, missingWords, say } from '../../src/web/words/index.ts'
import { zhCN } from '../../src/web/words/zh-CN.ts'

const root = join(import.meta.dirname, '../../src/web')
const panel = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('words'))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')
/** Said by Refine itself. */
const isRefines = (word: string) => word.startsWith('notifications.') || word === 'warnWhenUnsavedChanges'

describe('the words of the panel', () => {
  it('are each said somewhere', () => {
    const idle = Object.keys(zhCN).filter((word) => !isRefines(word) && !panel.includes(`'${word}'`))
    expect(idle).toEqual([])
  })
  it('are short office Chinese without exclamation marks', () => {
    expect(
      Object.values(zhCN).filter((sentence) => /[!！]|成功/.test(sentence) && !/没有成功|没有上传成功/.test(sentence)),
    ).toEqual([])
  })
  it('take their values, and a word that is missing is noted', () => {
    expect(say('list.count', { count: '1,234' })).toBe('共 1,234 条')
    expect(i18nProvider.translate('nobody.wrote.this', {}, '默认')).toBe('默认')
    expect([...missingWords]).toEqual(['nobody.wrote.this'])
    missingWords.clear()
  })
})
