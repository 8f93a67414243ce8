/** Which share of a week falls on which of its days: learned over a category at a place, drawn to each item. */

const weekDays = 7
/** Days with sales of which an item needs so many to count as much as its category. */
const categoryWorthDays = 21
/** A category that sold on fewer days has nothing to say. */
const poolDaysMin = 14
/** So many days with sales, all on one weekday, are weeks that were booked on a day. */
const byWeekDaysMin = 4
/** As much on one weekday, and the whole category's weeks were. */
const byWeekShare = 0.99

/** What an item sold at a place by weekday, Monday first, and on how many days it sold at all. */
export type WeekdaySales = { readonly units: ArrayLike<number>; readonly dayCount: number }

const evenly = new Float64Array(0)

/**
 * The shares of each, Monday first; empty where a week is to be spread evenly: a company that imports
 * weeks, each booked on one weekday, does not sell on that day alone.
 *
 * @param sales of one category at one place
 */
export function dayShares(sales: readonly WeekdaySales[]): readonly Float64Array[] {
  const shares = sales.map(({ units }) => sharesOf(units))
  const pool = new Float64Array(weekDays)
  let dayCount = 0
  for (const [at, one] of sales.entries()) {
    const own = shares[at]
    if (own === undefined || isByWeek(one)) continue
    dayCount += one.dayCount
    for (let day = 0; day < weekDays; day += 1) {
      pool[day] = (pool[day] as number) + one.dayCount * (own[day] as number)
    }
  }
  const isKnown = dayCount >= poolDaysMin && pool.every((days) => days <= byWeekShare * dayCount)
  if (!isKnown) return sales.map(() => evenly)
  return sales.map((one, at) => {
    if (isByWeek(one)) return evenly
    const own = shares[at]
    const ownDays = own === undefined ? 0 : one.dayCount
    const drawn = new Float64Array(weekDays)
    for (let day = 0; day < weekDays; day += 1) {
      const usual = (pool[day] as number) / dayCount
      const said = ownDays * (own?.[day] ?? 0) + categoryWorthDays * usual
      drawn[day] = said / (ownDays + categoryWorthDays)
    }
    return drawn
  })
}

function sharesOf(units: ArrayLike<number>): Float64Array | undefined {
  const shares = new Float64Array(weekDays)
  let whole = 0
  for (let day = 0; day < weekDays; day += 1) {
    shares[day] = Math.max(0, units[day] ?? 0)
    whole += shares[day] as number
  }
  for (let day = 0; day < weekDays; day += 1) shares[day] = (shares[day] as number) / whole
  return whole > 0 ? shares : undefined
}

function isByWeek({ units, dayCount }: WeekdaySales): boolean {
  let soldOn = 0
  for (let day = 0; day < weekDays; day += 1) if ((units[day] ?? 0) > 0) soldOn += 1
  return dayCount >= byWeekDaysMin && soldOn === 1
}
