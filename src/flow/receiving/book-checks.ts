/** What receiving promises, as questions that find the exceptions. */
import { sql } from 'kysely'

import { type BookCheck, findingsMax } from '#books/ledger'

export const receivingChecks: readonly BookCheck[] = [
  {
    name: 'order lines count what was received and inspected',
    run: async (db) => {
      const { rows } = await sql<{ id: string; kept: string; received: string }>`
        with judged as (
          select receipt_line_id as id, sum(passed_units) as passed, sum(failed_units) as failed
          from inspection group by receipt_line_id
        ), received as (
          select order_line_id as id, sum(accepted_units + coalesce(passed, 0)) as accepted,
            sum(quarantined_units - coalesce(passed + failed, 0)) as quarantined,
            sum(rejected_units + coalesce(failed, 0)) as rejected
          from receipt_line left join judged using (id) group by order_line_id
        )
        select line.id,
          format('%s, %s, %s', line.accepted_units, line.quarantined_units, line.rejected_units)
            as kept,
          format('%s, %s, %s', received.accepted, received.quarantined, received.rejected)
            as received
        from purchase_order_line line left join received using (id)
        where (line.accepted_units, line.quarantined_units, line.rejected_units)
          <> (coalesce(received.accepted, 0), coalesce(received.quarantined, 0),
            coalesce(received.rejected, 0))
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map(
        (row) => `order line ${row.id} counts ${row.kept} units, its receipts ${row.received}`,
      )
    },
  },
]
