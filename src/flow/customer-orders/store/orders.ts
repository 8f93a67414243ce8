/** The only SQL that writes customer orders and their lines. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import type { CustomerOrderId, CustomerOrderLineId, Order } from '../order.ts'
import type { LineUnits } from '../rules/line-life.ts'
import type { StockLine } from '../rules/order-lines.ts'

export type NewLine = StockLine & {
  readonly id: CustomerOrderLineId
  readonly shippedUnits: bigint
}

export type NewOrder = Pick<
  Order,
  | 'id'
  | 'channelId'
  | 'placeId'
  | 'customer'
  | 'country'
  | 'currency'
  | 'orderedOn'
  | 'requestedOn'
  | 'lifecycle'
  | 'totalMinor'
  | 'sourceSystem'
  | 'externalId'
> & { readonly contentHash: string; readonly lines: readonly NewLine[] }

/** Heads and lines of many orders in one statement: foreign keys are checked at its end. */
export async function insertOrders(tx: Tx, orders: readonly NewOrder[]): Promise<void> {
  const lines = orders.flatMap((order) =>
    order.lines.map((line) => ({ ...line, orderId: order.id })),
  )
  await sql`
    with heads as (
      insert into customer_order (id, channel_id, place_id, customer, country, currency, ordered_on,
        requested_on, lifecycle, line_count, total_minor, content_hash, source_system, external_id,
        created_at)
      select head.*, ${tx.now}::timestamptz
      from unnest(
        ${orders.map(({ id }) => id)}::uuid[],
        ${orders.map(({ channelId }) => channelId)}::uuid[],
        ${orders.map(({ placeId }) => placeId)}::uuid[],
        ${orders.map(({ customer }) => customer)}::text[],
        ${orders.map(({ country }) => country)}::text[],
        ${orders.map(({ currency }) => currency)}::text[],
        ${orders.map(({ orderedOn }) => orderedOn)}::date[],
        ${orders.map(({ requestedOn }) => requestedOn)}::date[],
        ${orders.map(({ lifecycle }) => lifecycle)}::text[],
        ${orders.map((order) => order.lines.length)}::integer[],
        ${orders.map(({ totalMinor }) => totalMinor)}::bigint[],
        ${orders.map(({ contentHash }) => contentHash)}::text[],
        ${orders.map(({ sourceSystem }) => sourceSystem)}::text[],
        ${orders.map(({ externalId }) => externalId)}::text[]
      ) as head
    )
    insert into customer_order_line (id, order_id, line_no, item_id, bundle_item_id, bundle_units,
      ordered_units, shipped_units, price_e4, priced_units, amount_minor, requested_on)
    select line.* from unnest(
      ${lines.map(({ id }) => id)}::uuid[],
      ${lines.map(({ orderId }) => orderId)}::uuid[],
      ${lines.map(({ lineNo }) => lineNo)}::integer[],
      ${lines.map(({ itemId }) => itemId)}::uuid[],
      ${lines.map(({ bundleItemId }) => bundleItemId)}::uuid[],
      ${lines.map(({ bundleUnits }) => bundleUnits)}::bigint[],
      ${lines.map(({ orderedUnits }) => orderedUnits)}::bigint[],
      ${lines.map(({ shippedUnits }) => shippedUnits)}::bigint[],
      ${lines.map(({ price }) => price.amountE4)}::bigint[],
      ${lines.map(({ price }) => price.perUnits)}::bigint[],
      ${lines.map(({ amountMinor }) => amountMinor)}::bigint[],
      ${lines.map(({ requestedOn }) => requestedOn)}::date[]
    ) as line
  `.execute(tx.db)
}

export type LockedOrder = Pick<
  Order,
  'id' | 'number' | 'channelId' | 'placeId' | 'currency' | 'orderedOn' | 'lifecycle' | 'version'
>

export async function lockOrder(
  tx: Tx,
  orderId: CustomerOrderId,
): Promise<LockedOrder | undefined> {
  const { rows } = await sql<LockedOrder>`
    select id, number, channel_id as "channelId", place_id as "placeId", currency,
           ordered_on as "orderedOn", lifecycle, version
    from customer_order where id = ${orderId}::uuid for update
  `.execute(tx.db)
  return rows[0]
}

export type LockedLine = LineUnits & {
  readonly id: CustomerOrderLineId
  readonly lineNo: number
  readonly itemId: string
  readonly amountMinor: bigint
  readonly cancelReason: string
  readonly returnReason: string
}

/** Lines change only under the lock of their order, so they need none of their own. */
export async function readLockedLines(
  tx: Tx,
  orderId: CustomerOrderId,
): Promise<readonly LockedLine[]> {
  const { rows } = await sql<LockedLine>`
    select id, line_no as "lineNo", item_id as "itemId", ordered_units as "orderedUnits",
           cancelled_units as "cancelledUnits", shipped_units as "shippedUnits",
           returned_units as "returnedUnits", amount_minor as "amountMinor",
           cancel_reason as "cancelReason", return_reason as "returnReason"
    from customer_order_line where order_id = ${orderId}::uuid order by line_no
  `.execute(tx.db)
  return rows
}

/** Writes what an act left of the lines, and of the order by it, in one statement. */
export async function updateOrder(
  tx: Tx,
  order: Pick<Order, 'id' | 'lifecycle'>,
  lines: readonly LockedLine[],
): Promise<void> {
  await sql`
    with changed as (
      update customer_order_line line
      set cancelled_units = g.cancelled, shipped_units = g.shipped, returned_units = g.returned,
          cancel_reason = g.cancel_reason, return_reason = g.return_reason
      from unnest(
        ${lines.map(({ id }) => id)}::uuid[],
        ${lines.map(({ cancelledUnits }) => cancelledUnits)}::bigint[],
        ${lines.map(({ shippedUnits }) => shippedUnits)}::bigint[],
        ${lines.map(({ returnedUnits }) => returnedUnits)}::bigint[],
        ${lines.map(({ cancelReason }) => cancelReason)}::text[],
        ${lines.map(({ returnReason }) => returnReason)}::text[]
      ) as g (id, cancelled, shipped, returned, cancel_reason, return_reason)
      where line.id = g.id
    )
    update customer_order set lifecycle = ${order.lifecycle}, version = version + 1
    where id = ${order.id}::uuid
  `.execute(tx.db)
}
