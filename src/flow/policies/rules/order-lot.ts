/** The lot of a policy: the economic one, at least the minimum, in whole packs, and never more than may be held. */
import { economicOrder } from './economic-order.ts'

export type LotFacts = {
  readonly orderCost: number
  readonly holdingCostPerUnitYear: number
  readonly yearUnits: number
  /** 0 or more. */
  readonly minimumUnits: number
  /** 0 where units are taken singly. */
  readonly packUnits: number
  /** The economic lot lasts at most this share of a year. */
  readonly yearShareMax: number
}

export type Lot = {
  readonly lotUnits: number
  readonly economicUnits: number
  readonly because: 'economic' | 'capped' | 'minimum'
}

/** Q = max(minimum, economic lot), rounded up to packs; at least 1 unit or pack. */
export function lotOf(facts: LotFacts): Lot {
  const economic = economicOrder({
    orderCost: facts.orderCost,
    holdingCostPerUnit: facts.holdingCostPerUnitYear,
    yearUnits: facts.yearUnits,
  }).lotUnits
  const cap = facts.yearUnits * facts.yearShareMax
  const capped = Math.min(economic, cap)
  const raised = Math.max(capped, facts.minimumUnits)
  const lotUnits = facts.packUnits > 0 ? roundUp(raised, facts.packUnits) : Math.max(raised, 1)
  const isRaised = facts.minimumUnits >= capped
  const because = isRaised ? 'minimum' : economic > cap ? 'capped' : 'economic'
  return { lotUnits, economicUnits: economic, because }
}

function roundUp(units: number, packUnits: number): number {
  return Math.max(1, Math.ceil(units / packUnits - 1e-9)) * packUnits
}

/** What limits how much of an item may be there at once, with the units it allows; the least holds. */
export type StockCap = {
  readonly code: 'shelf_life' | 'cover' | 'cash'
  readonly units: number
}

export function stockCaps(facts: {
  readonly dayUnits: number
  readonly unitCost: number
  /** Each undefined where there is no such limit. */
  readonly shelfLifeDays: number | undefined
  readonly coverDaysMax: number | undefined
  readonly cashMax: number | undefined
}): readonly StockCap[] {
  const caps: StockCap[] = []
  const { dayUnits, shelfLifeDays, coverDaysMax, cashMax } = facts
  if (shelfLifeDays !== undefined)
    caps.push({ code: 'shelf_life', units: dayUnits * shelfLifeDays })
  if (coverDaysMax !== undefined) caps.push({ code: 'cover', units: dayUnits * coverDaysMax })
  if (cashMax !== undefined) caps.push({ code: 'cash', units: cashMax / facts.unitCost })
  return caps.sort((a, b) => a.units - b.units)
}

export type CappedPolicy = {
  readonly reorderUnits: number
  readonly lotUnits: number
  readonly cappedBy: StockCap | undefined
}

/**
 * Keeps the highest position, s + Q, within the caps: the reorder point gives way first, since a lot below the minimum
 * can't be bought. Packs stay whole.
 */
export function capPolicy(
  policy: { readonly reorderUnits: number; readonly lotUnits: number },
  caps: readonly StockCap[],
): CappedPolicy {
  const [least] = caps
  const excess = policy.reorderUnits + policy.lotUnits - (least?.units ?? Number.POSITIVE_INFINITY)
  if (least === undefined || !(excess > 0)) return { ...policy, cappedBy: undefined }
  const reorderUnits = Math.max(0, policy.reorderUnits - excess)
  return { reorderUnits, lotUnits: policy.lotUnits, cappedBy: least }
}
