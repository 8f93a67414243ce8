/** How pressing a line of the buy list is: 0 is most urgent, 100 is full (D365 priority planning; rules.md 11). */

export type UrgencyFacts = {
  readonly onHandUnits: number
  readonly onOrderUnits: number
  /** Demand until a new order would be there. */
  readonly demandUnits: number
  /** What the item holds at most when all is well, above 0. */
  readonly stockUnitsMax: number
}

export function urgencyOf(facts: UrgencyFacts): number {
  const left = facts.onHandUnits + facts.onOrderUnits - facts.demandUnits
  if (!(facts.stockUnitsMax > 0)) return left < 0 ? 0 : 100
  return Math.min(100, Math.max(0, (100 * left) / facts.stockUnitsMax))
}

/** What a planner sees at a glance (Inventory Planner). */
export type StockLight =
  /** Nothing is there. */
  | 'red'
  /** It will run out even when ordered today. */
  | 'orange'
  | 'black'

/** @param sellsOutDays days until stock is gone; `undefined` when it never is */
export function stockLightOf(
  onHandUnits: number,
  sellsOutDays: number | undefined,
  leadTimeDays: number,
): StockLight {
  if (onHandUnits <= 0) return 'red'
  return sellsOutDays !== undefined && sellsOutDays < leadTimeDays ? 'orange' : 'black'
}

export type OverflowFacts = {
  readonly projectedUnits: number
  readonly stockUnitsMax: number
  readonly minimumOrderUnits: number
  readonly reorderUnits: number
  readonly lotUnits: number
}

/** Units too many, if any: suggest to reduce or cancel (Business Central's overflow level). */
export function overflowUnits(facts: OverflowFacts): number {
  const byMaximum = facts.stockUnitsMax + facts.minimumOrderUnits
  const byReorder = facts.lotUnits + facts.reorderUnits
  return Math.max(0, facts.projectedUnits - Math.max(byMaximum, byReorder))
}
