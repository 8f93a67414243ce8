/**
 * What must hold after every act, asked of the tables the acts wrote, not of the balances beside them.
 * Each question gives the rows that differ.
 */
import { sql } from 'kysely'

import { inventoryChecks } from '#books/inventory'
import { ledgerChecks } from '#books/ledger'
import { valuationChecks } from '#books/valuation'
import type { Ask } from '#platform/work'

/** GRNI of each order line is what was received, less what went back, less what was invoiced. */
async function accrualDifferences(db: Ask['db']): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string; kept: string; wanted: string }>`
    with fact as (
      select order_line_id, accepted_units + quarantined_units + rejected_units as units,
        document_minor as document, amount_minor as amount from receipt_line
      union all
      select order_line_id, invoiced_units - units, -accrued_document_minor, -accrued_minor
      from supplier_return_line
      union all
      select order_line_id, -units, -cleared_document_minor, -cleared_minor from match_row
    ), wanted as (
      select order_line_id, sum(units) as units, sum(document) as document, sum(amount) as amount
      from fact group by order_line_id
    )
    select order_line_id as line,
      format('%s units, %s, %s', kept.units, kept.document_minor, kept.amount_minor) as kept,
      format('%s units, %s, %s', wanted.units, wanted.document, wanted.amount) as wanted
    from wanted full join grni_balance kept using (order_line_id)
    where (kept.units, kept.document_minor, kept.amount_minor)
      is distinct from (wanted.units, wanted.document, wanted.amount)
  `.execute(db)
  return rows.map((row) => `GRNI of line ${row.line} is ${row.kept}, its papers say ${row.wanted}`)
}

/** An accrual without units has no money left, in either currency. */
async function strandedCents(db: Ask['db']): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string; document: bigint; amount: bigint }>`
    select order_line_id as line, document_minor as document, amount_minor as amount
    from grni_balance where units = 0 and (document_minor <> 0 or amount_minor <> 0)
  `.execute(db)
  return rows.map(
    (row) => `line ${row.line} has no units accrued but ${row.document}/${row.amount}`,
  )
}

/** The GRNI account is the sum of its lines. */
async function accountDifferences(db: Ask['db']): Promise<readonly string[]> {
  const { rows } = await sql<{ account: bigint; lines: bigint }>`
    select (select coalesce(sum(line.amount_minor), 0)::bigint from journal_line line
        join account on account.id = line.account_id where account.control = 'grni') as account,
      (select coalesce(-sum(amount_minor), 0)::bigint from grni_balance) as lines
  `.execute(db)
  return rows
    .filter((row) => row.account !== row.lines)
    .map((row) => `the GRNI account is ${row.account}, its lines ${row.lines}`)
}

/** The quantity ledger of each order line is the sum of its papers. */
async function quantityDifferences(db: Ask['db']): Promise<readonly string[]> {
  const { rows } = await sql<{ line: string; kept: string; wanted: string }>`
    with received as (
      select order_line_id, sum(accepted_units + coalesce(judged.passed, 0)) as accepted,
        sum(quarantined_units - coalesce(judged.passed + judged.failed, 0)) as quarantined,
        sum(rejected_units + coalesce(judged.failed, 0)) as rejected
      from receipt_line
      left join (select receipt_line_id, sum(passed_units) as passed, sum(failed_units) as failed
        from inspection group by receipt_line_id) judged on judged.receipt_line_id = receipt_line.id
      group by order_line_id
    ), returned as (
      select order_line_id, sum(units) filter (where from_status = 'rejected') as rejects,
        sum(units) filter (where from_status <> 'rejected') as goods
      from supplier_return_line group by order_line_id
    ), invoiced as (
      select order_line_id, sum(units) as units from match_row group by order_line_id
    )
    select line.id as line,
      concat_ws(' ', line.accepted_units, line.quarantined_units, line.rejected_units,
        line.returned_rejected_units, line.returned_accepted_units, line.invoiced_units) as kept,
      concat_ws(' ', coalesce(received.accepted, 0), coalesce(received.quarantined, 0),
        coalesce(received.rejected, 0), coalesce(returned.rejects, 0),
        coalesce(returned.goods, 0), coalesce(invoiced.units, 0)) as wanted
    from purchase_order_line line
    left join received on received.order_line_id = line.id
    left join returned on returned.order_line_id = line.id
    left join invoiced on invoiced.order_line_id = line.id
  `.execute(db)
  return rows
    .filter((row) => row.kept !== row.wanted)
    .map((row) => `line ${row.line} counts ${row.kept}, its papers ${row.wanted}`)
}

const ownChecks = [accrualDifferences, strandedCents, accountDifferences, quantityDifferences]

/** Everything that differs, one sentence each. */
export async function whatDiffers(db: Ask['db']): Promise<readonly string[]> {
  const checks = [
    ...ownChecks,
    ...[...ledgerChecks, ...inventoryChecks, ...valuationChecks].map((check) => check.run),
  ]
  const found: string[] = []
  for (const check of checks) found.push(...(await check(db)))
  return found
}
