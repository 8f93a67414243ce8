import { sql } from 'kysely'

import type { Ask } from '#platform/work'
import type { PlaceId } from '#records/places'
import type { SupplierId } from '#records/suppliers'

import type { DayDistribution } from '../rules/day-distribution.ts'
import type { LaneLeadTime } from '../rules/order-lead-time.ts'

export type LaneKey = { readonly supplierId: SupplierId; readonly placeId: PlaceId }

/**
 * What is learned of each lane, in the order asked: of the lane itself, else of its supplier, else of all lines;
 * nothing where no line was ever seen.
 */
export async function laneLeadTimes(
  ask: Pick<Ask, 'db'>,
  lanes: readonly LaneKey[],
): Promise<readonly LaneLeadTime[]> {
  if (lanes.length === 0) return []
  const supplierIds = [...new Set(lanes.map(({ supplierId }) => supplierId))]
  const placeIds = [...new Set(lanes.map(({ placeId }) => placeId))]
  const { rows } = await sql<{
    supplierId: string | null
    placeId: string | null
    part: string
    firstDays: number
    shares: readonly number[]
    fadedCount: number
    lineCount: number
  }>`
    select lane.supplier_id as "supplierId", lane.place_id as "placeId", learned.part,
      learned.first_days as "firstDays", learned.shares, learned.faded_count as "fadedCount",
      learned.line_count::int as "lineCount"
    from lead_time_lane lane join lead_time_distribution learned on learned.lane_id = lane.id
    where learned.part in ('whole', 'beyond_terms', 'late') and (lane.supplier_id is null
      or (lane.supplier_id = any(${supplierIds}::uuid[])
        and (lane.place_id is null
          or lane.place_id = any(${placeIds}::uuid[]))))
  `.execute(ask.db)
  const learned = new Map<string, DayDistribution & { readonly lineCount: number }>(
    rows.map((row) => [
      `${row.part} ${row.supplierId} ${row.placeId}`,
      {
        firstDays: row.firstDays,
        probabilities: Float64Array.from(row.shares),
        laneCount: row.fadedCount,
        lineCount: row.lineCount,
      },
    ]),
  )
  const find = (part: string, { supplierId, placeId }: LaneKey) =>
    learned.get(`${part} ${supplierId} ${placeId}`) ??
    learned.get(`${part} ${supplierId} null`) ??
    learned.get(`${part} null null`)
  return lanes.map((lane) => {
    const [whole, beyondTerms] = [find('whole', lane), find('beyond_terms', lane)]
    return {
      whole,
      beyondTerms,
      late: find('late', lane),
      wholeLineCount: whole?.lineCount,
      beyondTermsLineCount: beyondTerms?.lineCount,
    }
  })
}
