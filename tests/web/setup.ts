import '@ant-design/v5-patch-for-react-19'
import { cleanup } from '@testing-library/react'
import { afterEach, expect } from 'vitest'
import { missingWords } from '../../src/web/words/index.ts'

afterEach(cleanup)
afterEach(() => {
  // Refine asks what a resource is called, and no sentence of the panel says it
  const missing = [...missingWords].filter((word) => !/^(.+)\.\1$/.test(word))
  missingWords.clear()
  expect(missing, 'words that no dictionary has').toEqual([])
})

/* What jsdom lacks and Ant Design asks for. */
window.matchMedia ??= (media) => ({
  media,
  matches: false,
  onchange: null,
  addListener() {},
  removeListener() {},
  addEventListener() {},
  removeEventListener() {},
  dispatchEvent: () => false,
})
window.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
const styleOf = window.getComputedStyle.bind(window)
window.getComputedStyle = (element) => styleOf(element)
window.scrollTo = () => {}
Element.prototype.scrollIntoView ??= () => {}

/* jsdom looks through the whole page for the labels of every control, at each question. */
const labelled = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement, HTMLButtonElement]
for (const { prototype } of labelled)
  Object.defineProperty(prototype, 'labels', {
    configurable: true,
    get(this: HTMLElement) {
      const labels = [...document.getElementsByTagName('label')]
      return labels.filter((label) => (label.htmlFor ? label.htmlFor === this.id : label.contains(this)))
    },
  })
