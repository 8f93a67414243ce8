import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type SearchHit, searchHitsMax, startsWith } from '#platform/search'
import { type Ask, requirePermission } from '#platform/work'

import type { ListOrdersQuery, OrderRow, OrderView } from '../contract.ts'
import {
  type CustomerOrderId,
  type Order,
  type OrderLine,
  orderToRow,
  orderToView,
} from '../order.ts'

const sorts = {
  orderedOn: { column: 'customer_order.ordered_on', type: 'date' },
  requestedOn: { column: 'customer_order.requested_on', type: 'date' },
  customer: { column: 'customer_order.customer', type: 'text' },
  no: { column: 'customer_order.no', type: 'bigint' },
} as const

/** @throws {PermissionError} when the actor may not read demand */
export async function listOrders(ask: Ask, asked: ListOrdersQuery): Promise<Page<OrderRow>> {
  requirePermission(ask, 'demand.read')

  const { q, itemId, orderedFrom, orderedTo } = asked
  let query = selectOrders(ask)
  if (q !== undefined) query = query.where(startsWith(searched, q))
  for (const { name, column } of equals) {
    const value = asked[name]
    if (value !== undefined) query = query.where(column, '=', value)
  }
  if (orderedFrom !== undefined) query = query.where('customer_order.ordered_on', '>=', orderedFrom)
  if (orderedTo !== undefined) query = query.where('customer_order.ordered_on', '<=', orderedTo)
  if (itemId !== undefined) {
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('customer_order_line')
          .select('customer_order_line.id')
          .whereRef('customer_order_line.order_id', '=', 'customer_order.id')
          .where('customer_order_line.item_id', '=', itemId),
      ),
    )
  }
  return readPage(ask, query, { sorts, id: 'customer_order.id', asked, toItem: orderToRow })
}

const searched = ['customer_order.number', 'customer_order.external_id', 'customer_order.customer']

/** The first few whose number, here or in the shop, or customer starts with the text, the latest first. */
export async function searchCustomerOrders(ask: Ask, q: string): Promise<readonly SearchHit[]> {
  requirePermission(ask, 'demand.read')

  const { rows } = await sql<SearchHit>`
    select 'customer_order' as kind, id, number as code,
      concat_ws(', ', nullif(customer, ''), nullif(external_id, '')) as name
    from customer_order where ${startsWith(searched, q)}
    order by ordered_on desc, id desc limit ${searchHitsMax}::int
  `.execute(ask.db)
  return rows
}

const equals = [
  { name: 'customer', column: 'customer_order.customer' },
  { name: 'channelId', column: 'customer_order.channel_id' },
  { name: 'placeId', column: 'customer_order.place_id' },
  { name: 'lifecycle', column: 'customer_order.lifecycle' },
] as const

/** @throws {PermissionError} when the actor may not read demand */
export async function readOrder(
  ask: Ask,
  orderId: CustomerOrderId,
): Promise<OrderView | undefined> {
  requirePermission(ask, 'demand.read')

  const row = await selectOrders(ask)
    .select('customer_order.created_at as createdAt')
    .where('customer_order.id', '=', orderId)
    .executeTakeFirst()
  return row && orderToView(row, await readLines(ask, orderId))
}

type LineRow = Omit<OrderLine, 'price'> & { readonly priceE4: bigint; readonly pricedUnits: bigint }

async function readLines(ask: Ask, orderId: CustomerOrderId): Promise<readonly OrderLine[]> {
  const { rows } = await sql<LineRow>`
    select line.id, line.line_no as "lineNo", line.item_id as "itemId", item.sku,
      item.name as "itemName", item.unit, item.unit_decimals as "unitDecimals",
      line.bundle_item_id as "bundleItemId", bundle.sku as "bundleSku", bundle.name as "bundleName",
      bundle.unit as "bundleUnit", bundle.unit_decimals as "bundleUnitDecimals",
      line.bundle_units as "bundleUnits", line.ordered_units as "orderedUnits",
      line.cancelled_units as "cancelledUnits", line.shipped_units as "shippedUnits",
      line.returned_units as "returnedUnits", line.price_e4 as "priceE4",
      line.priced_units as "pricedUnits", line.amount_minor as "amountMinor",
      line.requested_on as "requestedOn", line.cancel_reason as "cancelReason",
      line.return_reason as "returnReason"
    from customer_order_line line
    join item on item.id = line.item_id
    left join item bundle on bundle.id = line.bundle_item_id
    where line.order_id = ${orderId}::uuid
    order by line.line_no
  `.execute(ask.db)
  return rows.map(({ priceE4, pricedUnits, ...line }) => ({
    ...line,
    price: { amountE4: priceE4, perUnits: pricedUnits },
  }))
}

function selectOrders(ask: Ask) {
  return ask.db
    .selectFrom('customer_order')
    .innerJoin('channel', 'channel.id', 'customer_order.channel_id')
    .innerJoin('place', 'place.id', 'customer_order.place_id')
    .select([
      sql<CustomerOrderId>`customer_order.id`.as('id'),
      sql<string>`customer_order.number`.as('number'),
      'customer_order.channel_id as channelId',
      'channel.code as channelCode',
      'channel.name as channelName',
      'customer_order.place_id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'customer_order.customer',
      'customer_order.country',
      'customer_order.currency',
      'customer_order.ordered_on as orderedOn',
      'customer_order.requested_on as requestedOn',
      sql<Order['lifecycle']>`customer_order.lifecycle`.as('lifecycle'),
      'customer_order.total_minor as totalMinor',
      'customer_order.line_count as lineCount',
      'customer_order.source_system as sourceSystem',
      'customer_order.external_id as externalId',
      'customer_order.version',
    ])
}
