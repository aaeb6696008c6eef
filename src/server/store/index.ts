export { isPouring } from './filling.ts'
export { layReady, openStore } from './open.ts'
export { tablesOf } from './tables.ts'
