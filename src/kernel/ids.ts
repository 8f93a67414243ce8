import type { Id } from './brand.ts'

/**
 * A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random bits, so that ids sort by the
 * moment they were made and an index grows at its end.
 *
 * @param unixMs milliseconds since 1970
 * @param random at least ten bytes; the caller brings them, so that a test can say what they are
 */
export function uuidV7<Kind extends string>(unixMs: number, random: Uint8Array): Id<Kind> {
  const time = unixMs.toString(16).padStart(12, '0')
  const [a = 0, b = 0, c = 0, ...rest] = random
  const version = (0x7000 | ((a & 0x0f) << 8) | b).toString(16)
  const variant = (0x80 | (c & 0x3f)).toString(16)
  const tail = rest.slice(0, 7).map(hexByte).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}${tail.slice(0, 2)}-${tail.slice(2)}` as Id<Kind>
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
