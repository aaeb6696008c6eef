import { numberView } from './number.tsx'

export const whole = numberView('numeric')
