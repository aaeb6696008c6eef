import type { Fen } from '#engine'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']

/** Four digits in capitals, without the zeros in front: `1005` → 壹仟零伍. */
function wordsOfFour(number: number): string {
  let words = ''
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(number / 10 ** place) % 10
    if (digit > 0) words += `${DIGITS[digit]}${PLACES[place]}`
    else if (words !== '' && number % 10 ** place > 0 && !words.endsWith('零')) words += '零'
  }
  return words
}

/** A whole number in capitals; every gap of zeros between two digits is one 零. */
function wordsOfWhole(number: number): string {
  for (const [size, name] of [
    [1e8, '亿'],
    [1e4, '万'],
  ] as const) {
    if (number < size) continue
    const rest = number % size
    const gap = rest > 0 && rest < size / 10 ? '零' : ''
    return `${wordsOfWhole(Math.floor(number / size))}${name}${gap}${wordsOfWhole(rest)}`
  }
  return wordsOfFour(number)
}

function wordsOfCents(cents: number, hasYuan: boolean): string {
  const [jiao, fen] = [Math.floor(cents / 10), cents % 10]
  if (cents === 0) return '整'
  if (jiao === 0) return `${hasYuan ? '零' : ''}${DIGITS[fen]}分`
  return `${DIGITS[jiao]}角${fen === 0 ? '整' : `${DIGITS[fen]}分`}`
}

/** An amount in capitals, as 《正确填写票据和结算凭证的基本规定》 asks: 壹仟肆佰零玖元伍角整. Nothing where there is no amount. */
export function inWords(fen: Fen | null): string {
  if (fen === null || !Number.isSafeInteger(fen)) return ''
  const sum = Math.abs(fen)
  const yuan = Math.floor(sum / 100)
  const whole = yuan > 0 ? `${wordsOfWhole(yuan)}元` : sum === 0 ? '零元' : ''
  return `${fen < 0 ? '负' : ''}${whole}${wordsOfCents(sum % 100, yuan > 0)}`
}

/** An amount as it is read inside a sentence: `¥1,234.00`. */
export function inYuan(fen: Fen): string {
  const [whole = '0', cents = '00'] = (Math.abs(fen) / 100).toFixed(2).split('.')
  return `${fen < 0 ? '-' : ''}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`
}

const halfUp = (value: bigint, by: bigint): number => {
  const sign = value < 0n ? -1n : 1n
  return Number((sign * (2n * sign * value + by)) / (2n * by))
}
/** A decimal of at most four digits behind the point as so many ten-thousandths. */
const scaled = (decimal: number) => BigInt(Math.round(decimal * 1e4))

/** Quantity × price in yuan (each at most four digits behind the point) × months, half up to the fen. */
export const charge = (quantity: number, price: number, months = 1): Fen =>
  halfUp(scaled(quantity) * scaled(price) * BigInt(months), 1_000_000n)

/** So many of so many parts of an amount, half up to the fen: 11 of 30 days. */
export const prorated = (amount: Fen, part: number, whole: number): Fen =>
  halfUp(BigInt(amount) * BigInt(part), BigInt(whole))

/** An amount shared out by weight, to the fen: the shares add up to it again, the largest remainders first. */
export function shared(amount: Fen, weights: readonly number[]): Fen[] {
  const parts = weights.map(scaled)
  const all = parts.reduce((sum, part) => sum + part, 0n)
  if (all === 0n) return weights.map(() => 0)
  const shares = parts.map((part, at) => ({
    at,
    floor: Number((BigInt(amount) * part) / all),
    rest: (BigInt(amount) * part) % all,
  }))
  let left = amount - sumOf(shares, ({ floor }) => floor)
  for (const share of [...shares].sort((one, other) =>
    one.rest === other.rest ? one.at - other.at : one.rest > other.rest ? -1 : 1,
  )) {
    if (left <= 0) break
    share.floor++
    left--
  }
  return shares.map(({ floor }) => floor)
}

/** The sum of what stands on the lines; no lines are nothing. */
export const sumOf = <L>(
  lines: readonly L[] | null | undefined,
  amount: (line: L) => number | null | undefined,
): number => (lines ?? []).reduce((sum, line) => sum + (amount(line) ?? 0), 0)
