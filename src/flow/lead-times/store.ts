/** The only SQL that writes the tables of lead times. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

import type { LeadTimePart } from './rules/lead-time-parts.ts'
import type { Choice } from './rules/learner.ts'
import type { PartDays } from './rules/parts.ts'

export type NewObservation = PartDays & {
  readonly id: string
  readonly causeKind: 'receipt' | 'reversal' | 'inspection'
  readonly causeId: string
  readonly takesBackId: string | null
  readonly orderLineId: string
  readonly orderId: string
  readonly itemId: string
  readonly supplierId: string
  readonly placeId: string
  readonly units: bigint
  readonly startedOn: string | null
  readonly knownOn: string
  readonly firstPromisedOn: string | null
  readonly lastPromisedOn: string | null
  readonly agreedDays: number | null
  readonly lateDays: number | null
  readonly lateAgainDays: number | null
}

/** Appends what was seen, and marks its lane, its supplier and all lanes as to be learned; told twice, it counts once. */
export async function insertObservations(
  tx: Tx,
  observations: readonly NewObservation[],
): Promise<void> {
  const rows = observations.map((row) => ({ ...row, units: String(row.units) }))
  const lanes = observations.flatMap(({ supplierId, placeId }) => [
    { supplierId, placeId },
    { supplierId, placeId: null },
    { supplierId: null, placeId: null },
  ])
  const distinct = [...new Map(lanes.map((lane) => [toJson(lane), lane])).values()]
  await sql`
    with given as (
      select * from jsonb_to_recordset(${toJson(rows)}::jsonb) as row (
        "id" uuid, "causeKind" text, "causeId" uuid, "takesBackId" uuid, "orderLineId" uuid,
        "orderId" uuid, "itemId" uuid, "supplierId" uuid, "placeId" uuid, "units" bigint,
        "startedOn" date, "knownOn" date, "firstPromisedOn" date, "lastPromisedOn" date,
        "agreedDays" integer, "wholeDays" integer, "lateDays" integer, "lateAgainDays" integer,
        "approvalDays" integer, "answerDays" integer, "supplyDays" integer,
        "productionDays" integer, "transitDays" integer, "dockDays" integer)
    ), seen as (
      insert into lead_time_observation (id, cause_kind, cause_id, takes_back_id, order_line_id,
        order_id, item_id, supplier_id, place_id, units, started_on, known_on, first_promised_on,
        last_promised_on, agreed_days, whole_days, late_days, late_again_days, approval_days,
        answer_days, supply_days, production_days, transit_days, dock_days, observed_at)
      select "id", "causeKind", "causeId", "takesBackId", "orderLineId", "orderId", "itemId",
        "supplierId", "placeId", "units", "startedOn", "knownOn", "firstPromisedOn",
        "lastPromisedOn", "agreedDays", "wholeDays", "lateDays", "lateAgainDays", "approvalDays",
        "answerDays", "supplyDays", "productionDays", "transitDays", "dockDays",
        ${tx.now}::timestamptz
      from given
      on conflict (cause_id, order_line_id) do nothing
      returning id
    )
    insert into lead_time_lane as lane (id, supplier_id, place_id)
    select row.id, row."supplierId", row."placeId"
    from jsonb_to_recordset(${toJson(distinct.map((lane) => ({ id: tx.newId(), ...lane })))}::jsonb)
      as row (id uuid, "supplierId" uuid, "placeId" uuid)
    where exists (select from seen)
    order by row."supplierId", row."placeId"
    on conflict (supplier_id, place_id) do update set version = lane.version + 1
  `.execute(tx.db)
}

export type LearnedPart = {
  readonly laneId: string
  readonly part: LeadTimePart
  readonly lineCount: number
  readonly fadedCount: number
  readonly firstDays: number
  readonly shares: readonly number[]
  readonly quantilesDays: readonly number[]
  readonly meanDays: number
  readonly sdDays: number
  /** Null when nothing fades. */
  readonly halfLifeDays: number | null
  readonly leaningLines: number
  readonly hasSeason: boolean
  readonly asOf: string
}

export type LearnedLane = {
  readonly id: string
  readonly version: string
  readonly lineCount: number
  readonly lastKnownOn: string | null
  readonly meanDays: number | null
  readonly sdDays: number | null
  readonly p50Days: number | null
  readonly p80Days: number | null
  readonly p95Days: number | null
  readonly lateDays: number | null
  readonly onTimeBps: number | null
}

/** Puts what was learned in place of what stood there. */
export async function keepLearned(
  tx: Tx,
  lanes: readonly LearnedLane[],
  parts: readonly LearnedPart[],
): Promise<void> {
  const laneIds = lanes.map(({ id }) => id)
  await sql`delete from lead_time_distribution where lane_id = any(${laneIds}::uuid[])`.execute(
    tx.db,
  )
  await sql`
    insert into lead_time_distribution (lane_id, part, line_count, faded_count, first_days, shares,
      quantiles_days, mean_days, sd_days, half_life_days, leaning_lines, has_season, as_of)
    select "laneId", part, "lineCount", "fadedCount", "firstDays", shares, "quantilesDays",
      "meanDays", "sdDays", "halfLifeDays", "leaningLines", "hasSeason", "asOf"
    from jsonb_to_recordset(${toJson(parts)}::jsonb) as row ("laneId" uuid, part text,
      "lineCount" bigint, "fadedCount" double precision, "firstDays" integer,
      shares double precision[], "quantilesDays" integer[], "meanDays" double precision,
      "sdDays" double precision, "halfLifeDays" integer, "leaningLines" integer,
      "hasSeason" boolean, "asOf" date)
  `.execute(tx.db)
  await sql`
    update lead_time_lane lane set learned_version = row.version, line_count = row."lineCount",
      last_known_on = row."lastKnownOn", mean_days = row."meanDays", sd_days = row."sdDays",
      p50_days = row."p50Days", p80_days = row."p80Days", p95_days = row."p95Days",
      late_days = row."lateDays", on_time_bps = row."onTimeBps",
      learned_at = ${tx.now}::timestamptz
    from jsonb_to_recordset(${toJson(lanes)}::jsonb) as row (id uuid, version bigint,
      "lineCount" bigint, "lastKnownOn" date, "meanDays" double precision,
      "sdDays" double precision, "p50Days" integer, "p80Days" integer, "p95Days" integer,
      "lateDays" double precision, "onTimeBps" integer)
    where lane.id = row.id
  `.execute(tx.db)
}

/** All lanes are to be learned anew. */
export async function forgetLearned(tx: Tx): Promise<void> {
  await sql`update lead_time_lane set version = version + 1 where learned_version = version`.execute(
    tx.db,
  )
}

export async function keepChoice(
  tx: Tx,
  part: LeadTimePart,
  choice: Choice,
  scored: {
    readonly lines: number
    readonly lossDays: number
    readonly lineCount: number
    readonly outcomes: Float64Array
  },
): Promise<void> {
  const { halfLifeDays, leaningLines, hasSeason } = choice
  await sql`
    insert into lead_time_choice (part, half_life_days, leaning_lines, has_season, scored_count,
      loss_days, outcomes, line_count, chosen_at)
    values (${part}, ${Number.isFinite(halfLifeDays) ? halfLifeDays : null}::integer,
      ${leaningLines}, ${hasSeason}, ${scored.lines}, ${scored.lossDays},
      ${[...scored.outcomes]}::double precision[], ${scored.lineCount},
      ${tx.now}::timestamptz)
    on conflict (part) do update set half_life_days = excluded.half_life_days,
      leaning_lines = excluded.leaning_lines, has_season = excluded.has_season,
      scored_count = excluded.scored_count, loss_days = excluded.loss_days, outcomes = excluded.outcomes,
      line_count = excluded.line_count, chosen_at = excluded.chosen_at
  `.execute(tx.db)
}
