/** The only SQL that writes what a rule ordered, and what it left to people. */
import { sql } from 'kysely'

import { toJson } from '#platform/pending'
import type { Tx } from '#platform/work'

export type Release = {
  readonly proposalId: string
  /** `released`, `waits_for_approval`, or why it was left to a person. */
  readonly outcome: string
  readonly supplierId: string
  readonly orderId: string | null
  readonly companyValueMinor: bigint
}

export async function insertReleases(
  tx: Tx,
  runId: string,
  releases: readonly Release[],
): Promise<void> {
  if (releases.length === 0) return
  await sql`
    insert into plan_release (run_id, proposal_id, outcome, supplier_id, order_id,
      company_value_minor, decided_at)
    select ${runId}::uuid, g."proposalId", g.outcome, g."supplierId", g."orderId",
           g."companyValueMinor", ${tx.now}::timestamptz
    from json_to_recordset(${toJson(releases)}::json) as g ("proposalId" uuid, outcome text,
      "supplierId" uuid, "orderId" uuid, "companyValueMinor" bigint)
    on conflict (run_id, proposal_id) do nothing
  `.execute(tx.db)
}

/** The run tells how many lines had which outcome, as `release:<outcome>`. */
export async function countReleases(tx: Tx, runId: string): Promise<void> {
  await sql`
    update plan_run set result = result || (
      select coalesce(jsonb_object_agg('release:' || outcome, lines), '{}') from (
        select outcome, count(*) as lines from plan_release
        where run_id = ${runId}::uuid group by 1) counted)
    where id = ${runId}::uuid
  `.execute(tx.db)
}
