/** Deletes the rows of imports that nobody needs any more. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { ImportId } from './imports.ts'

/** @returns the import whose rows are gone now; `undefined` when none is older */
export async function clearOldest(tx: Tx, before: Date): Promise<ImportId | undefined> {
  const { rows } = await sql<{ readonly id: ImportId }>`
    with oldest as (
      select id from import_batch
      where cleared_at is null and created_at < ${before}::timestamptz
        and status not in ('checking', 'committing')
        and coalesce(committed_at, created_at) < ${before}::timestamptz
      order by created_at limit 1 for update skip locked
    ), cleared as (
      update import_batch set cleared_at = ${tx.now}::timestamptz, version = version + 1,
        status = case when status = 'committed' then status else 'discarded' end
      from oldest where import_batch.id = oldest.id
      returning import_batch.id
    ), gone as (
      delete from import_row using oldest where batch_id = oldest.id
    )
    select id from cleared
  `.execute(tx.db)
  return rows[0]?.id
}
