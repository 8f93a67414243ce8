import { sql } from 'kysely'

import { type Page, readPage } from '#platform/list'
import { type Ask, requirePermission } from '#platform/work'

import type { LeadTimeListQuery, LeadTimeRow } from '../contract.ts'

const sorts = {
  lineCount: { column: 'lead_time_lane.line_count', type: 'bigint' },
  meanDays: { column: 'lead_time_lane.mean_days', type: 'numeric', nullable: true },
  sdDays: { column: 'lead_time_lane.sd_days', type: 'numeric', nullable: true },
  p95Days: { column: 'lead_time_lane.p95_days', type: 'bigint', nullable: true },
  lateDays: { column: 'lead_time_lane.late_days', type: 'numeric', nullable: true },
  onTimePercent: { column: 'lead_time_lane.on_time_bps', type: 'bigint', nullable: true },
} as const

/** @throws {PermissionError} when the actor may not read plans */
export async function listLeadTimes(
  ask: Ask,
  asked: LeadTimeListQuery,
): Promise<Page<LeadTimeRow>> {
  requirePermission(ask, 'plans.read')

  const { supplierId, placeId, level } = asked
  let query = selectLanes(ask)
  if (supplierId !== undefined) query = query.where('lead_time_lane.supplier_id', '=', supplierId)
  if (placeId !== undefined) query = query.where('lead_time_lane.place_id', '=', placeId)
  if (level === 'lane') query = query.where('lead_time_lane.place_id', 'is not', null)
  if (level === 'supplier') {
    query = query
      .where('lead_time_lane.supplier_id', 'is not', null)
      .where('lead_time_lane.place_id', 'is', null)
  }
  if (level === 'all') query = query.where('lead_time_lane.supplier_id', 'is', null)
  return readPage(ask, query, { sorts, id: 'lead_time_lane.id', asked, toItem: laneToRow })
}

export function selectLanes(ask: Pick<Ask, 'db'>) {
  return ask.db
    .selectFrom('lead_time_lane')
    .leftJoin('supplier', 'supplier.id', 'lead_time_lane.supplier_id')
    .leftJoin('place', 'place.id', 'lead_time_lane.place_id')
    .select([
      'lead_time_lane.id',
      'lead_time_lane.supplier_id as supplierId',
      'supplier.name as supplierName',
      'lead_time_lane.place_id as placeId',
      'place.code as placeCode',
      'place.name as placeName',
      'lead_time_lane.line_count as lineCount',
      sql<string | null>`lead_time_lane.last_known_on`.as('lastKnownOn'),
      'lead_time_lane.mean_days as meanDays',
      'lead_time_lane.sd_days as sdDays',
      'lead_time_lane.p50_days as p50Days',
      'lead_time_lane.p80_days as p80Days',
      'lead_time_lane.p95_days as p95Days',
      'lead_time_lane.late_days as lateDays',
      'lead_time_lane.on_time_bps as onTimeBps',
      sql<Date | null>`lead_time_lane.learned_at`.as('learnedAt'),
    ])
}

export type LaneRow = Omit<LeadTimeRow, 'lineCount' | 'onTimePercent' | 'learnedAt'> & {
  readonly lineCount: bigint
  readonly onTimeBps: number | null
  readonly learnedAt: Date | null
}

/** Written out: a row that was read for a page carries its place in the list too. */
export function laneToRow(row: LaneRow): LeadTimeRow {
  return {
    id: row.id,
    supplierId: row.supplierId,
    supplierName: row.supplierName,
    placeId: row.placeId,
    placeCode: row.placeCode,
    placeName: row.placeName,
    lineCount: Number(row.lineCount),
    lastKnownOn: row.lastKnownOn,
    meanDays: row.meanDays,
    sdDays: row.sdDays,
    p50Days: row.p50Days,
    p80Days: row.p80Days,
    p95Days: row.p95Days,
    lateDays: row.lateDays,
    onTimePercent: row.onTimeBps === null ? null : row.onTimeBps / 100,
    learnedAt: row.learnedAt?.toISOString() ?? null,
  }
}
