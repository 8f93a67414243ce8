/** What the learning of lanes reads. */
import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** Older lines have faded, and the latest of all lanes say what a class is like. */
export const linesToLearnMax = 20_000
export const lanesAtOnceMax = 200

export type LaneToLearn = {
  readonly id: string
  readonly supplierId: string | null
  readonly placeId: string | null
  readonly version: bigint
}

/** Lanes that saw something since they were learned, locked until the transaction ends. */
export async function lockLanesToLearn(ask: Pick<Ask, 'db'>): Promise<readonly LaneToLearn[]> {
  const { rows } = await sql<LaneToLearn>`
    select id, supplier_id as "supplierId", place_id as "placeId", version
    from lead_time_lane where learned_version < version
    order by id limit ${lanesAtOnceMax}::integer for update
  `.execute(ask.db)
  return rows
}

export type LineToLearn = {
  readonly supplierId: string
  readonly placeId: string
  readonly startedOn: string | null
  readonly knownOn: string
  readonly whole: number | null
  readonly late: number | null
  readonly beyond_terms: number | null
  readonly approval: number | null
  readonly answer: number | null
  readonly supply: number | null
  readonly production: number | null
  readonly transit: number | null
  readonly dock: number | null
}

/** The latest lines that still stand: what a reversal took back teaches nothing. */
export async function readLinesToLearn(ask: Pick<Ask, 'db'>): Promise<readonly LineToLearn[]> {
  const { rows } = await sql<LineToLearn>`
    select supplier_id as "supplierId", place_id as "placeId", started_on as "startedOn",
      known_on as "knownOn", whole_days as whole, late_days as late,
      whole_days - agreed_days as beyond_terms, approval_days as approval,
      answer_days as answer, supply_days as supply, production_days as production,
      transit_days as transit, dock_days as dock
    from lead_time_observation line
    where cause_kind <> 'reversal' and not exists (
      select from lead_time_observation reversal
      where reversal.takes_back_id = line.cause_id
        and reversal.order_line_id = line.order_line_id)
    order by known_on desc, id desc limit ${linesToLearnMax}::integer
  `.execute(ask.db)
  return rows
}

export type KeptChoice = {
  readonly part: string
  readonly halfLifeDays: number | null
  readonly leaningLines: number
  readonly hasSeason: boolean
  readonly outcomes: readonly number[]
  readonly lineCount: bigint
}

export async function readChoices(ask: Pick<Ask, 'db'>): Promise<readonly KeptChoice[]> {
  const { rows } = await sql<KeptChoice>`
    select part, half_life_days as "halfLifeDays", leaning_lines as "leaningLines",
      has_season as "hasSeason", outcomes, line_count as "lineCount"
    from lead_time_choice order by part
  `.execute(ask.db)
  return rows
}
