/** Learns on which days and in which channels items sell, category by category at each place. */
import type { Work } from '#platform/work'
import { hasHabits } from '../queries/has-habits.ts'
import type { SeriesToForecast } from '../queries/series-to-forecast.ts'
import { type ChannelSales, channelShares } from '../rules/channel-shares.ts'
import { dayShares } from '../rules/day-shares.ts'
import { type Habit, putHabits } from '../store/habits.ts'

const writtenHabits = 5_000

/**
 * Before forecasts are laid, since an override of a channel asks for them.
 *
 * @param series all of their categories
 */
export async function learnHabits(
  work: Work,
  series: readonly SeriesToForecast[],
  asOf: string,
): Promise<void> {
  if (series.length === 0) return
  if (!(await work.transact((tx) => hasHabits(tx, asOf)))) return
  const together = Map.groupBy(series, ({ categoryId, placeId }) => `${categoryId} ${placeId}`)
  const habits = [...together.values()].flatMap(habitsOf)
  for (let from = 0; from < habits.length; from += writtenHabits) {
    await work.transact((tx) => putHabits(tx, habits.slice(from, from + writtenHabits), asOf))
  }
}

function habitsOf(series: readonly SeriesToForecast[]): readonly Habit[] {
  const byDay = series.map(({ weekdayUnits, saleDays }) => ({
    units: weekdayUnits,
    dayCount: saleDays,
  }))
  const days = dayShares(byDay)
  const channels = channelShares(series.map(byChannel))
  return series.map(({ itemId, placeId }, at) => ({
    itemId,
    placeId,
    dayShares: days[at] ?? new Float64Array(0),
    channelIds: channels[at]?.channelIds ?? [],
    channelShares: channels[at]?.shares ?? new Float64Array(0),
  }))
}

function byChannel({ channelIds, channelUnits, saleDays }: SeriesToForecast): ChannelSales {
  return {
    units: new Map(channelIds.map((id, at) => [id, channelUnits[at] ?? 0])),
    dayCount: saleDays,
  }
}
