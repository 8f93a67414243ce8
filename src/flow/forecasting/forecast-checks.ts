/** What forecasting promises, as questions that find the exceptions. */
import { sql } from 'kysely'

import { type BookCheck, findingsMax } from '#books/ledger'

export const forecastChecks: readonly BookCheck[] = [
  {
    name: 'editions of forecasts count the figures that came',
    run: async (db) => {
      const { rows } = await sql<{ what: string; kept: string; came: string }>`
        with came as (
          select edition_id, count(*) as figures, count(distinct (item_id, place_id)) as pairs,
                 min(starts_on) as first_on, max(starts_on) as last_on
          from outside_forecast group by edition_id
        )
        select format('edition %s of source %s', e.name, s.code) as what,
               format('%s figures of %s item-places', e.figure_count, e.pair_count) as kept,
               format('%s of %s', coalesce(c.figures, 0), coalesce(c.pairs, 0)) as came
        from forecast_edition e
        join forecast_source s on s.id = e.source_id
        left join came c on c.edition_id = e.id
        where (e.figure_count, e.pair_count, e.first_on, e.last_on)
          is distinct from (coalesce(c.figures, 0), coalesce(c.pairs, 0), c.first_on, c.last_on)
        order by e.id limit ${findingsMax}::integer
      `.execute(db)
      return rows.map(({ what, kept, came }) => `${what} says ${kept}, but there are ${came}`)
    },
  },
]
