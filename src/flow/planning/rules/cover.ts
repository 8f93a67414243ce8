/** How long stock lasts, and by when more must be ordered (rules.md 11). Days are whole and counted from today. */

/** One day of selling, as the demand book has it. */
export type SellingDay = {
  /** Net of returns unless the gross figure is asked for. */
  readonly soldUnits: number
  readonly isInStock: boolean
  /** Promotions and marked spikes say nothing about the usual pace. */
  readonly isExcluded: boolean
}

/** Units sold per day in stock over the days that count; `undefined` without any (Inventory Planner). */
export function velocityOf(days: readonly SellingDay[]): number | undefined {
  const counted = days.filter(({ isInStock, isExcluded }) => isInStock && !isExcluded)
  if (counted.length === 0) return undefined
  return counted.reduce((sum, { soldUnits }) => sum + soldUnits, 0) / counted.length
}

/**
 * Days of cover, looking forward: the most days n whose forecast together is at most the stock. Not stock over the
 * past mean, which is wrong whenever the season turns.
 *
 * @returns the length of the forecast when all of it is covered
 */
export function coverDays(stockUnits: number, forecastUnits: Float64Array): number {
  let left = stockUnits
  for (let day = 0; day < forecastUnits.length; day += 1) {
    left -= forecastUnits[day] ?? 0
    if (left < 0) return day
  }
  return forecastUnits.length
}

/** Units that last `days` days and not longer, for a cap on cover; the forecast's end is carried on. */
export function coverUnits(days: number, forecastUnits: Float64Array): number {
  const length = Math.min(days, forecastUnits.length)
  let sum = 0
  for (let day = 0; day < length; day += 1) sum += forecastUnits[day] ?? 0
  return sum + (days - length) * (forecastUnits[forecastUnits.length - 1] ?? 0)
}

export type SellOut = {
  /** Whole days the stock lasts at the pace; `undefined`: it does not sell. */
  readonly sellsOutDay: number | undefined
  /** The last day to order; 0 or less: today, or already too late. */
  readonly orderByDay: number | undefined
}

export function sellOutOf(
  onHandUnits: number,
  velocityUnitsPerDay: number,
  leadTimeDays: number,
): SellOut {
  if (!(velocityUnitsPerDay > 0)) return { sellsOutDay: undefined, orderByDay: undefined }
  const sellsOutDay = Math.max(0, Math.floor(onHandUnits / velocityUnitsPerDay))
  return { sellsOutDay, orderByDay: sellsOutDay - leadTimeDays }
}

/** The planner's sum: demand until new goods come and then last, plus safety, less what is in position. */
export function plannerNeed(facts: {
  readonly velocityUnitsPerDay: number
  readonly leadTimeDays: number
  /** Review period, or the days of stock wanted. */
  readonly stockDays: number
  readonly safetyUnits: number
  readonly positionUnits: number
}): number {
  const demand = facts.velocityUnitsPerDay * (facts.leadTimeDays + facts.stockDays)
  return Math.max(0, demand + facts.safetyUnits - facts.positionUnits)
}

/** Usable stock and what surely comes, less what is owed; drafts are not in it (Brightpearl, Sellercloud). */
export function positionOf(facts: {
  readonly usableUnits: number
  readonly onOrderUnits: number
  readonly inTransitUnits: number
  readonly backorderUnits: number
  readonly committedUnits: number
}): number {
  const coming = facts.onOrderUnits + facts.inTransitUnits
  return facts.usableUnits + coming - facts.backorderUnits - facts.committedUnits
}
