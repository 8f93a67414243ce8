import { type RawBuilder, sql } from 'kysely'

import type { Ask } from '#platform/work'

/** All that is of a category, at a place or in a channel: whatever is null is not asked for. */
export type GroupScope = {
  readonly placeId: string | null
  readonly categoryId: string | null
  readonly channelId: string | null
}

export type GroupMember = {
  readonly id: string
  readonly itemId: string
  readonly placeId: string
  readonly startsOn: string
  readonly unitDecimals: number
  readonly baseline: readonly number[]
  readonly uplift: readonly number[]
  readonly event: readonly number[]
  /** Another's figures; NaN, or nothing, where ours stay. */
  readonly outside: readonly number[]
  /** The baseline without first and last day of sale, where it has such. */
  readonly unbound: readonly number[] | null
  readonly channelIds: readonly string[] | null
  readonly channelShares: readonly number[] | null
}

export type MemberRange = { readonly after: string; readonly limit: number }

export const beforeAllMembers = '00000000-0000-0000-0000-000000000000'

/** @param isLocked others wait who are about to change these forecasts */
export async function groupMembers(
  ask: Ask,
  scope: GroupScope,
  { after, limit }: MemberRange,
  isLocked: boolean,
): Promise<readonly GroupMember[]> {
  const { rows } = await sql<GroupMember>`
    select f.id, f.item_id as "itemId", f.place_id as "placeId", f.starts_on as "startsOn",
           i.unit_decimals as "unitDecimals", f.baseline_units as baseline,
           f.uplift_units as uplift, f.event_units as event, f.outside_units as outside,
           f.unbound_units as unbound, h.channel_ids as "channelIds",
           h.channel_shares as "channelShares"
    from forecast f
    join item i on i.id = f.item_id
    left join forecast_habit h on h.item_id = f.item_id and h.place_id = f.place_id
    where f.period = 'week' and f.id > ${after}::uuid and ${isMember(scope)}
    order by f.id limit ${limit}::int ${isLocked ? sql`for update of f` : sql``}
  `.execute(ask.db)
  return rows
}

/** Of forecast `f` of item `i`: what sells in a channel is known only from its habits. */
export function isMember({ placeId, categoryId }: GroupScope): RawBuilder<unknown> {
  return sql`(${placeId}::uuid is null or f.place_id = ${placeId}::uuid)
    and (${categoryId}::uuid is null or i.category_id = ${categoryId}::uuid)`
}

/** Where all the company sells, if it sold in one channel alone of late. */
export async function soleChannel(ask: Ask, asOf: string): Promise<string | undefined> {
  const { rows } = await sql<{ readonly id: string }>`
    select c.id from channel c
    where exists (select from demand_day d where d.channel_id = c.id
      and d.on_day >= ${asOf}::date - ${channelDays}::int)
    order by c.id limit 2
  `.execute(ask.db)
  return rows.length === 1 ? rows[0]?.id : undefined
}

/** So far back it is looked where customers buy, and on which days. */
export const channelDays = 91
