/** The only SQL that writes on which days and in which channels an item sells. */
import { sql } from 'kysely'

import { idColumn, listColumn } from '#platform/columns'
import { packDoubles, packReals } from '#platform/packed'
import type { Tx } from '#platform/work'

export type Habit = {
  readonly itemId: string
  readonly placeId: string
  /** Monday first; empty: evenly. */
  readonly dayShares: Float64Array
  readonly channelIds: readonly string[]
  readonly channelShares: Float64Array
}

/** Puts each in place of what was there, where it is another. */
export async function putHabits(
  tx: Tx,
  habits: readonly Habit[],
  learnedOn: string,
): Promise<void> {
  if (habits.length === 0) return
  const days = packReals(habits, ({ dayShares }) => dayShares)
  const shares = packDoubles(habits, ({ channelShares }) => channelShares)
  await sql`
    insert into forecast_habit as before
      (item_id, place_id, day_shares, channel_ids, channel_shares, learned_on)
    select g.item_id, g.place_id, (${days.bytes}::real[])[g.days_from:g.days_to], g.channels::uuid[],
           (${shares.bytes}::float8[])[g.shares_from:g.shares_to],
           ${learnedOn}::date
    from unnest(
      ${idColumn(habits, ({ itemId }) => itemId)}::uuid[],
      ${idColumn(habits, ({ placeId }) => placeId)}::uuid[],
      ${days.from}::int[], ${days.to}::int[],
      ${listColumn(habits, ({ channelIds }) => channelIds)}::text[],
      ${shares.from}::int[], ${shares.to}::int[]
    ) as g (item_id, place_id, days_from, days_to, channels, shares_from, shares_to)
    order by g.item_id, g.place_id
    on conflict (item_id, place_id) do update set
      day_shares = excluded.day_shares, channel_ids = excluded.channel_ids,
      channel_shares = excluded.channel_shares, planned_shares = '{}',
      learned_on = excluded.learned_on
    where (before.day_shares, before.channel_ids, before.channel_shares)
      is distinct from (excluded.day_shares, excluded.channel_ids, excluded.channel_shares)
  `.execute(tx.db)
}

export type PlannedShares = {
  readonly itemId: string
  readonly placeId: string
  /** Of each channel, week after week; empty where none was overridden by itself. */
  readonly channelShares: Float64Array
}

/** What channels are of what is planned, where one was overridden by itself. */
export async function putPlannedShares(tx: Tx, shares: readonly PlannedShares[]): Promise<void> {
  if (shares.every(({ channelShares }) => channelShares.length === 0)) {
    const { rows } = await sql`
      select from forecast_habit where planned_shares <> '{}' limit 1`.execute(tx.db)
    if (rows.length === 0) return
  }
  await sql`
    update forecast_habit h set planned_shares = g.shares::float8[]
    from unnest(
      ${shares.map(({ itemId }) => itemId)}::uuid[], ${shares.map(({ placeId }) => placeId)}::uuid[],
      ${shares.map(({ channelShares }) => `{${channelShares.join(',')}}`)}::text[]
    ) as g (item_id, place_id, shares)
    where h.item_id = g.item_id and h.place_id = g.place_id
      and h.planned_shares is distinct from g.shares::float8[]
  `.execute(tx.db)
}

type NewPair = { readonly itemId: string; readonly placeId: string; readonly analogItemId: string }

/** Items that never sold sell on the days and in the channels of those they are like. */
export async function copyHabits(tx: Tx, pairs: readonly NewPair[]): Promise<void> {
  await sql`
    insert into forecast_habit (item_id, place_id, day_shares, channel_ids, channel_shares, learned_on)
    select g.item_id, g.place_id, h.day_shares, h.channel_ids, h.channel_shares, h.learned_on
    from unnest(${pairs.map(({ itemId }) => itemId)}::uuid[],
                ${pairs.map(({ placeId }) => placeId)}::uuid[],
                ${pairs.map(({ analogItemId }) => analogItemId)}::uuid[])
      as g (item_id, place_id, analog_item_id)
    join forecast_habit h on h.item_id = g.analog_item_id and h.place_id = g.place_id
    order by g.item_id, g.place_id
    on conflict (item_id, place_id) do update set
      day_shares = excluded.day_shares, channel_ids = excluded.channel_ids,
      channel_shares = excluded.channel_shares, learned_on = excluded.learned_on
  `.execute(tx.db)
}
