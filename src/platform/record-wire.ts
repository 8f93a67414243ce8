/** Shapes of the words that records share: codes, notes, countries, time zones, addresses. */
import { z } from 'zod'

import { isStorable } from './wire.ts'

/** A code people type: no spaces at its ends, no control characters, told apart by case. */
export const codeWire = z
  .string()
  .max(64, { error: 'Shorten the code to at most 64 characters.' })
  .regex(/^[^\s\p{C}](?:[^\p{C}]*[^\s\p{C}])?$/u, {
    error: 'Give a code without spaces at its ends and without control characters.',
  })

/** Text that may be empty. */
export function noteWire(max: number) {
  return z
    .string()
    .max(max, { error: `Shorten this to at most ${max} characters.` })
    .refine(isStorable, {
      error: 'Remove the characters that no text may hold (NUL, half a pair).',
    })
}

/** ISO 3166-1 alpha-2, or empty. */
export const countryWire = z.string().regex(/^([A-Z]{2})?$/, {
  error: 'Give a country as two capital letters (ISO 3166-1), such as DE, or leave it empty.',
})

/** An IANA name. */
export const timeZoneWire = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/, { error: 'Give a time zone, such as Europe/Berlin.' })
  .refine(isTimeZone, { error: 'Give a time zone of the IANA list, such as Europe/Berlin.' })
  .meta({ examples: ['Europe/Berlin', 'UTC'] })

/** An address for mail, or empty for none. */
export const emailWire = z
  .string()
  .max(254, { error: 'Shorten the address to at most 254 characters.' })
  .regex(/^([^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[A-Za-z0-9-]{2,})?$/, {
    error: 'Give one e-mail address, such as orders@example.com, or leave it empty.',
  })
  .refine(isStorable, { error: 'Remove the characters that no text may hold.' })

/** Where an outside system knows the record from, and by which id. */
export const sourceWire = {
  sourceSystem: noteWire(60).optional(),
  externalId: noteWire(120).optional(),
}

export const activityWire = z.enum(['active', 'inactive'])

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
