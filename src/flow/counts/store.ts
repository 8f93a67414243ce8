/** The only SQL that writes the tables of counts: posted documents, appended and never changed. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { Adjustment, AdjustmentLine } from './adjustment.ts'

export type NewAdjustment = Omit<Adjustment, 'number' | 'postedAt' | 'postedByName'>

/** Head and lines in one statement: foreign keys are checked at its end. Gives the number. */
export async function insertAdjustment(
  tx: Tx,
  head: NewAdjustment,
  lines: readonly AdjustmentLine[],
): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    with head as (
      insert into stock_adjustment (id, company_id, place_id, kind, adjusted_on, reason, entry_id,
        posted_at, posted_by, posted_by_name)
      values (${head.id}::uuid, ${head.companyId}::uuid, ${head.placeId}::uuid, ${head.kind},
        ${head.adjustedOn}::date, ${head.reason}, ${head.entryId}::uuid, ${tx.now}::timestamptz,
        ${tx.actor.id}, ${tx.actor.name})
      returning number
    ), body as (
      insert into stock_adjustment_line (id, adjustment_id, line_no, item_id, lot_id, status, units,
        value_minor)
      select line.id, ${head.id}::uuid, line.line_no, line.item_id, line.lot_id, line.status,
        line.units, line.value_minor
      from unnest(
        ${lines.map((line) => line.id)}::uuid[],
        ${lines.map((line) => line.lineNo)}::integer[],
        ${lines.map((line) => line.itemId)}::uuid[],
        ${lines.map((line) => line.lotId)}::uuid[],
        ${lines.map((line) => line.status)}::text[],
        ${lines.map((line) => line.units)}::bigint[],
        ${lines.map((line) => line.valueMinor)}::bigint[]
      ) as line (id, line_no, item_id, lot_id, status, units, value_minor)
    )
    select number from head
  `.execute(tx.db)
  return rows[0]?.number ?? ''
}
