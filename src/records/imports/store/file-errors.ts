/** Errors that only the whole file shows, and the sums of a check; each one statement, however long the file. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import { entryRowsMax, errorGroupsMax } from '../limits.ts'
import type { ImportId } from './imports.ts'

/** Rows that name a record which an earlier row named already. */
export async function markDuplicateKeys(tx: Tx, id: ImportId): Promise<void> {
  await sql`
    update import_row r
    set outcome = 'error', errors = coalesce(r.errors, '[]') || jsonb_build_array(
      jsonb_build_object(
        'code', 'duplicate_in_file', 'firstRow', twice.first_row,
        'detail', 'Keep one of the rows ' || twice.first_row || ' and ' || r.row_no ||
                  ': both say ' || replace(r.business_key, chr(31), ' / ') || '.'))
    from (
      select business_key, min(row_no) as first_row from import_row
      where batch_id = ${id}::uuid and business_key is not null
      group by business_key having count(*) > 1
    ) twice
    where r.batch_id = ${id}::uuid and r.business_key = twice.business_key
      and r.row_no > twice.first_row
  `.execute(tx.db)
}

/** Rows that repeat a value of which each record has its own. */
export async function markDuplicateValues(
  tx: Tx,
  id: ImportId,
  distinct: {
    readonly field: string
    readonly header: string
    readonly cellIndex: number
    /** Zeros at the start make no difference. */
    readonly asNumber: boolean
  },
): Promise<void> {
  const zeros = distinct.asNumber ? '0' : ''
  const value = sql`ltrim(btrim(cells[${distinct.cellIndex + 1}::int]), ${zeros})`
  await sql`
    update import_row r
    set outcome = 'error', errors = coalesce(r.errors, '[]') || jsonb_build_array(
      jsonb_build_object(
        'code', 'duplicate_in_file', 'firstRow', twice.first_row,
        'column', ${distinct.field}::text, 'header', ${distinct.header}::text,
        'detail', 'Correct ' || ${distinct.header}::text || ' here or in row ' || twice.first_row ||
                  ': both say ' || left(twice.value, 100) || '.'))
    from (
      select ${value} as value, min(row_no) as first_row from import_row
      where batch_id = ${id}::uuid and ${value} <> ''
      group by 1 having count(*) > 1
    ) twice
    where r.batch_id = ${id}::uuid and ${value} = twice.value
      and r.row_no > twice.first_row
  `.execute(tx.db)
}

/** Records of too many rows, and rows that belong to a record with an error. */
export async function markBrokenEntries(tx: Tx, id: ImportId): Promise<void> {
  const detail = `Split this: one record may have ${entryRowsMax} rows.`
  await sql`
    update import_row r
    set outcome = 'error', errors = jsonb_build_array(
      jsonb_build_object('code', 'too_many_rows_of_one', 'detail', ${detail}::text))
    from (
      select business_key from import_row
      where batch_id = ${id}::uuid and business_key is not null
      group by business_key having count(*) > ${entryRowsMax}::int
    ) long
    where r.batch_id = ${id}::uuid and r.business_key = long.business_key and r.outcome is null
  `.execute(tx.db)
  await sql`
    update import_row r
    set outcome = 'error', errors = jsonb_build_array(jsonb_build_object(
      'code', 'other_row', 'otherRow', broken.first_row,
      'detail', 'Correct row ' || broken.first_row || ': this row belongs to the same record.'))
    from (
      select business_key, min(row_no) as first_row from import_row
      where batch_id = ${id}::uuid and business_key is not null and outcome = 'error'
      group by business_key
    ) broken
    where r.batch_id = ${id}::uuid and r.business_key = broken.business_key and r.outcome is null
  `.execute(tx.db)
}

/** Counts what the check found and ends it. */
export async function setChecked(tx: Tx, id: ImportId, problem: string): Promise<void> {
  await sql`
    with counted as (
      select count(*) filter (where outcome = 'add') as adds,
             count(*) filter (where outcome = 'change') as changes,
             count(*) filter (where outcome = 'same') as sames,
             count(*) filter (where outcome = 'error') as errors
      from import_row where batch_id = ${id}::uuid
    ), kinds as (
      select error ->> 'code' as code, error ->> 'column' as "column",
             min(error ->> 'header') as header, min(error ->> 'detail') as detail,
             count(*) as rows, min(row_no) as "firstRow"
      from import_row, jsonb_array_elements(errors) as error
      where batch_id = ${id}::uuid and outcome = 'error'
      group by 1, 2 order by 5 desc, 6 limit ${errorGroupsMax}::int
    )
    update import_batch
    set status = 'checked', problem = ${problem}, version = version + 1, done_count = row_count,
        add_count = counted.adds, change_count = counted.changes, same_count = counted.sames,
        error_count = counted.errors,
        error_groups = coalesce((select jsonb_agg(to_jsonb(kinds)) from kinds), '[]')
    from counted where id = ${id}::uuid
  `.execute(tx.db)
}
