import { daysBetween } from '#kernel/day'
import { valueMinor } from '#kernel/value'
import { moneyToWire, priceToWire, quantityToWire } from '#platform/wire'

import type { OrderLineView } from '../contract-views.ts'
import type { LineStamps, ReadLine } from '../queries/order-lines.ts'
import { openUnits, receivedUnits } from '../rules/order-line.ts'
import { isLate } from '../rules/roll-ups.ts'

/** @param today in the place's calendar */
export function lineView(
  line: ReadLine,
  currency: string,
  today: string,
): Omit<OrderLineView, 'warnings' | 'decision'> {
  const { item } = line
  const quantity = (units: bigint) => quantityToWire(units, item)
  const { unit, unitDecimals, tracksLots, tracksExpiry } = item
  return {
    id: line.id,
    lineNo: line.lineNo,
    item: {
      id: item.id,
      sku: item.sku,
      name: item.name,
      unit,
      unitDecimals,
      tracksLots,
      tracksExpiry,
    },
    description: line.description,
    supplierSku: line.supplierSku,
    entered: { quantity: line.enteredQuantity, unit: line.enteredUnit },
    price: priceToWire(line.price, { ...item, currency, quotedUnit: line.enteredUnit }),
    priceSource: line.priceSource,
    value: moneyToWire(valueMinor(line.orderedUnits, line.price), currency),
    ordered: quantity(line.orderedUnits),
    confirmed: quantity(line.confirmedUnits),
    shipped: quantity(line.shippedUnits),
    received: quantity(receivedUnits(line)),
    accepted: quantity(line.acceptedUnits),
    quarantined: quantity(line.quarantinedUnits),
    rejected: quantity(line.rejectedUnits),
    returnedRejected: quantity(line.returnedRejectedUnits),
    returnedAccepted: quantity(line.returnedAcceptedUnits),
    invoiced: quantity(line.invoicedUnits),
    cancelled: quantity(line.cancelledUnits),
    open: quantity(openUnits(line)),
    state: line.state,
    stateReason: line.stateReason,
    answer: line.answer,
    replacesRejects: line.replacesRejects,
    ...datesOf(line),
    isLate: isLate(line, today),
    stamps: stampsOf(line.stamps),
  }
}

function datesOf(line: ReadLine) {
  const { requestedOn, promisedOn, promisedOriginalOn, expectedOn } = line
  return {
    requestedOn,
    promisedOriginalOn,
    promisedOn,
    expectedOn,
    promisedLateDays: promisedOn === null ? null : daysBetween(requestedOn, promisedOn),
    expectedLateDays: daysBetween(requestedOn, expectedOn),
  }
}

function stampsOf(stamps: LineStamps): OrderLineView['stamps'] {
  const text = (at: Date | null) => at?.toISOString() ?? null
  return {
    neededAt: text(stamps.neededAt),
    requestedAt: text(stamps.requestedAt),
    approvedAt: text(stamps.approvedAt),
    releasedAt: text(stamps.releasedAt),
    acknowledgedAt: text(stamps.acknowledgedAt),
    shippedAt: text(stamps.shippedAt),
    arrivedAt: text(stamps.arrivedAt),
    receivedAt: text(stamps.receivedAt),
  }
}
