/** From rows of the database to what an item at a place is planned with, and where it then stands. */
import type { StockOf } from '#books/inventory'
import type { SizedTerm } from '#flow/agreements'
import { addDays, daysBetween } from '#kernel/day'

import { type PlanInputs, pairKey, type RuleRow } from '../queries/items-to-plan.ts'
import type { ItemFacts } from '../rules/item-to-plan.ts'
import type { PlannedItem } from '../rules/plan-item.ts'
import type { Firmness, Supply } from '../rules/stock-curve.ts'
import type { Position } from '../store/positions.ts'
import type { Proposal } from '../store/proposals.ts'

export type PlanOf = {
  readonly position: Position
  readonly proposals: readonly Proposal[]
}

export function factsAt(rule: RuleRow, inputs: PlanInputs, asOf: string): ItemFacts {
  const stock = inputs.stockByPair.get(pairKey(rule))
  const coming = (stock?.coming ?? []).map(
    (one): Supply => ({
      sourceId: one.sourceId,
      documentId: one.documentId,
      day: one.expectedOn === null ? 0 : daysBetween(asOf, one.expectedOn),
      units: Number(one.units),
      firmness: one.firmness as Firmness,
    }),
  )
  return factsOf(rule, asOf, Number(stock?.usableUnits ?? 0n), coming)
}

function factsOf(
  rule: RuleRow,
  asOf: string,
  usableUnits: number,
  coming: readonly Supply[],
): ItemFacts {
  return {
    ...rule,
    day0: daysBetween(someMonday, asOf),
    usableUnits,
    coming,
    forecast: {
      firstDay: rule.forecastFromDay ?? 0,
      ...layersOf(rule),
      planned: rule.plannedUnits ?? [],
      dayShares: rule.dayShares ?? [],
      launchDay: rule.launchDay ?? undefined,
      endDay: rule.endDay ?? undefined,
    },
  }
}

/** Where another's figure is planned with, it stands for all layers of that week. */
function layersOf(rule: RuleRow) {
  const { baselineUnits, plannedUnits, upliftUnits, eventUnits, outsideUnits } = rule
  const baseline = baselineUnits ?? plannedUnits ?? []
  const [uplift, event] = [upliftUnits ?? [], eventUnits ?? []]
  const isTheirs = (week: number) => !Number.isNaN(outsideUnits?.[week] ?? Number.NaN)
  if (rule.forecaster === null) return { baseline, uplift, event }
  return {
    baseline: baseline.map((units, week) => (isTheirs(week) ? (outsideUnits?.[week] ?? 0) : units)),
    uplift: uplift.map((units, week) => (isTheirs(week) ? 0 : units)),
    event: event.map((units, week) => (isTheirs(week) ? 0 : units)),
  }
}

const someMonday = '1970-01-05'

/** Terms that name the place stand before those for every place. */
export function termsAtPlace(terms: readonly SizedTerm[], placeId: string): readonly SizedTerm[] {
  return terms.filter((term) => term.placeId === null || term.placeId === placeId)
}

export function positionOf(given: {
  readonly rule: RuleRow
  readonly stock: StockOf | undefined
  /** With what is proposed, as people decided. */
  readonly planned: PlannedItem
  readonly supplierId: string | null
  readonly leadDays: number
  readonly asOf: string
  readonly fingerprint: string
}): Position {
  const { rule, stock, planned, supplierId, leadDays, asOf, fingerprint } = given
  const { sellsOutDay } = planned
  const usableUnits = stock?.usableUnits ?? 0n
  return {
    itemId: rule.itemId,
    placeId: rule.placeId,
    segment: rule.segment,
    supplierId,
    onHandUnits: usableUnits + (stock?.heldUnits ?? 0n),
    usableUnits,
    comingUnits: (stock?.coming ?? []).reduce((sum, { units }) => sum + units, 0n),
    committedUnits: BigInt(Math.round(rule.owedUnits)),
    safetyUnits: BigInt(Math.round(rule.safetyUnits)),
    coverDays: planned.coverDays,
    sellsOutOn: sellsOutDay === undefined ? null : addDays(asOf, sellsOutDay),
    orderBy: sellsOutDay === undefined ? null : addDays(asOf, sellsOutDay - leadDays),
    urgency: planned.urgency,
    urgencyKind: planned.urgencyKind,
    projectionUnits: weekEnds(planned.curve),
    fingerprint,
  }
}

const weekDays = 7
const weeksShown = 26

function weekEnds(curve: Float64Array): Float64Array {
  const weeks = Math.min(weeksShown, Math.floor(curve.length / weekDays))
  const ends = new Float64Array(weeks)
  for (let week = 0; week < weeks; week += 1)
    ends[week] = curve[week * weekDays + weekDays - 1] ?? 0
  return ends
}
