/** An item is sold from a first to a last day: nothing is wanted before and after. */

const weekDays = 7

/** Days from the first forecast day, both inside; undefined where it has no such end. */
export type Life = { readonly fromDay: number | undefined; readonly toDay: number | undefined }

export const endless: Life = { fromDay: undefined, toDay: undefined }

/** The share of each day of a week, Monday first; evenly where nothing was learned. */
export function evenShares(dayShares: ArrayLike<number>): Float64Array {
  const isLearned = dayShares.length === weekDays
  return Float64Array.from({ length: weekDays }, (_, day) =>
    isLearned ? (dayShares[day] as number) : 1 / weekDays,
  )
}

export function livesOn({ fromDay, toDay }: Life, day: number): boolean {
  return day >= (fromDay ?? -Infinity) && day <= (toDay ?? Infinity)
}

/** Which part of each week's usual demand falls on days on which the item is sold: 0 to 1. */
export function lifeShares(
  weekCount: number,
  life: Life,
  dayShares: ArrayLike<number> = [],
): Float64Array {
  const shares = evenShares(dayShares)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  return Float64Array.from({ length: weekCount }, (_, week) => {
    let share = 0
    let days = 0
    for (let day = 0; day < weekDays; day += 1) {
      if (!livesOn(life, week * weekDays + day)) continue
      share += shares[day] as number
      days += 1
    }
    return days === weekDays ? 1 : share / whole
  })
}

/**
 * A week's units by day, adding up to it: by its shares, over the days on which the item is sold. Where
 * the shares say that nothing sells on any of these days, evenly over them; zero without such a day.
 *
 * @param week its number from the first forecast week on
 */
export function daysOfWeek(
  weekUnits: number,
  week: number,
  dayShares: ArrayLike<number>,
  life: Life = endless,
): Float64Array {
  const days = evenShares(dayShares)
  const isLived = days.map((_, day) => (livesOn(life, week * weekDays + day) ? 1 : 0))
  let whole = 0
  for (let day = 0; day < weekDays; day += 1) {
    days[day] = (days[day] as number) * (isLived[day] as number)
    whole += days[day] as number
  }
  const by = whole > 0 ? days : isLived
  const sum = whole > 0 ? whole : isLived.reduce((count, one) => count + one, 0)
  return sum > 0 ? by.map((share) => (weekUnits * share) / sum) : by
}
