export { layReady, openStore } from './open.ts'
export { tablesOf } from './tables.ts'
