import type { z } from 'zod'

import type { OrderLineForWork, OrderLineId } from '#flow/purchasing'
import type { Exchange } from '#kernel/fx'
import { sumOf } from '#kernel/list'
import { quantityToWire } from '#platform/wire'

import type { receiptRemark } from '../contract.ts'
import { orderDifferences } from '../rules/order-difference.ts'
import { exactDay } from '../rules/punctuality.ts'
import { type Remark, remarksOf } from '../rules/remarks.ts'
import { settledUnits, wantedUnitsOf } from '../rules/tolerance.ts'
import type { FitDelivery, FitLine } from './read-delivery.ts'

export type RemarkView = z.infer<typeof receiptRemark>

type Delivered = Pick<FitDelivery, 'order' | 'facts'> & { readonly lines: readonly FitLine[] }

/**
 * The delivered lines whose rest is within the tolerance and not waited for. A line with units in
 * quarantine waits until they are judged.
 */
export function endingLines(delivery: Delivered, exchange: Exchange): ReadonlySet<OrderLineId> {
  const { facts, order } = delivery
  const delivered = new Set(delivery.lines.map((line) => line.orderLineId))
  const standing = order.lines.map((line) => afterDelivery(line, delivery.lines))
  const differences = orderDifferences(
    standing.map((line) => ({
      orderLineId: line.id,
      wantedUnits: wantedUnitsOf(line),
      settledUnits: settledUnits(line),
      price: line.price,
    })),
    {
      orderOverMinor: facts.orderOverMinor,
      exchange,
      lineOverBps: BigInt(facts.overBps),
      lineUnderBps: BigInt(facts.underBps),
    },
  )
  const waiting = new Set(standing.filter((line) => line.quarantinedUnits > 0n).map(({ id }) => id))
  return new Set(
    differences
      .filter(({ kind, isTolerated }) => kind === 'under' && isTolerated)
      .map(({ orderLineId }) => orderLineId)
      .filter((id) => delivered.has(id) && !waiting.has(id)),
  )
}

/** What is worth a look, as people read it; one set for each order line delivered. */
export function remarkViews(
  delivery: Delivered,
  receivedOn: string,
  endsShort: ReadonlySet<OrderLineId>,
): readonly RemarkView[] {
  return [...Map.groupBy(delivery.lines, (line) => line.ordered.id)].flatMap(([id, lines]) => {
    const [first] = lines
    if (first === undefined) return []
    const after = afterDelivery(first.ordered, lines)
    const missing = wantedUnitsOf(after) - settledUnits(after) - after.quarantinedUnits
    return remarksOf(
      {
        orderLineId: id,
        dueOn: after.promisedOn ?? after.requestedOn,
        missingUnits: missing,
        overUnits: -missing,
        endsShort: endsShort.has(id),
        rejectedUnits: sumOf(lines, (line) => line.rejectedUnits),
        quarantinedUnits: sumOf(lines, (line) => line.quarantinedUnits),
      },
      receivedOn,
      exactDay,
    ).map((remark) => toView(remark, first.item))
  })
}

function afterDelivery(line: OrderLineForWork, lines: readonly FitLine[]): OrderLineForWork {
  const own = lines.filter((each) => each.orderLineId === line.id)
  return {
    ...line,
    acceptedUnits: line.acceptedUnits + sumOf(own, (each) => each.acceptedUnits),
    quarantinedUnits: line.quarantinedUnits + sumOf(own, (each) => each.quarantinedUnits),
    rejectedUnits: line.rejectedUnits + sumOf(own, (each) => each.rejectedUnits),
  }
}

function toView(remark: Remark, item: FitLine['item']): RemarkView {
  if ('days' in remark) {
    const days = remark.days === 1 ? '1 day' : `${remark.days} days`
    return { ...remark, detail: `${item.sku} came ${days} ${remark.code}.` }
  }
  const { code, orderLineId, units } = remark
  const quantity = quantityToWire(units, item)
  const detail = `${quantity.quantity} ${quantity.unit} of ${item.sku} ${countedWords[code]}`
  return { code, orderLineId, quantity, detail }
}

const countedWords = {
  short: 'are missing: the rest stays open and the buyer is told.',
  ended_short: 'are missing and within the tolerance: they are not waited for.',
  over: 'are more than was ordered, within the tolerance.',
  rejected: 'are rejected and wait to be sent back.',
  to_inspect: 'wait to be inspected.',
} as const
