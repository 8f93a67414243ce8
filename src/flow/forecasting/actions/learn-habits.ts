/** Learns on which days and in which channels items sell, category by category at each place. */
import type { Work } from '#platform/work'
import { allChannels, hasHabits, recentSales } from '../queries/recent-sales.ts'
import type { SeriesToForecast } from '../queries/series-to-forecast.ts'
import { channelShares } from '../rules/channel-shares.ts'
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
  const habits = await work.transact(async (tx) => {
    if (!(await hasHabits(tx, asOf))) return []
    const sales = await recentSales(tx, series, asOf, await allChannels(tx))
    const known = series.flatMap((one, at) => {
      const sold = sales[at]
      return sold === undefined ? [] : [{ ...one, ...sold }]
    })
    const together = Map.groupBy(known, ({ categoryId, placeId }) => `${categoryId} ${placeId}`)
    return [...together.values()].flatMap(habitsOf)
  })
  for (let from = 0; from < habits.length; from += writtenHabits) {
    await work.transact((tx) => putHabits(tx, habits.slice(from, from + writtenHabits), asOf))
  }
}

type Known = SeriesToForecast & Awaited<ReturnType<typeof recentSales>>[number]

function habitsOf(known: readonly Known[]): readonly Habit[] {
  const days = dayShares(known.map(({ byDay }) => byDay))
  const channels = channelShares(known.map(({ byChannel }) => byChannel))
  return known.map(({ itemId, placeId }, at) => ({
    itemId,
    placeId,
    dayShares: days[at] ?? new Float64Array(0),
    channelIds: channels[at]?.channelIds ?? [],
    channelShares: channels[at]?.shares ?? new Float64Array(0),
  }))
}
