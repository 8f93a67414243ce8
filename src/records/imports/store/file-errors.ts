/** Errors that only the whole file shows, and the sums of a check; each one statement, however long the file. */
import { type RawBuilder, sql } from 'kysely'

import type { Tx } from '#platform/work'

import { entryRowsMax, errorGroupsMax } from '../limits.ts'
import type { ImportId } from './imports.ts'

/** Rows that name the same record; each is told the first other. */
export async function markDuplicateKeys(tx: Tx, id: ImportId): Promise<void> {
  const found = sql`
    select row_no, jsonb_build_object(
        'code', 'duplicate_in_file', 'otherRow', other_row,
        'detail', 'Keep one of the rows ' || least(row_no, other_row) || ' and ' ||
                  greatest(row_no, other_row) || ': both say ' ||
                  replace(business_key, chr(31), ' / ') || '.') as error
    from (
      select row_no, business_key, ${otherRow} as other_row
      from import_row where batch_id = ${id}::uuid and business_key is not null
      window same as (partition by business_key order by row_no
        rows between unbounded preceding and unbounded following)
    ) keyed
    where other_row is not null`
  await addErrors(tx, id, found)
}

/** Of rows that are the same: the first, and for the first the second; null when a row is alone. */
const otherRow = sql.raw(
  'coalesce(nullif(first_value(row_no) over same, row_no), nth_value(row_no, 2) over same)',
)

/** Rows that say the same where each record has a value of its own; each is told the first other. */
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
        'code', 'duplicate_in_file', 'otherRow', other_row, 'column', ${field}::text,
        'header', ${header}::text,
        'detail', 'Correct ' || ${header}::text || ' here or in row ' || other_row ||
                  ': both say ' || left(value, 100) || '.') as error
    from (
      select row_no, value, ${otherRow} as other_row
      from import_row, ltrim(btrim(cells[${cellIndex + 1}::int]), ${zeros}) as value
      where batch_id = ${id}::uuid and value <> ''
      window same as (partition by value order by row_no
        rows between unbounded preceding and unbounded following)
    ) valued
    where other_row is not null`
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
      set outcome = 'error', parsed = null, before = null, notes = null,
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
    ), noted as (
      select note as detail, count(*) as rows, min(row_no) as "firstRow"
      from import_row, jsonb_array_elements_text(notes) as note
      where batch_id = ${id}::uuid and notes is not null
      group by 1 order by 2 desc, 3 limit ${errorGroupsMax}::int
    )
    update import_batch
    set status = 'checked', problem = ${problem}, version = version + 1, done_count = row_count,
        add_count = counted.adds, change_count = counted.changes, same_count = counted.sames,
        error_count = counted.errors,
        error_groups = coalesce((select jsonb_agg(to_jsonb(kinds)) from kinds), '[]'),
        note_groups = coalesce((select jsonb_agg(to_jsonb(noted)) from noted), '[]')
    from counted where id = ${id}::uuid
  `.execute(tx.db)
}
