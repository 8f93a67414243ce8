/** A row of the buy list as it travels. */
import { moneyToWire, priceToWire, quantityToWire } from '#platform/wire'

import type { ProposalRow } from '../contract.ts'
import type { ProposalQueryRow } from './select-proposals.ts'

export function proposalToWire(row: ProposalQueryRow): ProposalRow {
  const count = (units: bigint | null) => quantityToWire(units ?? 0n, row)
  return {
    id: row.id,
    kind: row.kind as ProposalRow['kind'],
    status: row.status as ProposalRow['status'],
    item: {
      id: row.itemId,
      sku: row.sku,
      name: row.itemName,
      unit: row.unit,
      unitDecimals: row.unitDecimals,
    },
    place: { id: row.placeId, code: row.placeCode, name: row.placeName },
    supplier: row.supplierId === null ? null : { id: row.supplierId, name: row.supplierName ?? '' },
    fromPlace: placeToWire(row.sourceId, row.sourceCode, row.sourceName),
    order: row.orderId === null ? null : { id: row.orderId, number: row.orderNumber },
    segment: row.segment ?? '',
    onHand: count(row.onHandUnits),
    available: count((row.usableUnits ?? 0n) - (row.committedUnits ?? 0n)),
    coming: count(row.comingUnits),
    sellsOutOn: row.sellsOutOn,
    orderBy: row.orderBy,
    pulledFrom: row.pulledFromOn,
    arrivesOn: row.arrivesOn,
    urgency: row.urgency,
    urgencyKind: row.urgencyKind as ProposalRow['urgencyKind'],
    isExpedited: row.isExpedited,
    isSwitched: row.isSwitched,
    isShared: row.isShared,
    needed: count(row.neededUnits),
    suggested: count(row.suggestedUnits),
    topped: count(row.toppedUnits),
    ordered: count(row.orderedUnits),
    ...costToWire(row, row),
    companyValue: moneyToWire(row.companyValueMinor, row.companyCurrency),
    decision: decisionToWire(row),
    proposedAt: row.proposedAt.toISOString(),
    version: row.version,
  }
}

function placeToWire(id: string | null, code: string | null, name: string | null) {
  return id === null ? null : { id, code: code ?? '', name: name ?? '' }
}

/** Null both where nobody is known to sell it, and for what is no order. */
export function costToWire(
  cost: {
    readonly priceE4: bigint
    readonly pricedUnits: bigint
    readonly currency: string
    readonly valueMinor: bigint
  },
  item: Pick<ProposalQueryRow, 'unit' | 'unitDecimals'>,
): Pick<ProposalRow, 'price' | 'value'> {
  const { currency } = cost
  if (currency === '') return { price: null, value: null }
  if (cost.priceE4 === 0n) {
    // What moving it costs has no price by the unit.
    const value = cost.valueMinor === 0n ? null : moneyToWire(cost.valueMinor, currency)
    return { price: null, value }
  }
  const price = { amountE4: cost.priceE4, perUnits: cost.pricedUnits }
  const { unit, unitDecimals } = item
  return {
    price: priceToWire(price, { unit, unitDecimals, currency }),
    value: moneyToWire(cost.valueMinor, currency),
  }
}

function decisionToWire(row: ProposalQueryRow): ProposalRow['decision'] {
  if (row.decisionId === null) return null
  const suggestedThen = row.decidedOnUnits ?? 0n
  return {
    quantity: row.decidedUnits === null ? null : quantityToWire(row.decidedUnits, row),
    supplierId: row.decidedSupplierId,
    laneId: row.decidedLaneId,
    fromPlace: placeToWire(row.decidedPlaceId, row.decidedPlaceCode, row.decidedPlaceName),
    snoozedUntil: row.snoozedUntil,
    reason: row.decisionReason ?? '',
    byName: row.decidedByName ?? '',
    at: row.decidedAt?.toISOString() ?? '',
    suggested: quantityToWire(suggestedThen, row),
    isOutdated: suggestedThen !== row.suggestedUnits,
  }
}
