import { numberView } from './number.tsx'

export const percent = numberView('decimal', '%')
