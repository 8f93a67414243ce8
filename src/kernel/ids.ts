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
  const hex = (at: number): string => hexBytes[random[at] ?? 0] as string
  const version = hexBytes[0x70 | ((random[0] ?? 0) & 0x0f)]
  const variant = hexBytes[0x80 | ((random[2] ?? 0) & 0x3f)]
  const tail = hex(4) + hex(5) + hex(6) + hex(7) + hex(8) + hex(9)
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${hex(1)}-${variant}${hex(3)}-${tail}` as Id<Kind>
}

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
