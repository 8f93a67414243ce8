/**
 * How many rows were changed for good since the start, in any database of the cluster. Every transaction
 * that writes has a number, and the cluster says what became of it; what those that stayed have written
 * stands in the log that everything goes through.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'

export type Trace = {
  readonly start: () => Promise<void>
  readonly changes: () => Promise<number>
}

const triesMax = 1_000

type Mark = { readonly number: string; readonly log: string }

/** @param owner a superuser of a cluster that nothing else writes to */
export async function traceOn(owner: pg.ClientBase): Promise<Trace> {
  await owner.query('create extension if not exists pg_walinspect')
  await owner.query('set synchronous_commit = on')
  let since = await markOf(owner)
  return {
    start: async () => {
      since = await markOf(owner)
    },
    changes: async () => {
      const numbers = await stayedSince(owner, since)
      if (numbers.length === 0) return 0
      const until = await markOf(owner)
      await writeLog(owner)
      return changesBetween(owner, since, until, numbers)
    },
  }
}

async function changesBetween(
  owner: pg.ClientBase,
  since: Mark,
  until: Mark,
  numbers: readonly string[],
): Promise<number> {
  try {
    const given = [since.log, until.log, numbers]
    const { rows } = await owner.query<{ changes: string }>(changesSql, given)
    return Number(rows[0]?.changes ?? 0)
  } catch (error) {
    // The log has nothing at all since then: they ended as the start was noted.
    if (/could not find a valid record after/.test(String(error))) return 0
    throw error
  }
}

/** Those that have not been taken back, once each has ended. */
async function stayedSince(owner: pg.ClientBase, { number }: Mark): Promise<readonly string[]> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const { rows } = await owner.query<{ number: string; status: string }>(endedSql, [number])
    if (rows.every(({ status }) => status !== 'in progress')) {
      return rows.filter(({ status }) => status !== 'aborted').map((row) => row.number)
    }
    await sleep(2)
  }
  throw new Error('a transaction does not end')
}

async function markOf(owner: pg.ClientBase): Promise<Mark> {
  const { rows } = await owner.query<Mark>(
    `select pg_snapshot_xmax(pg_current_snapshot())::text as number,
       pg_current_wal_insert_lsn()::text as log`,
  )
  if (rows[0] === undefined) throw new Error('the cluster does not say where it is')
  return rows[0]
}

/** Without durability the log is written a little later, unless something waits for it. */
async function writeLog(owner: pg.ClientBase): Promise<void> {
  await owner.query("select pg_logical_emit_message(true, 'look', '')")
}

const endedSql = `
  select number::text as number, pg_xact_status(number::text::xid8) as status
  from generate_series($1::bigint, pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1) number`

/** Of rows; a lock on a row, or a wake-up call, changes none. */
const changesSql = `
  select count(*)::text as changes from pg_get_wal_records_info($1::pg_lsn, $2::pg_lsn)
  where xid::text = any($3::text[])
    and (resource_manager = 'Heap' and record_type ~ '^(INSERT|UPDATE|HOT_UPDATE|DELETE|TRUNCATE)'
      or resource_manager = 'Heap2' and record_type ~ '^MULTI_INSERT')`
