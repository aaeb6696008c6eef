import { type Field, kindOf } from '#engine'

type Choices = Readonly<Record<string, string>>
const chosen = (word: string, choices: Choices = {}) =>
  Object.hasOwn(choices, word) ? word : Object.keys(choices).find((key) => choices[key] === word)

const numberIn = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined)

function read(text: string, field: Field): unknown {
  switch (field.kind) {
    case 'money': {
      const yuan = numberIn(text.replaceAll(',', ''))
      return yuan === undefined ? undefined : Math.round(yuan * 100)
    }
    case 'whole':
    case 'decimal':
    case 'percent':
      return numberIn(text.replace(/%$/, ''))
    case 'tick':
      return text === '是' ? true : text === '否' ? false : undefined
    case 'choice':
      return chosen(text, field.choices)
    case 'choices': {
      const words = text.split(/[、，,；;\s]+/).map((word) => chosen(word, field.choices))
      return words.includes(undefined) ? undefined : words
    }
    default:
      return text
  }
}

/** The value of a policy as people write it, `7`, `10000.00` yuan, `是`, `客服主管、会计`; nothing where it does not fit the policy's blank. */
export function settledValue(text: string, field: Field | undefined): unknown {
  if (!field) return undefined
  const value = read(text.trim(), field)
  return value === undefined || kindOf(field).fault(value, field) ? undefined : value
}

/** How a policy's value is written, as an example or to be read. */
export const settledText = (value: unknown, field: Field): string =>
  Array.isArray(value) && value.length === 0
    ? ''
    : kindOf(field)
        .print(value, { ...field, unit: '' })
        .trim()
