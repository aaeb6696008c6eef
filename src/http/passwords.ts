import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'

/** What one attempt costs: OWASP's scrypt with 32 MB, about a quarter of a second. */
const COST = { N: 2 ** 15, r: 8, p: 3 }
const LENGTH = 32

interface Cost {
  readonly N: number
  readonly r: number
  readonly p: number
}
const derived = (password: string, salt: Buffer, cost: Cost) =>
  new Promise<Buffer>((resolve, reject) =>
    scrypt(password.normalize('NFKC'), salt, LENGTH, { ...cost, maxmem: 256 * cost.N * cost.r }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )

/** What one attempt costs where the password is no secret, as in the demonstration. */
export const CHEAP: Cost = { N: 2 ** 12, r: 8, p: 1 }

/** A password as it is kept: `scrypt$N$r$p$salt$key`. */
export async function hashed(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(16)
  const key = await derived(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$')
}

/** Whether this is the password behind a hash; without a hash it takes as long, and is not. */
export async function matches(password: string, hash: string | undefined): Promise<boolean> {
  const [, N, r, p, salt, key] = (hash ?? nobody).split('$')
  const wanted = Buffer.from(key ?? '', 'base64')
  const found = await derived(password, Buffer.from(salt ?? '', 'base64'), { N: Number(N), r: Number(r), p: Number(p) })
  return timingSafeEqual(found, wanted) && hash !== undefined
}
const nobody = ['scrypt', COST.N, COST.r, COST.p, '', Buffer.alloc(LENGTH).toString('base64')].join('$')

/** Letters and digits that nobody confuses when reading them out. */
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
export const newPassword = () => Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
