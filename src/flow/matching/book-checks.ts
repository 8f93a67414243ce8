/** What matching promises, as questions that find the exceptions. */
import { sql } from 'kysely'

import { type BookCheck, findingsMax } from '#books/ledger'

export const matchingChecks: readonly BookCheck[] = [
  {
    name: 'order lines are invoiced for what was matched',
    run: async (db) => {
      const { rows } = await sql<{ id: string; kept: bigint; matched: bigint }>`
        with matched as (
          select order_line_id as id, sum(units) as units from match_row group by order_line_id
        )
        select line.id, line.invoiced_units as kept, coalesce(matched.units, 0)::bigint as matched
        from purchase_order_line line left join matched using (id)
        where line.invoiced_units <> coalesce(matched.units, 0)
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map(
        (row) => `order line ${row.id} counts ${row.kept} units invoiced, ${row.matched} matched`,
      )
    },
  },
  {
    name: 'posted invoices are owed in full',
    run: async (db) => {
      const { rows } = await sql<{ number: string; payable: bigint; owed: bigint }>`
        select invoice.number, invoice.payable_minor as payable,
          coalesce(-sum(line.amount_minor), 0)::bigint as owed
        from supplier_invoice invoice
        left join (
          journal_line line join account on account.id = line.account_id
            and account.control = 'accounts_payable'
        ) on line.entry_id = invoice.entry_id
        where invoice.status = 'posted'
        group by invoice.id
        having coalesce(-sum(line.amount_minor), 0) is distinct from invoice.payable_minor
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `invoice ${row.number} is for ${row.payable}, owed is ${row.owed}`)
    },
  },
]
