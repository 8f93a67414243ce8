/** What demand promises, as questions that find the exceptions. */
import { sql } from 'kysely'

import { type BookCheck, findingsMax } from '#books/ledger'

export const demandChecks: readonly BookCheck[] = [
  {
    name: 'days of demand are the sums of their entries',
    run: async (db) => {
      const { rows } = await sql<{ what: string; kept: string; entered: string }>`
        with entered as (
          select item_id, place_id, channel_id, on_day,
                 coalesce(sum(units) filter (where kind <> 'return'), 0) as raw,
                 coalesce(-sum(units) filter (where kind = 'return'), 0) as returned,
                 count(*) as entries
          from demand_entry group by item_id, place_id, channel_id, on_day
        )
        select format('demand of item %s at %s on %s', item_id, place_id, on_day) as what,
               format('%s sold, %s returned', kept.raw_units, kept.returned_units) as kept,
               format('%s sold, %s returned', entered.raw, entered.returned) as entered
        from entered full join demand_day kept using (item_id, place_id, channel_id, on_day)
        where (entered.raw, entered.returned, entered.entries)
          is distinct from (kept.raw_units, kept.returned_units, kept.entry_count)
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `${row.what} is kept as ${row.kept}; its entries say ${row.entered}`)
    },
  },
]
