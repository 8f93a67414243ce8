/** What must hold after every act: the promises of all books and rooms, which the doctor asks too. */
import { sql } from 'kysely'

import { booksChecks } from '#edge/cli/doctor-checks'
import type { Ask } from '#platform/work'

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

/** Everything that differs, one sentence each. */
export async function whatDiffers(db: Ask['db']): Promise<readonly string[]> {
  const checks = [accountDifferences, strandedCents, ...booksChecks.map((check) => check.run)]
  const found: string[] = []
  for (const check of checks) found.push(...(await check(db)))
  return found
}
