/** What the cost book promises, as questions that find the exceptions. */
import { sql } from 'kysely'

import { type BookCheck, findingsMax } from '#books/ledger'

export const valuationChecks: readonly BookCheck[] = [
  {
    name: 'layers are the sums of their movements',
    run: async (db) => {
      const { rows } = await sql<{ id: string; kept: string; moved: string }>`
        with moved as (
          select layer_id as id, sum(units) as units, sum(value_minor) as value
          from layer_movement group by layer_id
        )
        select layer.id, format('%s units, %s', layer.units_left, layer.value_left_minor) as kept,
          format('%s units, %s', moved.units, moved.value) as moved
        from stock_layer layer left join moved using (id)
        where (layer.units_left, layer.value_left_minor)
          <> (coalesce(moved.units, 0), coalesce(moved.value, 0))
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map((row) => `layer ${row.id} has ${row.kept}, its movements ${row.moved}`)
    },
  },
  {
    name: 'the inventory account equals the layers, entry by entry',
    run: async (db) => {
      const { rows } = await sql<{ key: string; ledger: string; layers: string }>`
        with posted as (
          select line.entry_id, sum(line.amount_minor) as amount
          from journal_line line join account on account.id = line.account_id
          where account.control = 'inventory' group by line.entry_id
        ), moved as (
          select entry_id, sum(value_minor) as amount from layer_movement
          where entry_id is not null group by entry_id
        )
        select entry.key, coalesce(posted.amount, 0) as ledger,
          coalesce(moved.amount, 0) as layers
        from posted full join moved using (entry_id) join journal_entry entry on entry.id = entry_id
        where coalesce(posted.amount, 0) <> coalesce(moved.amount, 0)
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map(
        (row) =>
          `entry ${row.key} posts ${row.ledger} to inventory, its layers moved ${row.layers}`,
      )
    },
  },
  {
    name: 'the inventory account equals the layers, company by company',
    run: async (db) => {
      const { rows } = await sql<{ code: string; ledger: string; layers: string }>`
        with posted as (
          select account.company_id, sum(line.amount_minor) as amount
          from journal_line line join account on account.id = line.account_id
          where account.control = 'inventory' group by account.company_id
        ), worth as (
          select company_id, sum(value_left_minor) as amount from stock_layer group by company_id
        )
        select company.code, coalesce(posted.amount, 0) as ledger,
          coalesce(worth.amount, 0) as layers
        from company
        left join posted on posted.company_id = company.id
        left join worth on worth.company_id = company.id
        where coalesce(posted.amount, 0) <> coalesce(worth.amount, 0)
      `.execute(db)
      return rows.map(
        (row) => `company ${row.code} has inventory of ${row.ledger}, its layers ${row.layers}`,
      )
    },
  },
  {
    name: 'layers hold the units that are on hand',
    run: async (db) => {
      const { rows } = await sql<{ item: string; place: string; layers: string; stock: string }>`
        with layered as (
          select item_id, place_id, sum(units_left) as units from stock_layer
          group by item_id, place_id
        ), stocked as (
          select item_id, place_id, sum(units) as units from stock_balance
          group by item_id, place_id
        )
        select item_id as item, place_id as place, coalesce(layered.units, 0) as layers,
          coalesce(stocked.units, 0) as stock
        from layered full join stocked using (item_id, place_id)
        where coalesce(layered.units, 0) <> coalesce(stocked.units, 0)
        limit ${findingsMax}::integer
      `.execute(db)
      return rows.map(
        ({ item, place, layers, stock }) =>
          `item ${item} at ${place} has ${stock} units on hand, ${layers} in layers`,
      )
    },
  },
]
