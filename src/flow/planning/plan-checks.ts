/** What planning promises, as questions that find the exceptions. */
import { sql } from 'kysely'

import { type BookCheck, findingsMax } from '#books/ledger'

export const planChecks: readonly BookCheck[] = [
  {
    name: 'what is to be bought adds up to its terms, and to what was added',
    run: async (db) => {
      const { rows } = await sql<{ what: string; kept: string; said: string }>`
        with said as (
          select p.id, (
                   select coalesce(sum((t ->> 'units')::numeric), 0)
                   from jsonb_array_elements((p.why -> 'cover') || (p.why -> 'have')) t) as needed, (
                   select coalesce(sum((t ->> 'units')::numeric), 0)
                   from jsonb_array_elements(p.why -> 'size') t) as sized, (
                   select coalesce(sum((t ->> 'units')::numeric), 0)
                   from jsonb_array_elements(p.why -> 'top') t) as topped
          from proposal p where p.kind = 'buy' and p.status = 'open'
        )
        select format('proposal %s', p.id) as what,
               format('%s needed, %s suggested, %s added, %s ordered', p.needed_units,
                 p.suggested_units, p.topped_units, p.ordered_units) as kept,
               format('%s, %s, %s, %s', s.needed, s.needed + s.sized, s.topped,
                 coalesce(d.units, s.needed + s.sized + s.topped)) as said
        from said s join proposal p on p.id = s.id
        left join proposal_decision d on d.proposal_key = p.key
        where (p.needed_units, p.suggested_units, p.topped_units, p.ordered_units)
          is distinct from (s.needed, s.needed + s.sized, s.topped,
            coalesce(d.units, s.needed + s.sized + s.topped))
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map(({ what, kept, said }) => `${what} is kept as ${kept}; its terms say ${said}`)
    },
  },
  {
    name: 'what is proposed to be ordered is expected, and nothing else is',
    run: async (db) => {
      const { rows } = await sql<{ what: string; expected: string; proposed: string }>`
        with proposed as (
          select id, ordered_units as units, arrives_on from proposal
          where status = 'open' and kind in ('buy', 'transfer') and ordered_units > 0
        ), expected as (
          select source_id as id, units, expected_on from expectation
          where source_kind = 'proposal' and firmness = 'proposed'
        )
        select format('proposal %s', coalesce(p.id, e.id)) as what,
               coalesce(e.units, 0)::text as expected, coalesce(p.units, 0)::text as proposed
        from proposed p full join expected e using (id)
        where (p.units, p.arrives_on) is distinct from (e.units, e.expected_on)
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map(({ what, expected, proposed }) => {
        return `${what} is expected as ${expected}; it proposes ${proposed}`
      })
    },
  },
]
