import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

const at = (path: string) => readFileSync(resolve(import.meta.dirname, path), 'utf8')

test('the form in the README is the one that is compiled and run', () => {
  expect(at('../../README.md')).toContain(at('lost-item.ts').trimEnd())
})
