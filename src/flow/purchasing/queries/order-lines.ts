import { sql } from 'kysely'

import type { Measure } from '#kernel/quantity'
import type { Ask } from '#platform/work'

import type { RollUpLine } from '../rules/roll-ups.ts'
import {
  type LineRow,
  lineList,
  lineOf,
  type OrderId,
  type OrderLineForWork,
} from '../store/order-for-work.ts'

export type LineItem = Measure & {
  readonly id: string
  readonly sku: string
  readonly name: string
  readonly tracksLots: boolean
  readonly tracksExpiry: boolean
}

export type LineStamps = {
  readonly neededAt: Date | null
  readonly requestedAt: Date | null
  readonly approvedAt: Date | null
  readonly releasedAt: Date | null
  readonly acknowledgedAt: Date | null
  readonly shippedAt: Date | null
  readonly arrivedAt: Date | null
  readonly receivedAt: Date | null
}

/** A line with the facts of its item and its stamps, as screens and papers need it. */
export type ReadLine = OrderLineForWork &
  RollUpLine & { readonly item: LineItem; readonly stamps: LineStamps }

type Row = LineRow & {
  readonly sku: string
  readonly item_name: string
  readonly unit: string
  readonly unit_decimals: number
  readonly tracks_lots: boolean
  readonly tracks_expiry: boolean
  readonly numerator: bigint | null
  readonly denominator: bigint | null
  readonly needed_at: Date | null
  readonly requested_at: Date | null
  readonly approved_at: Date | null
  readonly released_at: Date | null
  readonly acknowledged_at: Date | null
  readonly shipped_at: Date | null
  readonly arrived_at: Date | null
  readonly received_at: Date | null
}

/** Lines of many orders at once, each order's in the order of their numbers. */
export async function readLines(
  ask: Pick<Ask, 'db'>,
  orderIds: readonly OrderId[],
): Promise<ReadonlyMap<OrderId, readonly ReadLine[]>> {
  const { rows } = await sql<Row>`
    select ${sql.raw(lineList('line'))}, line.needed_at, line.requested_at, line.approved_at,
      line.released_at, line.acknowledged_at, line.shipped_at, line.arrived_at, line.received_at,
      item.sku, item.name as item_name, item.unit, item.unit_decimals, item.tracks_lots,
      item.tracks_expiry, pack.numerator, pack.denominator
    from purchase_order_line line
    join item on item.id = line.item_id
    left join item_pack pack on pack.item_id = line.item_id and pack.unit = line.entered_unit
    where line.order_id = any(${[...orderIds]}::uuid[])
    order by line.order_id, line.line_no
  `.execute(ask.db)
  return Map.groupBy(rows.map(readLineOf), (line) => line.orderId)
}

function readLineOf(row: Row): ReadLine {
  const line = lineOf(row)
  const pack = { unit: row.entered_unit, numerator: row.numerator ?? 1n }
  return {
    ...line,
    unitDecimals: row.unit_decimals,
    item: {
      id: row.item_id,
      sku: row.sku,
      name: row.item_name,
      unit: row.unit,
      unitDecimals: row.unit_decimals,
      tracksLots: row.tracks_lots,
      tracksExpiry: row.tracks_expiry,
      packs: row.numerator === null ? [] : [{ ...pack, denominator: row.denominator ?? 1n }],
    },
    stamps: {
      neededAt: row.needed_at,
      requestedAt: row.requested_at,
      approvedAt: row.approved_at,
      releasedAt: row.released_at,
      acknowledgedAt: row.acknowledged_at,
      shippedAt: row.shipped_at,
      arrivedAt: row.arrived_at,
      receivedAt: row.received_at,
    },
  }
}
