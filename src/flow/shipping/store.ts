/** The only SQL that writes shipping's tables: posted documents, appended and never changed. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { Issue, IssueLine } from './issue.ts'

export type NewIssue = Omit<Issue, 'number' | 'reversedById' | 'postedAt' | 'postedByName'> & {
  readonly sourceSystem: string
  readonly externalId: string
}

/** Head and lines in one statement: foreign keys are checked at its end. Gives the number. */
export async function insertIssue(
  tx: Tx,
  issue: NewIssue,
  lines: readonly IssueLine[],
): Promise<string> {
  const { rows } = await sql<{ number: string }>`
    with head as (
      insert into sale_issue (id, company_id, place_id, issued_on, customer_reference, reverses_id,
        entry_id, posted_at, posted_by, posted_by_name, source_system, external_id)
      values (${issue.id}::uuid, ${issue.companyId}::uuid, ${issue.placeId}::uuid,
        ${issue.issuedOn}::date, ${issue.customerReference}, ${issue.reversesId}::uuid,
        ${issue.entryId}::uuid, ${tx.now}::timestamptz, ${tx.actor.id}, ${tx.actor.name},
        ${issue.sourceSystem}, ${issue.externalId})
      returning number
    ), body as (
      insert into sale_issue_line (id, issue_id, line_no, item_id, lot_id, units, cost_minor)
      select line.id, ${issue.id}::uuid, line.line_no, line.item_id, line.lot_id, line.units,
        line.cost_minor
      from unnest(
        ${lines.map((line) => line.id)}::uuid[],
        ${lines.map((line) => line.lineNo)}::integer[],
        ${lines.map((line) => line.itemId)}::uuid[],
        ${lines.map((line) => line.lotId)}::uuid[],
        ${lines.map((line) => line.units)}::bigint[],
        ${lines.map((line) => line.costMinor)}::bigint[]
      ) as line (id, line_no, item_id, lot_id, units, cost_minor)
    )
    select number from head
  `.execute(tx.db)
  return rows[0]?.number ?? ''
}
