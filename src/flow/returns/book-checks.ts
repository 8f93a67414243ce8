/** What returns promise, as questions that find the exceptions. */
import { sql } from 'kysely'

import { type BookCheck, findingsMax } from '#books/ledger'

export const returnsChecks: readonly BookCheck[] = [
  {
    name: 'order lines count what went back',
    run: async (db) => {
      const { rows } = await sql<{ id: string; kept: string; returned: string }>`
        with returned as (
          select order_line_id as id,
            coalesce(sum(units) filter (where from_status = 'rejected'), 0) as rejects,
            coalesce(sum(units) filter (where from_status <> 'rejected'), 0) as goods
          from supplier_return_line group by order_line_id
        )
        select line.id,
          format('%s, %s', line.returned_rejected_units, line.returned_accepted_units) as kept,
          format('%s, %s', returned.rejects, returned.goods) as returned
        from purchase_order_line line left join returned using (id)
        where (line.returned_rejected_units, line.returned_accepted_units)
          <> (coalesce(returned.rejects, 0), coalesce(returned.goods, 0))
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map(
        (row) => `order line ${row.id} counts ${row.kept} units back, its returns ${row.returned}`,
      )
    },
  },
  {
    name: 'GRNI is what was received, less what went back, less what was invoiced',
    run: async (db) => {
      const { rows } = await sql<{ id: string; kept: string; papers: string }>`
        with paper as (
          select order_line_id as id, accepted_units + quarantined_units + rejected_units as units,
            document_minor as document, amount_minor as amount from receipt_line
          union all
          select order_line_id, invoiced_units - units, -accrued_document_minor, -accrued_minor
          from supplier_return_line
          union all
          select order_line_id, -units, -cleared_document_minor, -cleared_minor from match_row
        ), summed as (
          select id, sum(units) as units, sum(document) as document, sum(amount) as amount
          from paper group by id
        )
        select coalesce(summed.id, kept.order_line_id) as id,
          format('%s units, %s, %s', kept.units, kept.document_minor, kept.amount_minor) as kept,
          format('%s units, %s, %s', summed.units, summed.document, summed.amount) as papers
        from summed full join grni_balance kept on kept.order_line_id = summed.id
        where (kept.units, kept.document_minor, kept.amount_minor)
          is distinct from (summed.units, summed.document, summed.amount)
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `order line ${row.id} accrues ${row.kept}, its papers ${row.papers}`)
    },
  },
]
