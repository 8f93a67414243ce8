/** What the money book promises, as questions that find the exceptions. */
import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** One promise of a book. */
export type BookCheck = {
  readonly name: string
  /** @returns what differs, one sentence each; empty when the promise is kept */
  readonly run: (db: Ask['db']) => Promise<readonly string[]>
}

/** The most exceptions that one check tells. */
export const findingsMax = 20

export const ledgerChecks: readonly BookCheck[] = [
  {
    name: 'entries balance',
    run: async (db) => {
      const { rows } = await sql<{ key: string; difference: bigint }>`
        select entry.key, sum(line.amount_minor)::bigint as difference
        from journal_entry entry join journal_line line on line.entry_id = entry.id
        group by entry.id having sum(line.amount_minor) <> 0
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `entry ${row.key} is out by ${row.difference}`)
    },
  },
  {
    name: 'entries stay within their company and period',
    run: async (db) => {
      const { rows } = await sql<{ key: string }>`
        select distinct entry.key from journal_entry entry
        join fiscal_period period on period.id = entry.period_id
        left join journal_line line on line.entry_id = entry.id
        left join account on account.id = line.account_id
        where period.company_id <> entry.company_id or account.company_id <> entry.company_id
          or entry.posted_on not between period.starts_on and period.ends_on
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `entry ${row.key} posts outside its company or period`)
    },
  },
  {
    name: 'GRNI balances are the sums of their movements',
    run: async (db) => {
      const { rows } = await sql<{ id: string; kept: string; moved: string }>`
        with moved as (
          select order_line_id as id, sum(units) as units, sum(document_minor) as document,
            sum(amount_minor) as amount
          from grni_movement group by order_line_id
        )
        select coalesce(moved.id, balance.order_line_id) as id,
          format('%s units, %s, %s', balance.units, balance.document_minor, balance.amount_minor)
            as kept,
          format('%s units, %s, %s', moved.units, moved.document, moved.amount) as moved
        from moved full join grni_balance balance on balance.order_line_id = moved.id
        where (coalesce(balance.units, 0), coalesce(balance.document_minor, 0),
            coalesce(balance.amount_minor, 0))
          <> (coalesce(moved.units, 0), coalesce(moved.document, 0), coalesce(moved.amount, 0))
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `order line ${row.id} has ${row.kept}, its movements ${row.moved}`)
    },
  },
  {
    name: 'the GRNI account equals its sub-ledger, entry by entry',
    run: async (db) => {
      const { rows } = await sql<{ key: string; ledger: string; subledger: string }>`
        with posted as (
          select line.entry_id, -sum(line.amount_minor) as amount
          from journal_line line join account on account.id = line.account_id
          where account.control = 'grni' group by line.entry_id
        ), moved as (
          select entry_id, sum(amount_minor) as amount from grni_movement group by entry_id
        )
        select entry.key, coalesce(posted.amount, 0) as ledger,
          coalesce(moved.amount, 0) as subledger
        from posted full join moved using (entry_id) join journal_entry entry on entry.id = entry_id
        where coalesce(posted.amount, 0) <> coalesce(moved.amount, 0)
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map(
        (row) => `entry ${row.key} posts ${row.ledger} to GRNI, its movements are ${row.subledger}`,
      )
    },
  },
  {
    name: 'GRNI without units is without money',
    run: async (db) => {
      const { rows } = await sql<{ id: string; amount: bigint }>`
        select order_line_id as id, amount_minor as amount from grni_balance
        where units = 0 and (amount_minor <> 0 or document_minor <> 0)
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `order line ${row.id} accrues ${row.amount} for no units`)
    },
  },
]
