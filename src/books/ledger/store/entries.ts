import { sql } from 'kysely'

import { invariant } from '#kernel/invariant'
import type { Tx } from '#platform/work'

import type { PostEntry } from '../actions/post-entry.ts'
import type { ReverseEntry } from '../actions/reverse-entry.ts'
import type { EntryLine } from '../rules/entry.ts'

/** Head and lines in one statement: foreign keys are checked at its end. */
export async function insertEntry(
  tx: Tx,
  entry: PostEntry,
  lines: readonly EntryLine[],
): Promise<void> {
  const { context } = entry
  await sql`
    with entry as (
      insert into journal_entry (id, company_id, key, period_id, posted_on, valued_on, source_kind,
        source_id, memo, document_currency, reverses_id, posted_at, posted_by)
      values (${entry.id}, ${context.companyId}, ${entry.key}, ${context.periodId},
        ${context.postedOn}, ${context.valuedOn}, ${entry.sourceKind}, ${entry.sourceId},
        ${entry.memo}, ${entry.documentCurrency}, ${entry.reversesId ?? null}, ${tx.now},
        ${tx.actor.id})
    )
    insert into journal_line
      (entry_id, line_no, account_id, amount_minor, document_minor, supplier_id)
    select ${entry.id}::uuid, line.no, line.account_id, line.amount_minor, line.document_minor,
      line.supplier_id
    from unnest(
      ${lines.map((line) => line.accountId)}::uuid[],
      ${lines.map((line) => line.amountMinor)}::bigint[],
      ${lines.map((line) => line.documentMinor)}::bigint[],
      ${lines.map((line) => line.supplierId)}::uuid[]
    ) with ordinality as line (account_id, amount_minor, document_minor, supplier_id, no)
  `.execute(tx.db)
}

export async function insertMirror(tx: Tx, reversal: ReverseEntry): Promise<void> {
  const { context } = reversal
  const { numAffectedRows } = await sql`
    with mirrored as (
      select * from journal_entry
      where id = ${reversal.entryId}::uuid and company_id = ${context.companyId}::uuid
    ), lines as (
      insert into journal_line
        (entry_id, line_no, account_id, amount_minor, document_minor, supplier_id)
      select ${reversal.newId}::uuid, line.line_no, line.account_id, -line.amount_minor,
        -line.document_minor, line.supplier_id
      from journal_line line join mirrored on mirrored.id = line.entry_id
    )
    insert into journal_entry (id, company_id, key, period_id, posted_on, valued_on, source_kind,
      source_id, memo, document_currency, reverses_id, posted_at, posted_by)
    select ${reversal.newId}::uuid, mirrored.company_id, ${reversal.key}::text,
      ${context.periodId}::uuid, ${context.postedOn}::date, ${context.valuedOn}::date,
      ${reversal.sourceKind}::text, ${reversal.sourceId}::uuid, ${reversal.memo}::text,
      mirrored.document_currency, mirrored.id, ${tx.now}::timestamptz, ${tx.actor.id}::text
    from mirrored
  `.execute(tx.db)
  invariant(numAffectedRows === 1n, `entry ${reversal.entryId} to reverse is of this company`)
}
