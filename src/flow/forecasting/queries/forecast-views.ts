/** What a series tells on demand: its days, its channels, the item it is like. */
import { sql } from 'kysely'

import { dayAt, daysBetween } from '#kernel/day'
import type { Ask } from '#platform/work'

import type { AnalogView, ForecastChannel, ForecastDays, ForecastQuery } from '../contract.ts'
import { forecastByDay } from '../rules/forecast-days.ts'
import { evenShares } from '../rules/life.ts'
import { quantileLevels } from '../rules/quantiles.ts'
import { soleChannel } from './group-members.ts'

type Pair = { readonly itemId: string; readonly placeId: string }

/** Of a stored forecast, in base units by week. */
export type StoredWeeks = {
  readonly startsOn: string
  readonly planned: readonly number[]
  readonly baseline: readonly number[]
  /** Of the baseline. */
  readonly quantiles: readonly number[]
  readonly launchesOn: string | null
  readonly endsOn: string | null
}

const weeksByDay = 6
const ownWorthWeeks = 6

type Row = {
  readonly dayShares: readonly number[]
  readonly channelIds: readonly string[]
  readonly channelShares: readonly number[]
  readonly plannedShares: readonly number[]
}

export async function forecastViews(
  ask: Ask,
  pair: Pair,
  weeks: StoredWeeks,
  asked: ForecastQuery,
  scale: number,
): Promise<{
  readonly dayShares: number[]
  readonly days: ForecastDays | null
  readonly channels: ForecastChannel[] | null
}> {
  const { rows } = await sql<Row>`
    select day_shares as "dayShares", channel_ids as "channelIds",
           channel_shares as "channelShares", planned_shares as "plannedShares"
    from forecast_habit where item_id = ${pair.itemId}::uuid and place_id = ${pair.placeId}::uuid
  `.execute(ask.db)
  const [habit] = rows
  const dayShares = habit?.dayShares ?? []
  return {
    dayShares: [...evenShares(dayShares)],
    days: asked.period === 'day' ? daysOf(weeks, dayShares, scale) : null,
    channels: asked.by === 'channel' ? await channelsOf(ask, weeks, habit, scale) : null,
  }
}

function daysOf(weeks: StoredWeeks, dayShares: readonly number[], scale: number): ForecastDays {
  const { startsOn, planned, baseline, launchesOn, endsOn } = weeks
  const life = {
    fromDay: launchesOn === null ? undefined : daysBetween(startsOn, launchesOn),
    toDay: endsOn === null ? undefined : daysBetween(startsOn, endsOn),
  }
  const made = forecastByDay(planned, weeks.quantiles, baseline, weeksByDay, dayShares, life)
  const levels = quantileLevels.length
  return {
    from: startsOn,
    planned: Array.from(made.plannedUnits, (units) => units * scale),
    quantiles: Object.fromEntries(
      quantileLevels.map((level, at) => [
        `${level}`,
        Array.from(
          made.plannedUnits,
          (_, day) => (made.quantileUnits[day * levels + at] ?? 0) * scale,
        ),
      ]),
    ),
  }
}

async function channelsOf(
  ask: Ask,
  { planned }: StoredWeeks,
  habit: Row | undefined,
  scale: number,
): Promise<ForecastChannel[]> {
  const sole = await soleChannel(ask, dayAt(ask.now.getTime(), 'UTC'))
  const usual = sole === undefined ? [] : [sole]
  const ids = habit !== undefined && habit.channelIds.length > 0 ? habit.channelIds : usual
  const { rows } = await sql<ForecastChannel['channel']>`
    select c.id, c.code, c.name
    from unnest(${ids}::uuid[]) with ordinality as g (id, no) join channel c using (id) order by g.no
  `.execute(ask.db)
  return rows.map((channel, at) => {
    const share = habit?.channelShares[at] ?? 1
    const shareIn = (week: number) => habit?.plannedShares[week * ids.length + at] ?? share
    return { channel, share, planned: planned.map((units, week) => units * shareIn(week) * scale) }
  })
}

export async function analogOf(
  ask: Ask,
  {
    analogItemId,
    ownWeeks,
  }: { readonly analogItemId: string | null; readonly ownWeeks: number | null },
): Promise<AnalogView | null> {
  if (analogItemId === null) return null
  const { rows } = await sql<AnalogView['item']>`
    select id, sku, name from item where id = ${analogItemId}::uuid`.execute(ask.db)
  const [item] = rows
  const weeks = ownWeeks ?? 0
  return item === undefined
    ? null
    : { item, ownWeeks: weeks, ownShare: weeks / (weeks + ownWorthWeeks) }
}
