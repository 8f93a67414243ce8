/** Adds what receipts, inspections, returns and invoices did to the quantity ledger of order lines. */
import { sql } from 'kysely'

import type { Tx } from '#platform/work'

import {
  type HeadRow,
  headList,
  headOf,
  type LineRow,
  lineColumns,
  lineOf,
  type OrderForWork,
  type OrderLineId,
} from './order-for-work.ts'

/** What to add to each column; absent is nothing, a reversal adds negative units. */
export type QuantityDelta = {
  readonly orderLineId: OrderLineId
  readonly acceptedUnits?: bigint
  readonly quarantinedUnits?: bigint
  readonly rejectedUnits?: bigint
  readonly returnedRejectedUnits?: bigint
  readonly returnedAcceptedUnits?: bigint
  readonly invoicedUnits?: bigint
}

/** Why a line was short-closed without a person: what is missing is within the under-tolerance. */
export const withinTolerance = 'within_tolerance'

const changedColumns: ReadonlySet<string> = new Set([
  'state',
  'state_reason',
  'accepted_units',
  'quarantined_units',
  'rejected_units',
  'returned_rejected_units',
  'returned_accepted_units',
  'invoiced_units',
  'cancelled_units',
])

const standing = lineColumns
  .map((name) =>
    changedColumns.has(name)
      ? `coalesce(changed.${name}, line.${name}) as ${name}`
      : `line.${name}`,
  )
  .join(', ')

/**
 * Adds to many lines in one statement and gives their orders as they stand afterwards. The caller
 * holds the locks (`lockOrder`, `lockOrderLines`) and has checked the limits.
 *
 * @param completes lines that are short-closed because what is missing is within the tolerance; a
 *   line closed so is opened again when a receipt of it is reversed
 * @param receivedAt stamps arrival on lines that had none
 */
export async function addQuantities(
  tx: Pick<Tx, 'db'>,
  deltas: readonly QuantityDelta[],
  given: { readonly completes?: readonly OrderLineId[]; readonly receivedAt?: Date },
): Promise<readonly OrderForWork[]> {
  const completes = new Set(given.completes)
  const column = (unitsOf: (delta: QuantityDelta) => bigint | undefined) =>
    deltas.map((delta) => unitsOf(delta) ?? 0n)
  const { rows } = await sql<HeadRow & LineRow>`
    with delta as (
      select * from unnest(
        ${deltas.map((delta) => delta.orderLineId)}::uuid[],
        ${column((delta) => delta.acceptedUnits)}::bigint[],
        ${column((delta) => delta.quarantinedUnits)}::bigint[],
        ${column((delta) => delta.rejectedUnits)}::bigint[],
        ${column((delta) => delta.returnedRejectedUnits)}::bigint[],
        ${column((delta) => delta.returnedAcceptedUnits)}::bigint[],
        ${column((delta) => delta.invoicedUnits)}::bigint[],
        ${deltas.map((delta) => completes.has(delta.orderLineId))}::boolean[]
      ) as d (id, accepted, quarantined, rejected, returned_rejected, returned_accepted, invoiced, completes)
    ), counted as (
      select delta.*,
        line.state = 'short_closed' and line.state_reason = ${withinTolerance}
          and accepted + quarantined + rejected < 0 as reopens,
        greatest(0, line.ordered_units - line.accepted_units - line.quarantined_units
          - line.rejected_units - accepted - quarantined - rejected) as missing
      from delta join purchase_order_line line using (id)
    ), changed as (
      update purchase_order_line line set
        accepted_units = line.accepted_units + counted.accepted,
        quarantined_units = line.quarantined_units + counted.quarantined,
        rejected_units = line.rejected_units + counted.rejected,
        returned_rejected_units = line.returned_rejected_units + counted.returned_rejected,
        returned_accepted_units = line.returned_accepted_units + counted.returned_accepted,
        invoiced_units = line.invoiced_units + counted.invoiced,
        state = case when completes then 'short_closed' when reopens then 'open' else line.state end,
        state_reason = case when completes then ${withinTolerance} when reopens then ''
          else line.state_reason end,
        cancelled_units = case when completes then missing when reopens then 0
          else line.cancelled_units end,
        arrived_at = coalesce(line.arrived_at, ${given.receivedAt ?? null}::timestamptz),
        received_at = coalesce(line.received_at, ${given.receivedAt ?? null}::timestamptz)
      from counted where line.id = counted.id
      returning line.*
    )
    select ${sql.raw(headList('held'))}, ${sql.raw(standing)}
    from purchase_order held
    join purchase_order_line line on line.order_id = held.id
    left join changed on changed.id = line.id
    where held.id in (select order_id from changed)
    order by held.id, line.line_no
  `.execute(tx.db)
  return ordersOf(rows)
}

/** Groups rows of heads with lines, which come together, into orders. */
export function ordersOf(rows: readonly (HeadRow & LineRow)[]): readonly OrderForWork[] {
  const byId = Map.groupBy(rows, (row) => row.o_id)
  return [...byId.values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ ...headOf(first), lines: group.map(lineOf) }]
  })
}
