/** What a journey looks with, in one place. */
export { axe } from '../support/axe.ts'
export { complaintsOf, settled, shot } from '../support/browser.ts'
