/** What a journey needs, in one place. */
export { axe } from '../support/axe.ts'
export { complaintsOf, login, openBrowser, openPage, settled, shot, sizes, visit } from '../support/browser.ts'
export { startOffice } from '../support/office.ts'
export { sheetsOf } from '../support/pdf.ts'
