/** The rows of the buy list, with their names, stock and decisions, before any page of them is cut. */
import { sql } from 'kysely'

import { startsWith } from '#platform/search'
import type { Ask } from '#platform/work'

import type { ProposalsFileQuery } from '../contract.ts'

export type ProposalFilters = Omit<ProposalsFileQuery, 'sort'>

export const proposalSorts = {
  urgency: { column: 'proposal.urgency', type: 'bigint' },
  orderBy: { column: 'proposal.order_by', type: 'date' },
  value: { column: 'proposal.company_value_minor', type: 'bigint' },
  sellsOutOn: { column: 'proposal.sells_out_on', type: 'date', nullable: true },
} as const

export function selectProposals(ask: Ask) {
  return ask.db
    .selectFrom('proposal')
    .innerJoin('item', 'item.id', 'proposal.item_id')
    .innerJoin('place', 'place.id', 'proposal.place_id')
    .innerJoin('company', 'company.id', 'place.company_id')
    .leftJoin('supplier', 'supplier.id', 'proposal.supplier_id')
    .leftJoin('place as source', 'source.id', 'proposal.from_place_id')
    .leftJoin('plan_position as position', (join) =>
      join
        .onRef('position.item_id', '=', 'proposal.item_id')
        .onRef('position.place_id', '=', 'proposal.place_id'),
    )
    .leftJoin('proposal_decision as decision', 'decision.proposal_key', 'proposal.key')
    .leftJoin('source_lane as wished', 'wished.id', 'decision.lane_id')
    .leftJoin('place as wishedSource', 'wishedSource.id', 'wished.from_place_id')
    .leftJoin('purchase_order as bought', (join) =>
      join.on('bought.id', '=', sql<string>`coalesce(proposal.taken_order_id, proposal.order_id)`),
    )
    .select([
      'proposal.id',
      'proposal.kind',
      'proposal.status',
      'proposal.item_id as itemId',
      'item.sku',
      'item.name as itemName',
      'item.unit',
      'item.unit_decimals as unitDecimals',
      'proposal.place_id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'company.currency as companyCurrency',
      'proposal.supplier_id as supplierId',
      'supplier.name as supplierName',
      'source.id as sourceId',
      'source.code as sourceCode',
      'source.name as sourceName',
      'bought.id as orderId',
      'bought.number as orderNumber',
      'position.segment',
      'position.on_hand_units as onHandUnits',
      'position.usable_units as usableUnits',
      'position.committed_units as committedUnits',
      'position.coming_units as comingUnits',
      'proposal.sells_out_on as sellsOutOn',
      'proposal.order_by as orderBy',
      'proposal.pulled_from_on as pulledFromOn',
      'proposal.arrives_on as arrivesOn',
      'proposal.urgency',
      'proposal.urgency_kind as urgencyKind',
      'proposal.is_expedited as isExpedited',
      'proposal.is_switched as isSwitched',
      sql<boolean>`proposal.kind = 'transfer' and proposal.why -> 'size' @> '[{"code": "shared"}]'`.as(
        'isShared',
      ),
      'proposal.needed_units as neededUnits',
      'proposal.suggested_units as suggestedUnits',
      'proposal.topped_units as toppedUnits',
      'proposal.ordered_units as orderedUnits',
      'proposal.price_e4 as priceE4',
      'proposal.priced_units as pricedUnits',
      'proposal.currency',
      'proposal.value_minor as valueMinor',
      'proposal.company_value_minor as companyValueMinor',
      'decision.id as decisionId',
      'decision.units as decidedUnits',
      'decision.supplier_id as decidedSupplierId',
      'decision.lane_id as decidedLaneId',
      'wishedSource.id as decidedPlaceId',
      'wishedSource.code as decidedPlaceCode',
      'wishedSource.name as decidedPlaceName',
      'decision.snoozed_until as snoozedUntil',
      'decision.reason as decisionReason',
      'decision.decided_by_name as decidedByName',
      'decision.decided_at as decidedAt',
      'decision.suggested_units as decidedOnUnits',
      'proposal.proposed_at as proposedAt',
      'proposal.version',
    ])
}

type Selected = ReturnType<typeof selectProposals>
export type ProposalQueryRow = Awaited<ReturnType<Selected['execute']>>[number]

export function filterProposals(ask: Ask, query: Selected, asked: ProposalFilters): Selected {
  const equals = [
    ['proposal.status', asked.status],
    ['proposal.kind', asked.kind],
    ['proposal.supplier_id', asked.supplierId],
    ['proposal.place_id', asked.placeId],
    ['proposal.item_id', asked.itemId],
    ['proposal.currency', asked.currency],
    ['proposal.urgency_kind', asked.urgencyKind],
    ['position.segment', asked.segment],
  ] as const
  let filtered = query
  for (const [column, value] of equals) {
    if (value !== undefined) filtered = filtered.where(column, '=', value)
  }
  if (asked.q !== undefined) {
    filtered = filtered.where(startsWith(['item.sku', 'item.name'], asked.q))
  }
  if (asked.withoutSupplier !== undefined) {
    const is = asked.withoutSupplier === 'true' ? 'is' : 'is not'
    filtered = filtered
      .where('proposal.supplier_id', is, null)
      .where('proposal.kind', '<>', 'transfer')
  }
  if (asked.orderByUntil !== undefined) {
    filtered = filtered.where('proposal.order_by', '<=', asked.orderByUntil)
  }
  const snoozed = isSnoozed(ask, asked.snoozed)
  return snoozed === undefined ? filtered : filtered.where(snoozed)
}

/** On rows of `decision`, as its day is today in UTC. */
export function isSnoozed(ask: Ask, asked: ProposalFilters['snoozed']) {
  if (asked === 'all') return undefined
  const today = ask.now.toISOString().slice(0, 10)
  const is = asked === 'only' ? sql`is true` : sql`is not true`
  return sql<boolean>`(decision.snoozed_until > ${today}::date) ${is}`
}
