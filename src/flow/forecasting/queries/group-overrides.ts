import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import type { OverrideId } from '../store/overrides.ts'
import type { GroupScope } from './group-members.ts'

/** What was said of all that is of a category, at a place or in a channel. */
export type GroupOverride = GroupScope & {
  readonly id: OverrideId
  readonly startsOn: string
  readonly endsOn: string
  readonly kind: 'set' | 'add' | 'multiply'
  readonly amount: number
  readonly madeAt: Date
  readonly spreadFrom: string | null
  readonly spreadFactors: readonly number[]
}

const columns = sql`
  o.id, o.place_id as "placeId", o.category_id as "categoryId", o.channel_id as "channelId",
  o.starts_on as "startsOn", o.ends_on as "endsOn", o.kind, o.amount::float8 as amount,
  o.made_at as "madeAt", o.spread_from as "spreadFrom",
  coalesce(o.spread_factors, '{}') as "spreadFactors"`

/** Those in force on a day, the older first. */
export async function groupOverrides(ask: Ask, asOf: string): Promise<readonly GroupOverride[]> {
  const { rows } = await sql<GroupOverride>`
    select ${columns} from forecast_override o
    where o.item_id is null and o.withdrawn_at is null and o.expires_on >= ${asOf}::date
    order by o.made_at, o.id
  `.execute(ask.db)
  return rows
}

export async function readGroupOverride(ask: Ask, id: string): Promise<GroupOverride | undefined> {
  const { rows } = await sql<GroupOverride>`
    select ${columns} from forecast_override o where o.item_id is null and o.id = ${id}::uuid
  `.execute(ask.db)
  return rows[0]
}
