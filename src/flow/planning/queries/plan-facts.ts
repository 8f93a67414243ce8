import { sql } from 'kysely'

import type { Ask } from '#platform/work'

/** Why an order was made, for whoever approves it. */
export type PlanFacts = {
  readonly proposedLines: number
  /** Lines whose supplier a person chose in place of the usual one. */
  readonly switchedLines: number
  /** Lines whose stock runs out before the order comes, and the first day of that. */
  readonly expeditedLines: number
  readonly sellsOutOn: string | null
}

/** @returns undefined for an order that was not made of proposals */
export async function planFactsOf(ask: Ask, orderId: string): Promise<PlanFacts | undefined> {
  const { rows } = await sql<PlanFacts>`
    select count(*)::int as "proposedLines",
           (count(*) filter (where is_switched))::int as "switchedLines",
           (count(*) filter (where is_expedited))::int as "expeditedLines",
           min(sells_out_on) filter (where is_expedited) as "sellsOutOn"
    from proposal where taken_order_id = ${orderId}::uuid
  `.execute(ask.db)
  const [facts] = rows
  return facts === undefined || facts.proposedLines === 0 ? undefined : facts
}
