/**
 * Search boxes: whatever starts with the text, upper or lower case. It is an index range, so it stays
 * fast however many rows there are; each column needs its index:
 *
 *     create index on supplier ((lower(name collate "default") collate "C"));
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'

import { isStorable } from './wire.ts'

/** Sorts after every text that goes on after the prefix. */
const last = '\u{10ffff}'

/** What one types into a search box. */
export const searchWire = z
  .string()
  .min(1, { error: 'Type at least one character.' })
  .max(100, { error: 'Type at most 100 characters.' })
  .refine(isStorable, { error: 'Remove the characters that no text may hold.' })

/** True for rows where one of the columns starts with `text`. */
export function startsWith(columns: readonly string[], text: string): RawBuilder<boolean> {
  const ranges = columns.map((column) => {
    const lowered = sql`lower(${sql.ref(column)} collate "default") collate "C"`
    const prefix = sql`lower(${text}::text collate "default")`
    return sql`(${lowered} >= ${prefix} collate "C"
      and ${lowered} < (${prefix} || ${last}) collate "C")`
  })
  return sql<boolean>`(${sql.join(ranges, sql` or `)})`
}

/** One thing found by what somebody typed. */
export type SearchHit = {
  readonly kind: string
  readonly id: string
  /** What people call it by: a number, code or SKU. */
  readonly code: string
  readonly name: string
}

/** Of each kind of thing. */
export const searchHitsMax = 8
