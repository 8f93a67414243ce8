import { sql } from 'kysely'

import { type Ask, requirePermission } from '#platform/work'

import type { LeadTimePartView, LeadTimeView } from '../contract.ts'
import { summaryOf } from '../rules/day-distribution.ts'
import { type LeadTimePart, leadTimeParts } from '../rules/lead-time-parts.ts'
import { laneToRow, selectLanes } from './list-lead-times.ts'

/** @throws {PermissionError} when the actor may not read plans */
export async function readLeadTime(ask: Ask, laneId: string): Promise<LeadTimeView | undefined> {
  requirePermission(ask, 'plans.read')

  const [lane] = await selectLanes(ask).where('lead_time_lane.id', '=', laneId).execute()
  return lane && { ...laneToRow(lane), parts: [...(await readParts(ask, laneId))] }
}

type PartRow = Omit<
  LeadTimePartView,
  'p50Days' | 'p80Days' | 'p95Days' | 'variation' | 'lineCount'
> & {
  readonly lineCount: bigint
}

async function readParts(ask: Ask, laneId: string): Promise<readonly LeadTimePartView[]> {
  const { rows } = await sql<PartRow>`
    select part, line_count as "lineCount", faded_count as "fadedCount", mean_days as "meanDays",
      sd_days as "sdDays", first_days as "firstDays", shares, quantiles_days as "quantilesDays",
      half_life_days as "halfLifeDays", leaning_lines as "leaningLines",
      has_season as "hasSeason", as_of as "asOf"
    from lead_time_distribution where lane_id = ${laneId}::uuid
  `.execute(ask.db)
  const placeOf = (part: LeadTimePart) => leadTimeParts.indexOf(part)
  return rows.map(toView).sort((a, b) => placeOf(a.part) - placeOf(b.part))
}

function toView(row: PartRow): LeadTimePartView {
  const { p50Days, p80Days, p95Days, variation } = summaryOf({
    firstDays: row.firstDays,
    probabilities: Float64Array.from(row.shares),
    laneCount: row.fadedCount,
  })
  const lineCount = Number(row.lineCount)
  return { ...row, lineCount, p50Days, p80Days, p95Days, variation: variation ?? null }
}
