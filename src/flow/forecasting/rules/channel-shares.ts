/** Which share of an item's demand at a place comes by which channel: its own, drawn to its category's. */

/** Days with sales of which an item needs so many to count as much as its category. */
const categoryWorthDays = 12

/** Units by channel, the latest counting most, and on how many days it sold at all. */
export type ChannelSales = {
  readonly units: ReadonlyMap<string, number>
  readonly dayCount: number
}

/** Channels in order of their id; shares add up to 1. Empty where nobody sold. */
export type ChannelShares = {
  readonly channelIds: readonly string[]
  readonly shares: Float64Array
}

/** @param sales of one category at one place */
export function channelShares(sales: readonly ChannelSales[]): readonly ChannelShares[] {
  const pool = new Map<string, number>()
  let dayCount = 0
  for (const one of sales) {
    const own = sharesOf(one.units)
    if (own.size === 0) continue
    dayCount += one.dayCount
    for (const [channelId, share] of own) {
      pool.set(channelId, (pool.get(channelId) ?? 0) + one.dayCount * share)
    }
  }
  const channelIds = [...pool.keys()].sort()
  return sales.map((one) => {
    const own = sharesOf(one.units)
    const ownDays = own.size === 0 ? 0 : one.dayCount
    const shares = Float64Array.from(channelIds, (channelId) => {
      const usual = (pool.get(channelId) ?? 0) / dayCount
      const said = ownDays * (own.get(channelId) ?? 0) + categoryWorthDays * usual
      return said / (ownDays + categoryWorthDays)
    })
    return { channelIds, shares: wholeOf(shares) }
  })
}

function sharesOf(units: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sold = [...units].filter(([, one]) => one > 0)
  const whole = sold.reduce((sum, [, one]) => sum + one, 0)
  return new Map(sold.map(([channelId, one]) => [channelId, one / whole]))
}

function wholeOf(shares: Float64Array): Float64Array {
  const sum = shares.reduce((total, share) => total + share, 0)
  return sum > 0 ? shares.map((share) => share / sum) : shares
}
