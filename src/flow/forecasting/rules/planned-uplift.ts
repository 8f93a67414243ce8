/** What planned promotions add to the baseline that is to come, week by week. */

export type PlannedPromotion = {
  /** Days from the first forecast day, both inside. */
  readonly fromDay: number
  readonly toDay: number
  /** By how much demand is multiplied while it runs: learned, or what a person expects. */
  readonly factor: number
  /** By how much in the period after it ended: demand brought forward; 1 for none. */
  readonly dipFactor: number
  /** Holidays and price changes are events; the rest are promotions. */
  readonly isEvent: boolean
}

export type PlannedLayers = { readonly uplift: Float64Array; readonly event: Float64Array }

/**
 * Promotions that run at once multiply. One that covers a part of a period counts for that part. The
 * baseline itself stays as it is.
 */
export function plannedLayers(
  baseline: Float64Array,
  periodDays: number,
  promotions: readonly PlannedPromotion[],
): PlannedLayers {
  const uplift = new Float64Array(baseline.length)
  const event = new Float64Array(baseline.length)
  for (let period = 0; period < baseline.length; period += 1) {
    const units = baseline[period] ?? 0
    const own = factorIn(promotions, period, periodDays, false)
    const moved = factorIn(promotions, period, periodDays, true)
    uplift[period] = units * (own - 1)
    event[period] = units * own * (moved - 1)
  }
  return { uplift, event }
}

function factorIn(
  promotions: readonly PlannedPromotion[],
  period: number,
  periodDays: number,
  isEvent: boolean,
): number {
  let factor = 1
  const start = period * periodDays
  for (const promotion of promotions) {
    if (promotion.isEvent !== isEvent) continue
    const { fromDay, toDay } = promotion
    factor *= 1 + daysShared(start, periodDays, fromDay, toDay) * (promotion.factor - 1)
    const after = daysShared(start, periodDays, toDay + 1, toDay + periodDays)
    factor *= 1 + after * (promotion.dipFactor - 1)
  }
  return factor
}

/** The share of a period's days that lie within. */
function daysShared(start: number, days: number, fromDay: number, toDay: number): number {
  return Math.max(0, Math.min(start + days - 1, toDay) - Math.max(start, fromDay) + 1) / days
}
