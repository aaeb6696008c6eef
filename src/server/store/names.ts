import { createHash } from 'node:crypto'

/** A name as SQL reads it, whatever it holds. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
/** Eight letters that change when the text does. */
export const digest = (text: string) => createHash('sha1').update(text).digest('hex').slice(0, 8)
