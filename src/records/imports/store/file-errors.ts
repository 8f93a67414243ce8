/** Errors that only the whole file shows, and the sums of a check; each one statement, however long the file. */
import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '#platform/work'

import { entryRowsMax, errorGroupsMax } from '../limits.ts'
import type { ImportId } from './imports.ts'

/** Rows that name a record which an earlier row named already. */
export async function markDuplicateKeys(tx: Tx, id: ImportId): Promise<void> {
  const found = sql`
    select row_no, jsonb_build_object(
        'code', 'duplicate_in_file', 'firstRow', first_row,
        'detail', 'Keep one of the rows ' || first_row || ' and ' || row_no || ': both say ' ||
                  replace(business_key, chr(31), ' / ') || '.') as error
    from (
      select row_no, business_key, min(row_no) over (partition by business_key) as first_row
      from import_row where batch_id = ${id}::uuid and business_key is not null
    ) keyed
    where row_no > first_row`
  await addErrors(tx, id, found)
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
  const { field, header, cellIndex } = distinct
  const zeros = distinct.asNumber ? '0' : ''
  const found = sql`
    select row_no, jsonb_build_object(
        'code', 'duplicate_in_file', 'firstRow', first_row, 'column', ${field}::text,
        'header', ${header}::text,
        'detail', 'Correct ' || ${header}::text || ' here or in row ' || first_row ||
                  ': both say ' || left(value, 100) || '.') as error
    from (
      select row_no, value, min(row_no) over (partition by value) as first_row
      from import_row, ltrim(btrim(cells[${cellIndex + 1}::int]), ${zeros}) as value
      where batch_id = ${id}::uuid and value <> ''
    ) valued
    where row_no > first_row`
  await addErrors(tx, id, found)
}

/** Records of too many rows, and rows that belong to a record with an error. */
export async function markBrokenEntries(tx: Tx, id: ImportId): Promise<void> {
  const tooMany = `Split this: one record may have ${entryRowsMax} rows.`
  const found = sql`
    select row_no, case when broken_row is null
        then jsonb_build_object('code', 'too_many_rows_of_one', 'detail', ${tooMany}::text)
        else jsonb_build_object('code', 'other_row', 'otherRow', broken_row, 'detail',
          'Correct row ' || broken_row || ': this row belongs to the same record.') end as error
    from (
      select row_no, outcome, count(*) over same_key as row_count,
             min(row_no) filter (where outcome = 'error') over same_key as broken_row
      from import_row where batch_id = ${id}::uuid and business_key is not null
      window same_key as (partition by business_key)
    ) keyed
    where outcome is null and (broken_row is not null or row_count > ${entryRowsMax}::int)`
  await addErrors(tx, id, found)
}

/** @param found selects `row_no` and `error`. See `markRows` for why this is said as an insert. */
async function addErrors(tx: Tx, id: ImportId, found: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into import_row as r (batch_id, row_no, cells, errors)
    select ${id}::uuid, found.row_no, '{}', jsonb_build_array(found.error) from (${found}) found
    on conflict (batch_id, row_no) do update
      set outcome = 'error', parsed = null, before = null,
          errors = coalesce(r.errors, '[]') || excluded.errors
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
