import type { GrniBalance } from '#books/ledger'
import type { LayerOfCause, ReturnLine } from '#books/valuation'
import type { OrderForWork } from '#flow/purchasing'
import { invariant } from '#kernel/invariant'
import { sumOf } from '#kernel/list'
import type { ErrorFact } from '#platform/http/problem'
import { quantityToWire } from '#platform/wire'
import type { ItemFacts } from '#records/items'

import { notInspected, type ReceiptLine } from '../receipt.ts'
import { type ReversalRefusal, reversalRefusals } from '../rules/reversal.ts'
import { quarantinedNow } from './lock-receipt.ts'

/** The line as inspections left it: what passed is accepted, what failed is rejected. */
export function broughtNow(line: ReceiptLine): ReceiptLine {
  const { inspected } = line
  return {
    ...line,
    acceptedUnits: line.acceptedUnits + inspected.passedUnits,
    quarantinedUnits: quarantinedNow(line),
    rejectedUnits: line.rejectedUnits + inspected.failedUnits,
    quarantinedDocumentMinor: line.quarantinedDocumentMinor - inspected.documentMinor,
    quarantinedMinor: line.quarantinedMinor - inspected.amountMinor,
    rejectedDocumentMinor: line.rejectedDocumentMinor + inspected.failedDocumentMinor,
    rejectedMinor: line.rejectedMinor + inspected.failedMinor,
    inspected: notInspected,
  }
}

/** What must leave stock, by line and status. */
export function stockParts(placeId: string, lines: readonly ReceiptLine[]): readonly ReturnLine[] {
  return lines.flatMap(({ itemId, lotId, orderLineId, ...line }) => {
    const parts = [
      { status: 'available', units: line.acceptedUnits },
      { status: 'quarantine', units: line.quarantinedUnits },
      { status: 'rejected', units: line.rejectedUnits },
    ]
    return parts
      .filter((part) => part.units > 0n)
      .map(({ status, units }) => ({ itemId, placeId, lotId, orderLineId, status, units }))
  })
}

export function reversalErrors(given: {
  readonly brought: readonly ReceiptLine[]
  readonly order: OrderForWork
  readonly accruals: ReadonlyMap<string, GrniBalance>
  readonly items: ReadonlyMap<string, ItemFacts>
  readonly layers: readonly LayerOfCause[]
  /** True when the balances lack units that must leave. */
  readonly isShort: boolean
}): readonly ErrorFact[] {
  const byLine = [...Map.groupBy(given.brought, (line) => line.orderLineId)]
  const errors = byLine.flatMap(([orderLineId, lines]) => {
    const ordered = given.order.lines.find((line) => line.id === orderLineId)
    const [first] = lines
    invariant(ordered !== undefined && first !== undefined, 'a receipt line has its order line')
    const isPooled = given.items.get(first.itemId)?.valuationMethod === 'moving_average'
    const own = given.layers.filter((layer) => layer.orderLineId === orderLineId)
    const refusals = reversalRefusals(
      {
        orderLineId,
        acceptedUnits: sumOf(lines, (line) => line.acceptedUnits),
        quarantinedUnits: sumOf(lines, (line) => line.quarantinedUnits),
        rejectedUnits: sumOf(lines, (line) => line.rejectedUnits),
      },
      {
        ...ordered,
        accruedUnits: given.accruals.get(orderLineId)?.units ?? 0n,
        unitsLeft: isPooled ? null : sumOf(own, (layer) => layer.unitsLeft),
      },
    )
    return refusals.map((refusal) => refusalError(refusal, first))
  })
  return errors.length === 0 && given.isShort ? [stockShort] : errors
}

const sentences = {
  units_returned: 'went back to the supplier already',
  units_invoiced: 'are invoiced: reverse the invoice first',
  units_used: 'were used: take those issues back first, or send goods back instead',
} as const

function refusalError(refusal: ReversalRefusal, line: ReceiptLine): ErrorFact {
  const quantity = quantityToWire(refusal.units, line)
  const what = `${quantity.quantity} ${quantity.unit} of ${line.sku}`
  const detail = `This receipt can't be taken back: ${what} ${sentences[refusal.code]}.`
  return { ...refusal, quantity, detail }
}

const stockShort: ErrorFact = {
  code: 'units_used',
  detail: "This receipt can't be taken back: some of its units are not here any more.",
}
