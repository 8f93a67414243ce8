import { sql } from 'kysely'

import type { Ask, Tx } from '#platform/work'

import { usualPolicySettings } from '../store/policies.ts'

/** What making an order costs by the policy in force, in minor units of the company. */
export async function orderCostMinor(ask: Ask | Tx): Promise<number> {
  const { rows } = await sql<{ readonly minor: number | null }>`
    select (settings ->> 'orderCostMinor')::float8 as minor
    from policy_version where status = 'active'
  `.execute(ask.db)
  return rows[0]?.minor ?? usualPolicySettings.orderCostMinor
}
