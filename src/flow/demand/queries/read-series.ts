import { sql } from 'kysely'

import { pairRows } from '#platform/pair-ranges'
import type { Ask } from '#platform/work'

import { type ItemPlace, numbers } from './observed-demand.ts'

/** Demand of one item at one place, week by week, all channels together. Arrays have one length. */
export type DemandSeries = ItemPlace & {
  /** The Monday of the first week. */
  readonly startsOn: string
  /** The first day after the last whole week. */
  readonly endsOn: string
  /** As observed, in base units. */
  readonly rawUnits: Float64Array
  /** With the lost sales of stock-outs. */
  readonly correctedUnits: Float64Array
  /** Without what stands out; baseline + uplift + event. */
  readonly cleanedUnits: Float64Array
  readonly baselineUnits: Float64Array
  readonly upliftUnits: Float64Array
  readonly eventUnits: Float64Array
  /** Bits of `markBits`. */
  readonly marks: Uint8Array
  readonly firstSoldOn: string | null
  readonly lastSoldOn: string | null
  readonly fingerprint: string
  readonly computedAt: Date
}

type SeriesRow = ItemPlace & {
  readonly startsOn: string
  readonly endsOn: string
  readonly raw: string
  readonly corrected: string
  readonly cleaned: string
  readonly baseline: string
  readonly uplift: string
  readonly event: string
  readonly marks: string
  readonly firstSoldOn: string | null
  readonly lastSoldOn: string | null
  readonly fingerprint: string
  readonly computedAt: Date
}

/** Those that were computed; in no order. */
export async function readSeries(
  ask: Ask,
  pairs: readonly ItemPlace[],
): Promise<readonly DemandSeries[]> {
  const { rows } = await sql<SeriesRow>`
    select s.item_id as "itemId", s.place_id as "placeId", s.starts_on as "startsOn",
           s.ends_on as "endsOn", array_to_string(s.raw_units, ',') as raw,
           array_to_string(s.corrected_units, ',') as corrected,
           array_to_string(s.cleaned_units, ',') as cleaned,
           array_to_string(s.baseline_units, ',') as baseline,
           array_to_string(s.uplift_units, ',') as uplift,
           array_to_string(s.event_units, ',') as event,
           array_to_string(s.marks, ',') as marks, s.first_sold_on as "firstSoldOn",
           s.last_sold_on as "lastSoldOn", s.fingerprint, s.computed_at as "computedAt"
    from ${pairRows(pairs)} as p (item_id, place_id)
    join demand_series s on s.item_id = p.item_id and s.place_id = p.place_id
    where s.channel_id is null and s.period = 'week'
  `.execute(ask.db)
  return rows.map(toSeries)
}

function toSeries(row: SeriesRow): DemandSeries {
  const { itemId, placeId, startsOn, endsOn, firstSoldOn, lastSoldOn } = row
  const { fingerprint, computedAt } = row
  const rawUnits = Float64Array.from(numbers(row.raw))
  const correctedUnits = layer(row.corrected, rawUnits)
  const cleanedUnits = layer(row.cleaned, correctedUnits)
  const none = new Float64Array(rawUnits.length)
  return {
    itemId,
    placeId,
    startsOn,
    endsOn,
    rawUnits,
    correctedUnits,
    cleanedUnits,
    baselineUnits: layer(row.baseline, cleanedUnits),
    upliftUnits: layer(row.uplift, none),
    eventUnits: layer(row.event, none),
    marks: Uint8Array.from(layer(row.marks, none)),
    firstSoldOn,
    lastSoldOn,
    fingerprint,
    computedAt,
  }
}

/** An empty layer says what the one before says. */
function layer(text: string, before: Float64Array): Float64Array {
  return text === '' ? before : Float64Array.from(numbers(text))
}
