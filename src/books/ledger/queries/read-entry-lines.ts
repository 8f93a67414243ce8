import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { EntryId, EntryLine } from '../rules/entry.ts'

/** The lines of one entry as they were posted, in their order. */
export async function readEntryLines(
  ask: Pick<Ask, 'db'>,
  entryId: EntryId,
): Promise<readonly EntryLine[]> {
  const { rows } = await sql<EntryLine>`
    select account_id as "accountId", supplier_id as "supplierId", amount_minor as "amountMinor",
      document_minor as "documentMinor"
    from journal_line where entry_id = ${entryId}::uuid order by line_no
  `.execute(ask.db)
  return rows
}
