import { numberView } from './number.tsx'

export const decimal = numberView('decimal')
