import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import { newWeeksMax } from '../rules/new-item.ts'

/** An item-place that is forecast from another item, and what it is to be made from. */
export type NewItemRow = {
  readonly itemId: string
  readonly placeId: string
  readonly analogItemId: string
  readonly startsOn: string
  readonly launchOn: string | null
  readonly analogEndOn: string | null
  readonly isLaunchSeen: boolean
  readonly ownWeeks: number
  readonly ownUnits: readonly number[]
  readonly analogUnits: readonly number[]
  readonly analogAhead: readonly number[]
  /** Of the item's own series; empty where it has none. */
  readonly seriesFingerprint: string
  /** Of the analog's series, the own one and the facts of their lives. */
  readonly fingerprint: string
}

/** An analog whose first sale came so long after the place's first was seen to be launched. */
const seenAfterDays = 56

const laid = (series: string) => sql`
  case when cardinality(${sql.ref(`${series}.baseline_units`)}) > 0 then ${sql.ref(`${series}.baseline_units`)}
       when cardinality(${sql.ref(`${series}.cleaned_units`)}) > 0 then ${sql.ref(`${series}.cleaned_units`)}
       when cardinality(${sql.ref(`${series}.corrected_units`)}) > 0
         then ${sql.ref(`${series}.corrected_units`)}
       else ${sql.ref(`${series}.raw_units`)} end`

/** Item-places whose analog sells there and that have not sold long themselves: `n`, `a`, `s`, `own`. */
export const newItemPairs = sql`
  planning_item n
  join demand_series a on a.item_id = n.analog_item_id and a.place_id = n.place_id
    and a.channel_id is null and a.period = 'week'
  left join demand_series s on s.item_id = n.item_id and s.place_id = n.place_id
    and s.channel_id is null and s.period = 'week'
  cross join lateral (
    select greatest(0, (coalesce(s.ends_on, a.ends_on)
      - greatest(s.starts_on, date_trunc('week', n.launch_on)::date)) / 7) as weeks
  ) lived
  cross join lateral (
    select case when s.id is null then 0
                else least(cardinality(s.raw_units), lived.weeks) end as weeks
  ) own`

/** Those that were not forecast from what is there now. */
export async function newItemsToForecast(ask: Ask): Promise<readonly NewItemRow[]> {
  const { rows } = await sql<NewItemRow>`
    select n.item_id as "itemId", n.place_id as "placeId", n.analog_item_id as "analogItemId",
           coalesce(s.ends_on, a.ends_on) as "startsOn", n.launch_on as "launchOn",
           an.end_on as "analogEndOn",
           a.first_sold_on >= coalesce(an.launch_on, began.on_day + ${seenAfterDays}::int)
             as "isLaunchSeen",
           own.weeks as "ownWeeks",
           case when own.weeks = 0 then '{}'
                else (${laid('s')})[cardinality(s.raw_units) - own.weeks + 1:] end as "ownUnits",
           ${laid('a')} as "analogUnits",
           coalesce(af.unbound_units, af.baseline_units, '{}') as "analogAhead",
           coalesce(s.fingerprint, '') as "seriesFingerprint", now.fingerprint
    from ${newItemPairs}
    left join planning_item an on an.item_id = n.analog_item_id and an.place_id = n.place_id
    left join forecast af on (af.item_id, af.place_id, af.period) = (a.item_id, a.place_id, 'week')
    left join forecast f on (f.item_id, f.place_id, f.period) = (n.item_id, n.place_id, 'week')
    left join lateral (
      select min(on_day) as on_day from demand_day where place_id = n.place_id) began on true
    cross join lateral (
      select md5(concat_ws('|', a.fingerprint, s.fingerprint, '-', n.analog_item_id, n.launch_on, '-',
        an.launch_on, '-', an.end_on)) as fingerprint) now
    where own.weeks < ${newWeeksMax}::int
      and f.analog_fingerprint is distinct from now.fingerprint
    order by n.item_id, n.place_id
  `.execute(ask.db)
  return rows
}
