import { sql } from 'kysely'

import type { Ask } from '#platform/work'

import { type TakenDecision, takenDecisions } from './taken-decisions.ts'

/** Why an order was made, for whoever approves it. */
export type PlanFacts = {
  readonly proposedLines: number
  /** Lines whose supplier a person chose in place of the usual one. */
  readonly switchedLines: number
  /** Lines whose stock runs out before the order comes, and the first day of that. */
  readonly expeditedLines: number
  readonly sellsOutOn: string | null
  /** Lines whose quantity or supplier a planner decided, and what about the first of them. */
  readonly decidedLines: number
  readonly decisions: readonly TakenDecision[]
}

/** A request for approval names no more of them; the order's lines tell of all. */
const decisionsMax = 10

/** @returns undefined for an order that was not made of proposals */
export async function planFactsOf(ask: Ask, orderId: string): Promise<PlanFacts | undefined> {
  const { rows } = await sql<Omit<PlanFacts, 'decidedLines' | 'decisions'>>`
    select count(*)::int as "proposedLines",
           (count(*) filter (where is_switched))::int as "switchedLines",
           (count(*) filter (where is_expedited))::int as "expeditedLines",
           min(sells_out_on) filter (where is_expedited) as "sellsOutOn"
    from proposal where taken_order_id = ${orderId}::uuid
  `.execute(ask.db)
  const [facts] = rows
  if (facts === undefined || facts.proposedLines === 0) return undefined
  const decided = await takenDecisions(ask, [orderId])
  const decisions = decided.slice(0, decisionsMax).map(({ decision }) => decision)
  return { ...facts, decidedLines: decided.length, decisions }
}
