/**
 * The lot that balances ordering and holding: plain, with price breaks over all units, with backorders.
 *
 * Sources: Harris (1913); Snyder and Shen 3.2 to 3.5; rules.md 11. A year here is any span, as long as demand and holding
 * cost use the same one.
 */

export type EconomicOrder = { readonly lotUnits: number; readonly yearCost: number }

/** sqrt(2 D K / h); without holding cost or demand no lot is best, and the answer is 0. */
export function economicOrder(input: {
  readonly orderCost: number
  readonly holdingCostPerUnit: number
  readonly yearUnits: number
}): EconomicOrder {
  const { orderCost, holdingCostPerUnit, yearUnits } = input
  if (!(holdingCostPerUnit > 0 && yearUnits > 0)) return { lotUnits: 0, yearCost: 0 }
  const lotUnits = Math.sqrt((2 * orderCost * yearUnits) / holdingCostPerUnit)
  return { lotUnits, yearCost: Math.sqrt(2 * orderCost * yearUnits * holdingCostPerUnit) }
}

/** The price of every unit of a lot of at least `fromUnits`. */
export type PriceBreak = { readonly fromUnits: number; readonly unitPrice: number }

export type BreakChoice = EconomicOrder & {
  readonly unitPrice: number
  /** The best lot within each break, in the order given: what the alternatives would cost. */
  readonly alternatives: readonly (EconomicOrder & { readonly unitPrice: number })[]
}

/**
 * The cheapest lot over a ladder of prices: goods, orders and holding of a year.
 *
 * @param breaks upwards by quantity and at least one; the first usually starts at 0
 */
export function economicOrderWithBreaks(input: {
  readonly orderCost: number
  /** Share of the price a unit costs to hold for a year. */
  readonly holdingRate: number
  readonly yearUnits: number
  readonly breaks: readonly PriceBreak[]
}): BreakChoice | undefined {
  const alternatives = input.breaks.map((priceBreak, at) => {
    const nextFrom = input.breaks[at + 1]?.fromUnits ?? Number.POSITIVE_INFINITY
    return bestWithin(input, priceBreak, nextFrom)
  })
  const [first, ...others] = alternatives
  if (first === undefined) return undefined
  const best = others.reduce(
    (least, next) => (next.yearCost < least.yearCost ? next : least),
    first,
  )
  return { ...best, alternatives }
}

function bestWithin(
  input: { readonly orderCost: number; readonly holdingRate: number; readonly yearUnits: number },
  { fromUnits, unitPrice }: PriceBreak,
  nextFromUnits: number,
): EconomicOrder & { readonly unitPrice: number } {
  const { orderCost, holdingRate, yearUnits } = input
  const holdingCostPerUnit = holdingRate * unitPrice
  const free = economicOrder({ orderCost, holdingCostPerUnit, yearUnits }).lotUnits
  // A lot past the next break is priced there; within this one its upper end is the nearest.
  const lotUnits = Math.max(fromUnits, Math.min(free, nextFromUnits))
  const yearCost =
    yearUnits * unitPrice + (orderCost * yearUnits) / lotUnits + (holdingCostPerUnit * lotUnits) / 2
  return { lotUnits, yearCost, unitPrice }
}

/** With shortages that wait: the lot, the share of it that is owed before it comes, and the cost. */
export function economicOrderWithBackorders(input: {
  readonly orderCost: number
  readonly holdingCostPerUnit: number
  readonly backorderCostPerUnit: number
  readonly yearUnits: number
}): EconomicOrder & { readonly backorderShare: number } {
  const { holdingCostPerUnit, backorderCostPerUnit } = input
  const backorderShare = holdingCostPerUnit / (holdingCostPerUnit + backorderCostPerUnit)
  const plain = economicOrder(input)
  const stretch = Math.sqrt(1 - backorderShare)
  return {
    lotUnits: plain.lotUnits / stretch,
    yearCost: plain.yearCost * stretch,
    backorderShare,
  }
}
