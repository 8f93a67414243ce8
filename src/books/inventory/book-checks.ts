/** What the units book promises, as questions that find the exceptions. */
import { sql } from 'kysely'

import { type BookCheck, findingsMax } from '#books/ledger'

export const inventoryChecks: readonly BookCheck[] = [
  {
    name: 'stock balances are the sums of their moves',
    run: async (db) => {
      const { rows } = await sql<{ what: string; kept: string; moved: string }>`
        with step as (
          select item_id, to_place_id as place_id, to_status as status, lot_id, units
          from stock_move where to_kind = 'place'
          union all
          select item_id, from_place_id, from_status, lot_id, -units
          from stock_move where from_kind = 'place'
        ), moved as (
          select item_id, place_id, status, coalesce(lot_id::text, '') as lot, sum(units) as units
          from step group by item_id, place_id, status, lot_id
        ), kept as (
          select item_id, place_id, status, coalesce(lot_id::text, '') as lot, units
          from stock_balance
        )
        select format('item %s at %s in %s', item_id, place_id, status) as what,
          coalesce(kept.units, 0) as kept, coalesce(moved.units, 0) as moved
        from moved full join kept using (item_id, place_id, status, lot)
        where coalesce(moved.units, 0) <> coalesce(kept.units, 0)
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `${row.what} has ${row.kept} units, its moves ${row.moved}`)
    },
  },
  {
    name: 'expectations are the last of their changes',
    run: async (db) => {
      const { rows } = await sql<{ id: string }>`
        select expectation.id from expectation
        where not exists (
          select from expectation_change change
          where change.expectation_id = expectation.id
            and (change.units, change.firmness, change.requested_on, change.promised_on,
                change.expected_on)
              is not distinct from (expectation.units, expectation.firmness,
                expectation.requested_on, expectation.promised_on, expectation.expected_on)
            and not exists (
              select from expectation_change later
              where later.expectation_id = expectation.id
                and later.changed_at > change.changed_at
            )
        )
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `expectation ${row.id} is not what its last change says`)
    },
  },
]
