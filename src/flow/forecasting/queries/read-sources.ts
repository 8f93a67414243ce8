import { sql } from 'kysely'

import type { Ask, Tx } from '#platform/work'

import type { SourceId } from '../store/sources.ts'

export type SourceFacts = {
  readonly id: SourceId
  readonly code: string
  readonly name: string
  readonly includesPromotions: boolean
  readonly status: 'active' | 'inactive'
}

/** Those that exist, by code. */
export async function readSourcesByCode(
  ask: Ask | Tx,
  codes: readonly string[],
): Promise<ReadonlyMap<string, SourceFacts>> {
  const { rows } = await sql<SourceFacts>`
    select ${facts} from forecast_source where code = any(${[...new Set(codes)]}::text[])
  `.execute(ask.db)
  return new Map(rows.map((row) => [row.code, row]))
}

export async function readSourceFacts(
  ask: Ask | Tx,
  sourceId: string,
): Promise<SourceFacts | undefined> {
  const { rows } = await sql<SourceFacts>`
    select ${facts} from forecast_source where id = ${sourceId}::uuid`.execute(ask.db)
  return rows[0]
}

const facts = sql`id, code, name, includes_promotions as "includesPromotions", status`
