export { openStore, type Where } from './open.ts'
export { postgresStore } from './store.ts'
export { tablesOf } from './tables.ts'
