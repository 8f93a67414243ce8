/** What only its holder may know: made at random here, kept as a hash. */
import { createHash, randomBytes, randomInt } from 'node:crypto'

const secretBytes = 32
const passwordCharacters = 16

/** Without those that are read as another: no 0 and O, no 1, l and I. */
const readable = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

/** 43 characters of base64url. */
export function newSecret(): string {
  return randomBytes(secretBytes).toString('base64url')
}

/** 93 bits, to be read out and typed once. */
export function newTemporaryPassword(): string {
  return Array.from(
    { length: passwordCharacters },
    () => readable[randomInt(readable.length)],
  ).join('')
}

/** In hex. A key has 256 random bits, so a plain hash can't be searched. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
