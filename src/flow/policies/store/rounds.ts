/** The only SQL that writes rounds of the tournament of methods. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Ask, Tx } from '#platform/work'

import type { PolicyRound } from '../contract.ts'
import type { PolicyId } from './policies.ts'

/** The latest round of each rule, whichever policy was in force. */
export async function latestRounds(ask: Ask | Tx): Promise<readonly PolicyRound[]> {
  const { rows } = await sql<PolicyRound>`
    select distinct on (segment, category_id, place_id)
           segment, category_id as "categoryId", place_id as "placeId", made_on as "madeOn",
           present, winner, verdict, lead_rounds as "leadRounds", is_advised as "isAdvised",
           entrants
    from policy_round order by segment, category_id, place_id, made_on desc
  `.execute(ask.db)
  return rows
}

export async function insertRounds(
  tx: Tx,
  policyId: PolicyId,
  rounds: readonly PolicyRound[],
): Promise<void> {
  if (rounds.length === 0) return
  const rows = rounds.map((round) => ({ ...round, id: tx.newId() }))
  await sql`
    insert into policy_round (id, policy_id, segment, category_id, place_id, made_on, present,
      winner, verdict, lead_rounds, is_advised, entrants)
    select g.id, ${policyId}::uuid, g.segment, g."categoryId", g."placeId", g."madeOn", g.present,
           g.winner, g.verdict, g."leadRounds", g."isAdvised", g.entrants
    from json_to_recordset(${toJson(rows)}::json) as g (id uuid, segment text, "categoryId" uuid,
      "placeId" uuid, "madeOn" date, present text, winner text, verdict text, "leadRounds" int,
      "isAdvised" boolean, entrants jsonb)
    on conflict do nothing
  `.execute(tx.db)
}
