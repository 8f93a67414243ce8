/** What is expected at the gate: late, today and in the days to come, from the expectation book. */
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'

import { addDays, dayAt, daysBetween } from '#kernel/day'
import { toBaseUnits } from '#kernel/quantity'
import { quantityToWire } from '#platform/wire'
import { type Ask, requirePermission } from '#platform/work'

import type {
  arrivalLine,
  arrivalOrder,
  arrivalsQuery,
  arrivalsView,
  arrivalView,
} from '../contract.ts'
import { remainingUnits } from '../rules/tolerance.ts'

type ArrivalsQuery = z.infer<typeof arrivalsQuery>
type ArrivalsView = z.infer<typeof arrivalsView>
type ArrivalOrder = z.infer<typeof arrivalOrder>
type ArrivalLine = z.infer<typeof arrivalLine>
type ArrivalView = z.infer<typeof arrivalView>

const ordersMax = 500

type OrderRow = {
  readonly orderId: string
  readonly orderNumber: string
  readonly supplierId: string
  readonly supplierName: string
  readonly placeId: string
  readonly placeName: string
  readonly timeZone: string
  readonly expectedOn: string
  readonly isConfirmed: boolean
  readonly lineCount: bigint
}

/**
 * Orders with goods still to come, earliest first. An order stands once, on the earliest day any of
 * its lines is expected.
 *
 * @throws {PermissionError} when the actor may not read receipts
 */
export async function readArrivals(ask: Ask, asked: ArrivalsQuery): Promise<ArrivalsView> {
  requirePermission(ask, 'receipts.read')

  const on = asked.on ?? (await today(ask, asked.placeId))
  const { days, placeId, supplierId } = asked
  const until = days === 'all' ? 'infinity' : addDays(on, days)
  const rows = await readOrders(
    ask,
    sql`expected.expected_on <= ${until}::date
      ${placeId === undefined ? sql`` : sql`and expected.place_id = ${placeId}::uuid`}
      ${supplierId === undefined ? sql`` : sql`and expected.supplier_id = ${supplierId}::uuid`}`,
  )
  const orders = rows.slice(0, ordersMax).map((row) => toOrder(row, on))
  return {
    on,
    late: orders.filter((order) => order.when === 'late'),
    today: orders.filter((order) => order.when === 'today'),
    coming: orders.filter((order) => order.when === 'coming'),
    isCut: rows.length > ordersMax,
  }
}

/**
 * One order's goods still to come, with all a receiver at the gate asks of them.
 *
 * @throws {PermissionError} when the actor may not read receipts
 */
export async function readArrival(ask: Ask, orderId: string): Promise<ArrivalView | undefined> {
  requirePermission(ask, 'receipts.read')

  const [row] = await readOrders(ask, sql`expected.document_id = ${orderId}::uuid`)
  if (row === undefined) return undefined
  const on = dayAt(ask.now.getTime(), row.timeZone)
  return { ...toOrder(row, on), lines: await readLines(ask, orderId) }
}

async function today(ask: Ask, placeId: string | undefined): Promise<string> {
  if (placeId === undefined) return dayAt(ask.now.getTime(), 'UTC')
  const { rows } = await sql<{ timeZone: string }>`
    select time_zone as "timeZone" from place where id = ${placeId}::uuid
  `.execute(ask.db)
  return dayAt(ask.now.getTime(), rows[0]?.timeZone ?? 'UTC')
}

async function readOrders(ask: Ask, filter: RawBuilder<unknown>): Promise<readonly OrderRow[]> {
  const { rows } = await sql<OrderRow>`
    select po.id as "orderId", po.number as "orderNumber", po.supplier_id as "supplierId",
      supplier.name as "supplierName", po.place_id as "placeId", place.name as "placeName",
      place.time_zone as "timeZone", coming.expected_on as "expectedOn",
      coming.is_confirmed as "isConfirmed", coming.line_count as "lineCount"
    from (
      select expected.document_id, min(expected.expected_on) as expected_on,
        bool_and(expected.firmness <> 'ordered') as is_confirmed, count(*) as line_count
      from expectation expected
      where expected.source_kind = 'purchase_order_line' and expected.units > 0
        and expected.firmness in ('ordered', 'confirmed', 'shipped') and ${filter}
      group by expected.document_id
    ) coming
    join purchase_order po on po.id = coming.document_id and po.lifecycle = 'released'
    join supplier on supplier.id = po.supplier_id
    join place on place.id = po.place_id
    order by coming.expected_on, po.number
    limit ${ordersMax + 1}::int
  `.execute(ask.db)
  return rows
}

function toOrder({ timeZone: _, ...row }: OrderRow, on: string): ArrivalOrder {
  const daysLate = daysBetween(row.expectedOn, on)
  return {
    ...row,
    lineCount: Number(row.lineCount),
    when: whenOf(daysLate),
    daysLate: Math.max(0, daysLate),
  }
}

function whenOf(daysLate: number): ArrivalOrder['when'] {
  if (daysLate > 0) return 'late'
  return daysLate === 0 ? 'today' : 'coming'
}

type LineRow = {
  readonly orderLineId: string
  readonly lineNo: number
  readonly itemId: string
  readonly sku: string
  readonly name: string
  readonly gtin: string
  readonly unit: string
  readonly unitDecimals: number
  readonly tracksLots: boolean
  readonly tracksExpiry: boolean
  readonly packs: readonly Pack[]
  readonly expectedUnits: bigint
  readonly expectedOn: string
  readonly firmness: string
  readonly orderedUnits: bigint
  readonly cancelledUnits: bigint
  readonly acceptedUnits: bigint
  readonly quarantinedUnits: bigint
  readonly rejectedUnits: bigint
  readonly returnedAcceptedUnits: bigint
  readonly replacesRejects: boolean
  readonly overBps: number
  readonly overUnitsMax: bigint | null
}

/** Numbers travel as text within JSON, so that none loses digits. */
type Pack = {
  readonly unit: string
  readonly numerator: string
  readonly denominator: string
  readonly gtin: string
}

async function readLines(ask: Ask, orderId: string): Promise<ArrivalLine[]> {
  const { rows } = await sql<LineRow>`
    select line.id as "orderLineId", line.line_no as "lineNo", item.id as "itemId", item.sku,
      item.name, item.gtin, item.unit, item.unit_decimals as "unitDecimals",
      item.tracks_lots as "tracksLots", item.tracks_expiry as "tracksExpiry",
      coalesce((select jsonb_agg(jsonb_build_object('unit', pack.unit, 'gtin', pack.gtin,
          'numerator', pack.numerator::text, 'denominator', pack.denominator::text)
          order by pack.unit)
        from item_pack pack where pack.item_id = item.id), '[]') as packs,
      expected.units as "expectedUnits", expected.expected_on as "expectedOn", expected.firmness,
      line.ordered_units as "orderedUnits", line.cancelled_units as "cancelledUnits",
      line.accepted_units as "acceptedUnits", line.quarantined_units as "quarantinedUnits",
      line.rejected_units as "rejectedUnits",
      line.returned_accepted_units as "returnedAcceptedUnits",
      line.replaces_rejects as "replacesRejects",
      company.receipt_over_bps as "overBps", company.receipt_over_units_max as "overUnitsMax"
    from expectation expected
    join purchase_order_line line on line.id = expected.source_id
    join purchase_order po on po.id = line.order_id
    join company on company.id = po.company_id
    join item on item.id = line.item_id
    where expected.document_id = ${orderId}::uuid and expected.units > 0
      and expected.source_kind = 'purchase_order_line'
    order by line.line_no
  `.execute(ask.db)
  return rows.map(toLine)
}

function toLine(row: LineRow): ArrivalLine {
  const receivedUnits = row.acceptedUnits + row.quarantinedUnits + row.rejectedUnits
  const tolerance = { overBps: BigInt(row.overBps), overUnitsMax: row.overUnitsMax }
  return {
    orderLineId: row.orderLineId,
    lineNo: row.lineNo,
    itemId: row.itemId,
    sku: row.sku,
    name: row.name,
    gtin: row.gtin,
    expected: quantityToWire(row.expectedUnits, row),
    remaining: quantityToWire(remainingUnits(row, tolerance), row),
    ordered: quantityToWire(row.orderedUnits - row.cancelledUnits, row),
    received: quantityToWire(receivedUnits, row),
    packs: row.packs.map((pack) => toPack(pack, row)),
    tracksLots: row.tracksLots,
    tracksExpiry: row.tracksExpiry,
    expectedOn: row.expectedOn,
    isConfirmed: row.firmness !== 'ordered',
  }
}

/** What one pack holds; `null` where that is no whole number of base units. */
function toPack(pack: Pack, row: LineRow): ArrivalLine['packs'][number] {
  const exact = {
    unit: pack.unit,
    numerator: BigInt(pack.numerator),
    denominator: BigInt(pack.denominator),
  }
  const read = toBaseUnits('1', pack.unit, { ...row, packs: [exact] })
  const contains = read.kind === 'units' ? quantityToWire(read.units, row) : null
  return { unit: pack.unit, contains, gtin: pack.gtin }
}
